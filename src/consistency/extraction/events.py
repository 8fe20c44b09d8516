"""Events: what is dated or placed, and which countries take part."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.acts import act_table, acts_near, aspect_of, is_told
from consistency.extraction.analysis import Analysis, Word
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.clauses import opens_relative
from consistency.extraction.contexts import context_of, is_saying
from consistency.extraction.country_lists import body_lists
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import feature_of, setting
from consistency.extraction.speakers import speakers
from consistency.language.concepts import concepts
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Period, Term, Terms, Value
from consistency.resources import language_resource

_LATE = frozenset({"afternoon", "evening"})
_BESIDE = 2  # words between a day and "instead"
_ANNOUNCED = "c:announce"
_HEAD = 2  # words before "which": what it stands for
_WHAT = 9  # words on either side of a date that tell what is dated


def date_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "event" for each day that is named, but for the day on which somebody said something.

    Fields: date (Period), said (Term: date, by, weekday), event (Terms: the words around), acts (Terms: what
    happens, and of what kind it is), aspect (Term: begin, end or announced, where the day is that), setting.
    """
    spoken = speakers(analysis)
    for date in analysis.dates:
        value = _day(analysis, date)
        if value is None or analysis.skips(date.start):
            continue
        first, last = analysis.words_of(date.start, date.end)
        if _is_moved(analysis, first, last):
            continue
        if value.day is None and (is_saying(analysis, first) or is_told(analysis, first)):
            continue
        fields: dict[str, Value] = {"date": value, "setting": setting(analysis, first, last, range(first, last))}
        bound = "by" if _is_bound(analysis, first) else "date"
        fields["said"] = Term(bound if value.day is not None else "weekday")
        near = _near(analysis, date, first, last)
        if near:
            fields["event"] = Terms(near)
        if _ANNOUNCED in near and value.day is not None:
            fields["aspect"] = Term("announced")  # unless it is the day of a beginning or an end that is announced
        acts = acts_near(analysis, first, last)
        if acts:
            aspect = aspect_of(analysis, acts[0])
            if aspect is not None:
                fields["aspect"] = Term(aspect)
            kinds = _kinds(_of_own_clause(analysis, acts, first))
            if kinds and aspect is None:  # of what "began", other words tell
                fields["acts"] = Terms(kinds)
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


@functools.cache
def _instead(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "modality")["instead"])


def _is_moved(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a text says that a day takes the place of another one: "to October 13 instead of the 6th"."""
    instead, home = _instead(analysis.language), analysis.words[first].sentence
    near = (*analysis.words[max(0, first - _BESIDE) : first], *analysis.words[last : last + _BESIDE])
    return any(word.sentence == home and word.folded in instead for word in near)


def _day(analysis: Analysis, date: Mention[Period]) -> Period | None:
    """Return a day, or the evening or night of a weekday as a stretch of its own, as things are dated; else None."""
    value = date.value
    if value.precision in ("day", "time"):
        if value.day is not None and value.end is None:
            return replace(value, end=value.start)  # "from 19 March on": its first day
        late = any(w.concept in _LATE for w in analysis.words[slice(*analysis.words_of(date.start, date.end))])
        if value.weekday is not None and value.day is None and _zoned(analysis, date):
            return replace(value, slack=1)  # "22:40 GMT on Tuesday" is Wednesday elsewhere
        return replace(value, precision="interval") if late and value.weekday is not None else value
    if value.weekday is None or value.start is None or value.end is None:
        return None
    return value if (value.end - value.start).days <= 1 else None


def _is_bound(analysis: Analysis, first: int) -> bool:
    """Tell whether something had happened by a day, or is to: "by Nov. 9", «بحلول 9 نوفمبر»."""
    listed, near = act_table()["by"], analysis.words[max(0, first - 1) : first + 1]
    return any(word.folded in listed for word in near)


@functools.cache
def _zones(language: str) -> Phrases[bool]:
    table = language_resource(language, "zones")
    listed = [*table["zones"].values(), *table["by_day"].values(), table["local"]]
    names = [name for names in listed for name in names]
    return phrases((name, True) for name in names)


def _zoned(analysis: Analysis, date: Mention[Period]) -> bool:
    """Tell whether the sentence of a date names a zone of time."""
    bounds = analysis.sentences[analysis.words[analysis.word_at(date.start)].sentence]
    zones = _zones(analysis.language)
    return any(zones.at(analysis.words, index) for index in range(bounds.first, bounds.last))


def _near(analysis: Analysis, date: Mention[Period], first: int, last: int) -> frozenset[str]:
    words = analysis.words
    found = set()
    for word in words[max(0, first - _WHAT) : first] + words[last : last + _WHAT]:
        same = word.sentence == words[first].sentence and abs(word.clause - words[first].clause) <= 1
        feature = feature_of(analysis, word) if same and word.entity < 0 and word.person < 0 else None
        if feature is not None and not feature.startswith("n:") and feature[2:] not in _aspects():
            found.add(feature)
    return frozenset(found)


def _kinds(acts: list[Word]) -> frozenset[str]:
    """Return what acts mean, and of what kind they are."""
    meant = {word.concept for word in acts if word.concept is not None}
    groups = {known.group for concept in meant if (known := concepts().get(concept)) is not None}
    return frozenset({f"c:{concept}" for concept in meant} | {f"g:{group}" for group in groups - act_table()["broad"]})


def _of_own_clause(analysis: Analysis, acts: list[Word], first: int) -> list[Word]:
    """Return the acts of the relative clause that dates them, where there is one: «عدد قتلى الزلزال الذي هز كرمان أمس»
    dates the quake, and not what came of it. What else stands there names what is dated."""
    opened = [w.index for w in analysis.words[min(act.index for act in acts) : first] if opens_relative(analysis, w)]
    return [act for act in acts if not opened or act.index > opened[-1] - _HEAD]


@functools.cache
def _aspects() -> frozenset[str]:
    return act_table()["begin"] | act_table()["end"]


def participant_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "participants" for each list of countries or organisations: countries (Terms), setting."""
    spoken = speakers(analysis)
    for listed in body_lists(analysis):
        if analysis.skips(analysis.words[listed.first].start):
            continue
        fields: dict[str, Value] = {
            "countries": Terms(listed.countries, complete=True),
            "setting": setting(analysis, listed.first, listed.last, range(listed.first, listed.last)),
        }
        span = analysis.span(listed.first, listed.last)
        context = context_of(analysis, listed.first, listed.last, spoken.get(analysis.words[listed.first].sentence))
        yield make_claim(analysis, "participants", fields, listed.first, listed.last, {"countries": span}, context)
