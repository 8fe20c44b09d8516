"""What a text says of itself: totals with their parts, beginnings with their ends, weekdays with their dates."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, Word, dates_of_sentences, quantities_of_sentences
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.phrases import Phrases, phrases
from consistency.language.orthography import fold_word
from consistency.model import Claim, Mention, Period, Quantity, Term, Value
from consistency.resources import language_resource

_FEW = 0.85  # parts that reach less of their total are taken for some of it, where nothing says that they are all
_MANY = 1.3  # parts that exceed their total by more overlap: pupils who play football and sing as well
_NEAR = 4  # words between a date and the word that makes it a beginning or an end
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "score", "ratio", "times"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: Phrases[bool]
    some: Phrases[bool]
    rest: Phrases[bool]
    begin: Phrases[bool]
    end: Phrases[bool]
    since: frozenset[str]
    until: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "totals")

    def listed(key: str) -> Phrases[bool]:
        return phrases((word, True) for word in table[key])

    def words(key: str) -> frozenset[str]:
        return frozenset(fold_word(word) for word in table[key])

    return _Lexicon(
        listed("whole"), listed("some"), listed("rest"), listed("begin"), listed("end"), words("since"), words("until")
    )


def total_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "total" for each total that its sentence splits into at least two parts.

    Fields: total (Quantity), parts (Quantity: their sum). Only parts that are all of the total, or that exceed it, are
    claimed: "33 people, including two children and a nurse" says nothing of a sum.
    """
    lexicon = _lexicon(analysis.language)
    for index, quantities in quantities_of_sentences(analysis).items():
        sentence = analysis.sentences[index]
        figures = [quantity for quantity in quantities if _plain(quantity.value)]
        for place, total in enumerate(figures[:-2]):
            first, last = analysis.words_of(total.start, total.end)
            whole = any(lexicon.whole.at(analysis.words, i) for i in range(max(sentence.first, first - 3), first))
            cue = last if whole else _cue(analysis, lexicon.some, last, last + 7)
            colon = _colon(analysis, last, last + 7)
            if cue is None and colon is not None:
                cue, whole = colon, True
            if cue is None or analysis.skips(total.start):
                continue
            parts = _parts(analysis, figures[place + 1 :], cue, total)
            if len(parts) < 2:
                continue
            end = analysis.words_of(parts[-1].start, parts[-1].end)[1]
            after = min(end + 5, sentence.last)
            rest = _cue(analysis, lexicon.rest, cue, after) is not None
            amount = sum(part.value.low for part in parts)
            if whole or rest or amount > total.value.low:
                if (amount < total.value.low * _FEW and not rest) or amount > total.value.low * _MANY:
                    continue
                fields: dict[str, Value] = {"total": total.value, "parts": Quantity(amount, amount, total.value.unit)}
                spans = {"total": (total.start, total.end), "parts": (parts[0].start, parts[-1].end)}
                yield make_claim(analysis, "total", fields, max(sentence.first, first - 3), end, spans)
                break


def _colon(analysis: Analysis, first: int, last: int) -> int | None:
    """Return the word after a colon within reach in the sentence: what follows is the list of the parts."""
    home = analysis.words[first - 1].sentence
    for word in analysis.words[first : min(last, len(analysis.words))]:
        if word.sentence != home:
            return None
        if word.folded == ":":
            return word.index
    return None


def _plain(value: Quantity) -> bool:
    """Tell whether a figure can be a term of a sum: exact, no rank, no length of time."""
    return value.bound == "exact" and value.low == value.high and not value.ordinal and value.unit not in _TIMES


def _cue(analysis: Analysis, table: Phrases[bool], first: int, last: int) -> int | None:
    words = analysis.words
    home = words[min(first, len(words) - 1)].sentence
    for index in range(first, min(last, len(words))):
        if words[index].sentence != home:
            return None
        if words[index].solid and table.at(words, index):
            return index
    return None


def _parts(
    analysis: Analysis, figures: Sequence[Mention[Quantity]], cue: int, total: Mention[Quantity]
) -> list[Mention[Quantity]]:
    """Return the figures after the cue that can be parts: no larger than the total, on its scale."""
    found = []
    for figure in figures:
        if analysis.word_at(figure.start) < cue or figure.value.low > total.value.low:
            continue
        units = {figure.value.unit, total.value.unit} - {None, "person"}
        if len(units) > 1 or (figure.value.unit == "percent") != (total.value.unit == "percent"):
            continue
        found.append(figure)
    return found


def course_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "course" where one sentence dates both a beginning and an end.

    Fields: begins (Period), ends (Period).
    """
    lexicon = _lexicon(analysis.language)
    for named in dates_of_sentences(analysis).values():
        dates = [date for date in named if date.value.start and date.value.end]
        begins = [d for d in dates if _led_by(analysis, d, lexicon.begin) or _right_after(analysis, d, lexicon.since)]
        ends = [
            d
            for d in dates
            if d not in begins and (_led_by(analysis, d, lexicon.end) or _right_after(analysis, d, lexicon.until))
        ]
        if len(begins) != 1 or len(ends) != 1 or ends[0].start < begins[0].start:
            continue
        fields: dict[str, Value] = {"begins": begins[0].value, "ends": ends[0].value}
        spans = {"begins": (begins[0].start, begins[0].end), "ends": (ends[0].start, ends[0].end)}
        places = sorted(
            [*analysis.words_of(begins[0].start, begins[0].end), *analysis.words_of(ends[0].start, ends[0].end)]
        )
        yield make_claim(analysis, "course", fields, places[0], places[-1], spans)


def _led_by(analysis: Analysis, date: Mention[Period], table: Phrases[bool]) -> bool:
    first = analysis.word_at(date.start)
    before: Sequence[Word] = analysis.words[max(0, first - _NEAR) : first]
    return any(
        w.solid and w.sentence == analysis.words[first].sentence and table.at(analysis.words, w.index) for w in before
    )


def _right_after(analysis: Analysis, date: Mention[Period], table: frozenset[str]) -> bool:
    """Tell whether the word that opens a date, or the one right before it, is in the table: "from 2019 until 2014"."""
    first = analysis.word_at(date.start)
    near = [analysis.words[first]] + ([analysis.words[first - 1]] if first else [])
    return any(word.folded in table or word.forms.lemma in table for word in near)


def weekday_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "weekday" for each full date with a weekday: weekday (Term as said), calendar (Term)."""
    for date in analysis.dates:
        value = date.value
        if value.weekday is None or value.start is None or value.start != value.end or value.day is None:
            continue
        fields: dict[str, Value] = {
            "weekday": Term(_WEEKDAYS[value.weekday]),
            "calendar": Term(_WEEKDAYS[value.start.weekday()]),
            "date": value,
        }
        first, last = analysis.words_of(date.start, date.end)
        yield make_claim(analysis, "weekday", fields, first, last, {"weekday": (date.start, date.end)})
