"""Weekdays that a text gives to its dates: "Friday, Sept. 30", "November 9, a Thursday", «الموافق يوم الجمعة»."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import pairwise

from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Period, Term, Value
from consistency.resources import language_resource

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REACH = 5  # words between a date and the weekday that it is said to be


@functools.cache
def _words(language: str, key: str) -> frozenset[str]:
    return folded_words(language_resource(language, "weekdays")[key])


def weekday_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "weekday" for each full date with a weekday.

    Fields: weekday (Term as said), calendar (Term: what the calendar says), date (Period).
    """
    for date in analysis.dates:
        if date.value.weekday is not None and _is_day(date.value) and not _is_prayer(analysis, date):
            yield _claim(analysis, date, date.value.weekday, date.start, date.end)
    for one, other in pairwise(analysis.dates):
        for date, weekday in ((one, other), (other, one)):
            said = weekday.value.weekday
            bare = said is not None and weekday.value.day is None
            if (
                bare
                and said is not None
                and date.value.weekday is None
                and _is_day(date.value)
                and _joined(analysis, one, other, weekday is other)
                and not _is_prayer(analysis, weekday)
            ):
                yield _claim(analysis, date, said, one.start, other.end)


def _is_day(value: Period) -> bool:
    # A day of the Hijri calendar may begin a day earlier or later, by the moon that was seen.
    return value.start is not None and value.start == value.end and value.day is not None and not value.slack


def _joined(analysis: Analysis, one: Mention[Period], other: Mention[Period], after: bool) -> bool:
    """Tell whether only words between two dates make one the name of the other: "June 12, which is a Friday"."""
    first, last = analysis.words_of(one.start, one.end)[1], analysis.words_of(other.start, other.end)[0]
    between = analysis.words[first:last]
    if len(between) > _REACH or any(w.sentence != analysis.words[last].sentence for w in between):
        return False
    says, links = (_words(analysis.language, key) for key in ("says", "links"))
    if not all(w.folded in says or w.folded in links for w in between):
        return False
    # A weekday right before its date needs no word between them; one after it does: "on 12 June, Friday prayers".
    return not after or any(w.folded in says for w in [*between, analysis.words[last]])


def _is_prayer(analysis: Analysis, date: Mention[Period]) -> bool:
    """Tell whether the weekday names something else: «صلاة الجمعة في 12 حزيران»."""
    first = analysis.words_of(date.start, date.end)[0]
    return first > 0 and analysis.words[first - 1].folded in _words(analysis.language, "names")


def _claim(analysis: Analysis, date: Mention[Period], weekday: int, start: int, end: int) -> Claim:
    calendar = _WEEKDAYS[date.value.start.weekday()] if date.value.start else ""
    fields: dict[str, Value] = {
        "weekday": Term(_WEEKDAYS[weekday]),
        "calendar": Term(calendar),
        "date": date.value,
    }
    first, last = analysis.words_of(start, end)
    return make_claim(analysis, "weekday", fields, first, last, {"weekday": (start, end)})
