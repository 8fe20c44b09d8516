"""With what a change is compared ("year on year", "on the previous quarter") and for how long an amount is meant."""

from __future__ import annotations

import functools

from consistency.extraction.analysis import Analysis
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.model import Quantity
from consistency.resources import language_resource

_REACH = 9  # words behind a figure in which its baseline stands
_SPAN = 8
_LED = 4  # words from the one that leads to a baseline
SHARES = frozenset({"percent", "percentage_point", "basis_point", "ratio"})
_PER = {"year": "yearly", "month": "monthly", "day": "daily"}


@functools.cache
def _tables(language: str) -> tuple[Phrases[str], Phrases[str], frozenset[str]]:
    table = language_resource(language, "baselines")
    against, span = (
        phrases((w, name) for name, listed in table[key].items() for w in listed) for key in ("against", "span")
    )
    return against, span, folded_words(table["leads"])


Told = tuple[str, int, int]
"""What is told, and the words that tell it (half-open)."""


def baseline_of(analysis: Analysis, value: Quantity, first: int, last: int) -> Told | None:
    """Return with what the change by a share is compared: year, half, quarter, month or week; None where untold.

    The first baseline behind the figure in its clause or the next counts, where a word leads to it: "rose 9% on the
    previous quarter", but not "rose 9% as last year's drought ended".
    """
    if value.unit not in SHARES:
        return None
    against, _, leads = _tables(analysis.language)
    words = analysis.words
    for place in range(last, min(last + _REACH, len(words))):
        word = words[place]
        if word.sentence != words[first].sentence or word.clause > words[first].clause + 1:
            break
        found = against.at(words, place) if word.solid else None
        if found is None:
            if word.quantity >= 0 and analysis.quantities[word.quantity].value.unit in SHARES:
                break
            continue
        led = range(max(last, place - _LED), place + 1)
        lead = next((w for w in led if _leads(words[w].folded, leads)), None)
        if lead is not None:
            return found[1], lead, place + found[0]
    return None


def _leads(word: str, leads: frozenset[str]) -> bool:
    return word in leads or word.lstrip("و") in leads or word[:1] in "بل"


def span_of(analysis: Analysis, value: Quantity, first: int, last: int) -> Told | None:
    """Return for how long an amount is meant: yearly, monthly, daily or whole; None where untold."""
    if value.per in _PER:
        return _PER[value.per], first, last
    _, spans, _ = _tables(analysis.language)
    words = analysis.words
    for place in range(last, min(last + _SPAN, len(words))):
        word = words[place]
        if word.sentence != words[first].sentence or word.clause != words[first].clause:
            break
        if word.quantity >= 0 and place > last and spans.at(words, place) is None:
            break
        found = spans.at(words, place) if word.solid else None
        if found is not None:
            return found[1], place, place + found[0]
    return None
