"""Of which stretch of time a figure is told: "profit rose 12% in the first half", «خلال الربع الثالث وحده»."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consistency.extraction.analysis import Analysis, dates_of_sentences, once
from consistency.extraction.baselines import baseline_of
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.measure_kinds import measured_figures, parts_of_claim
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import folded_words
from consistency.model import Claim, Period
from consistency.normalization.units import is_time
from consistency.resources import language_resource

_STRETCHES = frozenset({"month", "quarter", "year", "interval"})
_BEFORE, _BEHIND = 14, 12  # words between a stretch of time and its figure
_BESIDE = 3  # words between a figure and the one of several stretches that is its own
_NEAR = 2  # words beside a stretch that tell what it is
_FAR = 20  # words from a figure to the words that tell its stretch, in one quotation
_MONTH = 32  # days
_FRONT = 3  # words of a sentence that open it
_HALVES = {1: (1, 1, 6, 30), 2: (7, 1, 12, 31)}


@dataclass(frozen=True, slots=True)
class _Spell:
    """A stretch of time, open where it lasts until the text was written, and its words (half-open)."""

    period: Period
    first: int
    last: int


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    return folded_words(language_resource(language, "spells")[key])


@functools.cache
def _phrases(language: str, key: str) -> Phrases[bool]:
    return phrases((word, True) for word in language_resource(language, "spells")[key])


@functools.cache
def _halves(language: str) -> Phrases[int]:
    table = language_resource(language, "spells")["halves"]
    return phrases((word, int(half)) for half, words in table.items() for word in words)


def spell_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "spell" for each figure of which the text tells of what stretch of time it is.

    Fields: value (Quantity), measure (Term: money, share, count, amount, length), spell (Period, without an end where
    it lasts until the text was written), setting. The evidence reaches from the figure to the stretch.
    """
    for index, figure in measured_figures(analysis).items():
        told = None if _is_earlier(analysis, figure.first) else _spell_of(analysis, index)
        if told is None:
            continue
        fields, spans, context = parts_of_claim(analysis, index, {"spell": told.period})
        spans["spell"] = analysis.span(told.first, told.last)
        apart = told.first > figure.last + _FAR or told.last < figure.first - _FAR
        begin, end = (
            (figure.first, figure.last) if apart else (min(figure.first, told.first), max(figure.last, told.last))
        )
        besides = (told.first, told.last) if apart else None
        yield make_claim(analysis, "spell", fields, begin, end, spans, context, besides)


def _is_earlier(analysis: Analysis, first: int) -> bool:
    """Tell whether a figure is what something was before: "up from 1,904", «مقابل 28 طنا»."""
    before = analysis.words[first - 1] if first else None
    return before is not None and before.folded in _listed(analysis.language, "earlier")


def _spell_of(analysis: Analysis, index: int) -> _Spell | None:
    """Return the one stretch of time in the clause of a figure, else that of the next clause or of the sentence's
    beginning; None where there are several."""
    words, figure = analysis.words, measured_figures(analysis)[index]
    home = words[figure.first]
    here = _spells(analysis).get(home.sentence, ())
    compared = baseline_of(analysis, analysis.quantities[index].value, figure.first, figure.last)
    if compared is not None:
        here = [spell for spell in here if spell.last <= compared[1] or spell.first >= compared[2]]
    near = [spell for spell in here if _is_near(analysis, spell, figure.first, figure.last)]
    own = [spell for spell in near if words[spell.first].clause == home.clause] or near
    if len(own) > 1:
        own = [s for s in own if -_BESIDE <= s.first - figure.last <= _BESIDE or 0 <= figure.first - s.last <= _BESIDE]
    return own[0] if len(own) == 1 else None


def _is_near(analysis: Analysis, spell: _Spell, first: int, last: int) -> bool:
    """Tell whether a stretch can be that of a figure: beside it, with no other figure between, or at the beginning of
    its sentence."""
    words, sentence = analysis.words, analysis.sentences[analysis.words[first].sentence]
    between = words[last : spell.first] if spell.first >= last else words[spell.last : first]
    opens = spell.first <= sentence.first + _FRONT and spell.last <= first
    if not opens and len(between) > (_BEHIND if spell.first >= last else _BEFORE):
        return False
    if not opens and abs(words[spell.first].clause - words[first].clause) > 1:
        return False
    return not any(w.quantity >= 0 > w.date and not _is_small(analysis, w.quantity) for w in between)


def _is_small(analysis: Analysis, quantity: int) -> bool:
    value = analysis.quantities[quantity].value
    return value.ordinal or is_time(value)


