"""Events: what is dated or placed, and which countries take part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of, is_saying
from consistency.extraction.country_lists import country_lists
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.model import Claim, Mention, Period, Term, Terms, Value

_WHAT = 9  # words on either side of a date that tell what is dated


def date_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "event" for each day that is named.

    Fields: date (Period), said (Term: date, weekday), event (Terms: the words around), setting.
    """
    spoken = speakers(analysis)
    for date in analysis.dates:
        if analysis.skips(date.start) or date.value.precision not in ("day", "time"):
            continue
        first, last = analysis.words_of(date.start, date.end)
        if date.value.day is None and is_saying(analysis, first):
            continue  # the day on which somebody said something
        value = date.value
        if value.day is not None and value.end is None:
            value = replace(value, end=value.start)  # "from 19 March on": its first day
        fields: dict[str, Value] = {"date": value, "setting": setting(analysis, first, last, range(first, last))}
        near = _near(analysis, date, first, last)
        fields["said"] = Term("date" if date.value.day is not None else "weekday")
        if near:
            fields["event"] = Terms(near)
        context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
        yield make_claim(
            analysis,
            "event",
            fields,
            first,
            last,
            {"date": (date.start, date.end)},
            context.model_copy(update={"time": None}),
        )


def _near(analysis: Analysis, date: Mention[Period], first: int, last: int) -> frozenset[str]:
    words = analysis.words
    found = set()
    for word in words[max(0, first - _WHAT) : first] + words[last : last + _WHAT]:
        same = word.sentence == words[first].sentence and abs(word.clause - words[first].clause) <= 1
        feature = feature_of(analysis, word) if same and word.entity < 0 and word.person < 0 else None
        if feature is not None and not feature.startswith("n:"):
            found.add(feature)
    return frozenset(found)


def participant_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "participants" for each list of countries: countries (Terms), setting."""
    spoken = speakers(analysis)
    for listed in country_lists(analysis):
        if analysis.skips(analysis.words[listed.first].start):
            continue
        fields: dict[str, Value] = {
            "countries": Terms(listed.countries, complete=True),
            "setting": setting(analysis, listed.first, listed.last, range(listed.first, listed.last)),
        }
        span = analysis.span(listed.first, listed.last)
        context = context_of(analysis, listed.first, listed.last, spoken.get(analysis.words[listed.first].sentence))
        yield make_claim(analysis, "participants", fields, listed.first, listed.last, {"countries": span}, context)
