"""How long something lasts, by the kind of what lasts: a session, a trial, a strike, a term of office.

A length of time belongs to the nearest thing that lasts (rules/languages/lasting.yaml), in its own clause before the
next ones. "In its third week" is a length of time as well: more than two weeks, and not yet more than three.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from consistency.extraction.ages import is_age
from consistency.extraction.analysis import Analysis
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.roles import is_each, role_of
from consistency.extraction.settings import setting
from consistency.extraction.speakers import speakers
from consistency.language.orthography import folded_words
from consistency.model import Claim, Quantity, Term, Value
from consistency.normalization.units import is_time
from consistency.resources import shared_resource

_REACH = 12  # words between a length of time and what lasts
_CLAUSE = 3  # words that a border between clauses counts
_FIRST = 8  # words before a length of time in which "the first in" stands
_ATTRIBUTED = 3  # words behind a length of time that stands before its noun


@functools.cache
def _kinds(language: str) -> Phrases[str]:
    table = shared_resource("lasting")
    return phrases((word, kind) for kind, words in table["kinds"].items() for word in words[language])


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    return folded_words(shared_resource("lasting")[key][language])


@functools.cache
def units_of_time(language: str) -> dict[str, str]:
    """Return the units of time by the words for them that an ordinal counts: "its third week", «أسبوعه الثالث»."""
    table = shared_resource("lasting")["units"]
    return {word: unit for unit, words in table.items() for word in folded_words(words[language])}


@functools.cache
def _brief() -> frozenset[str]:
    return frozenset(shared_resource("lasting")["brief"])


def lasting_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "lasting" for each length of time near something that lasts.

    Fields: lasting (Term: the kind of it), value (Quantity), setting.
    """
    spoken = speakers(analysis)
    for quantity in analysis.quantities:
        figure = first, last = analysis.words_of(quantity.start, quantity.end)
        if analysis.skips(quantity.start):
            continue
        value: Quantity | None = quantity.value
        if quantity.value.ordinal:
            value, first, last = _ongoing(analysis, quantity.value, first, last)
        elif (seasons := _seasons(analysis, quantity.value, last)) is not None:
            value, last = seasons, last + 1
        elif not _is_length(analysis, quantity.value, first, last):
            continue
        found = _nearest(analysis, first, last) if value is not None else None
        if value is None or found is None:
            continue
        if role_of(analysis, *figure) == "previous" or is_each(analysis, *figure):
            continue  # «من ست سنوات إلى أربع», "four-year terms"
        kind, place = found
        if last < len(analysis.words) and analysis.words[last].folded == "to" and place < last:
            continue  # "the agreement took a year to negotiate" tells how long the talks were
        if kind in _brief() and value.unit not in ("second", "minute"):
            continue  # "a week after the quake"
        fields: dict[str, Value] = {
            "lasting": Term(kind),
            "value": value,
            "setting": setting(analysis, first, last, range(first, last)),
        }
        context = context_of(analysis, first, last, spoken.get(analysis.words[first].sentence))
        spans = {"value": analysis.span(first, last)}
        yield make_claim(analysis, "lasting", fields, min(first, place), max(last, place + 1), spans, context)


def _is_length(analysis: Analysis, value: Quantity, first: int, last: int) -> bool:
    """Tell whether a quantity is a length of time that passed: no age, no time ago or ahead, none between two times."""
    if not is_time(value):
        return False
    if value.unit == "year" and is_age(analysis, first, last):
        return False
    words, language = analysis.words, analysis.language
    home = words[first].sentence
    after = [w.folded for w in words[last : last + 2] if w.sentence == home]
    before = [w.folded for w in words[max(0, first - 2) : first] if w.sentence == home]
    if words[first].forms.proclitics[:1] == ("ب",) and not _listed(language, "compared").isdisjoint(before[-1:]):
        return False  # «أقل بأربعة أعوام»
    if before[-1:] == ["last"] and not _listed(language, "verbal").isdisjoint(before):
        before = before[:-1]  # "is to last 45 days", not "the last 45 days"
    earlier = [w.folded for w in words[max(0, first - _FIRST) : first] if w.sentence == home]
    if not _listed(language, "firsts").isdisjoint(earlier):
        return False  # "the first flight in two years"
    if not _listed(language, "spacing").isdisjoint(after[:1]):
        return False  # "a day after the battle"
    return _listed(language, "not_after").isdisjoint(after) and _listed(language, "not_before").isdisjoint(before)


def _seasons(analysis: Analysis, value: Quantity, last: int) -> Quantity | None:
    """Return a count of seasons as years: contracts of players run for either."""
    if value.unit is not None or last >= len(analysis.words) or value.ordinal:
        return None
    season = not _listed(analysis.language, "seasons").isdisjoint(analysis.words[last].forms.keys)
    return replace(value, unit="year") if season else None


def _ongoing(analysis: Analysis, value: Quantity, first: int, last: int) -> tuple[Quantity | None, int, int]:
    words = analysis.words
    beside = last if analysis.language == "en" else first - 1
    if not 0 <= beside < len(words) or words[beside].sentence != words[first].sentence:
        return None, first, last
    word, units = words[beside], units_of_time(analysis.language)
    unit = next((units[key] for key in word.forms.keys if key in units), None)
    own = word.forms.pronoun if analysis.language == "ar" else words[first - 1].folded in ("its", "their", "a")
    if unit is None or not own or not value.low.is_integer():
        return None, first, last
    ranged = replace(value, low=value.low - 1, high=value.low, unit=unit, ordinal=False)
    return ranged, min(first, beside), max(last, beside + 1)


def _nearest(analysis: Analysis, first: int, last: int) -> tuple[str, int] | None:
    """Return the kind and the place of what lasts for a length of time; None where none is near."""
    kinds, words = _kinds(analysis.language).found(analysis), analysis.words
    things = _listed(analysis.language, "things")
    home = words[first]
    bounds = analysis.sentences[home.sentence]
    attributive = any(word.folded == "-" for word in words[first:last])
    best: tuple[int, str, int] | None = None
    behind = 0
    for index in range(max(bounds.first, first - _REACH), min(bounds.last, last + _REACH)):
        if index < behind or first <= index < last or not words[index].solid or words[index].folded in things:
            continue
        found = kinds.get(index)
        if found is None:
            continue
        follows = behind == index and best is not None and words[index].folded.startswith("ال")
        behind = index + found[0]  # "prison term" is no term
        if follows and words[index - 1].folded.removeprefix("و").startswith("ال"):
            continue  # «الجلسة المغلقة»
        apart = first - behind + 1 if index < first else index - last + 1
        if attributive and 0 <= index - last < _ATTRIBUTED:
            return found[1], index  # "a 26-hour rescue effort"
        distance = apart + _CLAUSE * abs(words[index].clause - home.clause)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, found[1], index)
    return (best[1], best[2]) if best else None