@once
def _spells(analysis: Analysis) -> dict[int, list[_Spell]]:
    """Return by sentence the stretches of time of which something can be told."""
    found: dict[int, list[_Spell]] = {}
    words = analysis.words
    taken: set[int] = set()
    for place, (length, _) in _phrases(analysis.language, "so_far").found(analysis).items():
        published = analysis.source.published
        if published is not None and words[place].solid:
            since = Period(datetime.date(published.year, 1, 1), None, "interval")
            found.setdefault(words[place].sentence, []).append(_Spell(since, place, place + length))
            taken.update(range(place, place + length + 1))
    for sentence, dates in dates_of_sentences(analysis).items():
        for date in dates:
            first, last = analysis.words_of(date.start, date.end)
            if first in taken or last - 1 in taken:
                continue
            spell = _months_to(analysis, date.value, first, last) or _stretch(analysis, date.value, first, last)
            if spell is not None:
                found.setdefault(sentence, []).append(spell)
                taken.update(range(spell.first, last))
    for place, (length, half) in _halves(analysis.language).found(analysis).items():
        period = None if place in taken else _half(analysis, place, half)
        if period is not None:
            found.setdefault(words[place].sentence, []).append(_Spell(period, place, place + length))
    return found


def _half(analysis: Analysis, place: int, half: int) -> Period | None:
    published = analysis.source.published
    if published is None or _is_other(analysis, place) or _is_skipped(analysis, place, place + 2):
        return None
    month, day, last_month, last_day = _HALVES[half]
    return Period(
        datetime.date(published.year, month, day), datetime.date(published.year, last_month, last_day), "interval"
    )


def _stretch(analysis: Analysis, period: Period, first: int, last: int) -> _Spell | None:
    """Return a stretch of which a figure can be told: whole months, up to a year that is over or lasts until now.

    None for days, for a month in which something may be or have been, and for when something else was or is to be.
    """
    published, start, end = analysis.source.published, period.start, period.end
    if start is None or end is None or period.precision not in _STRETCHES or published is None:
        return None
    if period.day is not None or start.day != 1 or (end + datetime.timedelta(days=1)).day != 1:
        return None
    if period.precision == "year" and end >= published:
        still = _phrases(analysis.language, "still").at(analysis.words, last) if last < len(analysis.words) else None
        return _Spell(replace(period, end=None), first, last + still[0]) if still is not None else None
    if _is_other(analysis, first) or _is_skipped(analysis, first, last) or _is_beside_another(analysis, first, last):
        return None
    if (end - start).days < _MONTH and not _lasts(analysis, first, last):
        return None
    return _Spell(period, first, last)


def _lasts(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a month is a stretch and no time of an event: "during May", "in May alone", «شهر أيار وحده»."""
    words = analysis.words
    lasting = _listed(analysis.language, "lasting")
    before, behind = words[max(0, first - _NEAR) : first], words[last : last + 1]
    return any(word.folded in lasting for word in (*before, *behind))


def _is_beside_another(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether another date stands right beside one: "January and March", «جانفي ومارس»."""
    near = (*analysis.words[max(0, first - _NEAR) : first], *analysis.words[last : last + _NEAR])
    return any(word.date >= 0 for word in near)


def _is_other(analysis: Analysis, first: int) -> bool:
    """Tell whether the word before a stretch makes it when something else was."""
    word = analysis.words[first]
    before = analysis.words[first - 1] if first and analysis.words[first - 1].sentence == word.sentence else None
    if before is not None and before.folded == "the":
        before = analysis.words[first - 2] if first > 1 else None
    other = _listed(analysis.language, "other")
    if analysis.language == "ar" and not other.isdisjoint(set(word.forms.proclitics)):
        return True
    return before is not None and not other.isdisjoint((before.folded, before.folded.removeprefix("و")))


def _is_skipped(analysis: Analysis, first: int, last: int) -> bool:
    skipped = _listed(analysis.language, "skipped")
    near = analysis.words[max(0, first - _NEAR) : last + _NEAR]
    return any(not skipped.isdisjoint(word.forms.keys) for word in near)


def _months_to(analysis: Analysis, period: Period, first: int, last: int) -> _Spell | None:
    """Return the stretch that ends with a month, where months are counted to it: "the three months to June"."""
    words, end = analysis.words, period.end
    to = first if words[first].folded in _listed(analysis.language, "to") else first - 1
    if period.precision != "month" or end is None or to < 1 or words[to].folded not in _listed(analysis.language, "to"):
        return None
    if words[to - 1].quantity < 0:
        return None
    counted = analysis.quantities[words[to - 1].quantity]
    if counted.value.unit != "month" or counted.value.low != int(counted.value.low):
        return None
    year, month = divmod(end.year * 12 + end.month - int(counted.value.low), 12)
    begin = analysis.words_of(counted.start, counted.end)[0]
    return _Spell(Period(datetime.date(year, month + 1, 1), end, "interval"), begin, last)
