"""The figures of a sentence that can be terms of a sum, and the claim that a sum makes of them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.extraction.analysis import Analysis, dates_of_sentences, once
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.fates import find_fates
from consistency.extraction.nouns import Thing
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.roles import role_of
from consistency.extraction.things import thing_of
from consistency.model import Claim, Mention, Quantity, Value
from consistency.resources import language_resource

FEW = 0.85  # parts that reach less of their total are taken for some of it, where nothing says that they are all
MANY = 1.3  # parts that exceed their total by more overlap: pupils who play football and sing as well
NEAR = 1.15  # as much, where no word says that the figures are parts
LIST = 3  # figures that make a list of parts where no word says that they are all
SUM = 3  # words between a total and the word that makes a sum of what stands before it
_EACH = 5  # words behind the last part in which it is told that it is that of each
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "score", "ratio", "times"})
_YEARS = (1900, 2100)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: Phrases[bool]
    some: Phrases[bool]
    rest: Phrases[bool]
    sums: Phrases[bool]
    opinions: Phrases[bool]
    each: Phrases[bool]
    comprising: Phrases[bool]
    identity: Phrases[bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence, the half-open range of its words, and what it counts."""

    mention: Mention[Quantity]
    first: int
    last: int
    thing: Thing

    @property
    def value(self) -> Quantity:
        return self.mention.value


@functools.cache
def totals_lexicon(language: str) -> _Lexicon:
    table = language_resource(language, "totals")

    def listed(key: str) -> Phrases[bool]:
        return phrases((word, True) for word in table[key])

    return _Lexicon(
        *(listed(key) for key in ("whole", "some", "rest", "sums", "opinions", "each", "comprising", "identity"))
    )


def figures_of(analysis: Analysis, index: int, mentions: Sequence[Mention[Quantity]]) -> list[Figure]:
    """Return the figures of a sentence that can be terms of a sum: exact, no rank, no time, no older value."""
    found = []
    for mention in sorted([*mentions, *_bare(analysis, index)], key=lambda m: m.start):
        value = mention.value
        if value.bound != "exact" or value.low != value.high or value.ordinal or value.unit in _TIMES or value.per:
            continue
        first, last = analysis.words_of(mention.start, mention.end)
        if any(word.date >= 0 for word in analysis.words[first:last]):
            continue
        joined = _follows_and(analysis, first)  # "51 voted against and 15 abstained"
        if not joined and role_of(analysis, first, last) in ("previous", "margin"):
            continue
        found.append(Figure(mention, first, last, thing_of(analysis, mention, first, last)))
    return found


@once
def fates_of_figures(analysis: Analysis) -> dict[int, str]:
    """Return what befell the people of each figure that tells it, by the place at which the figure starts."""
    return {analysis.quantities[index].start: fate.fate for index, fate in find_fates(analysis).items()}


def _bare(analysis: Analysis, index: int) -> Iterator[Mention[Quantity]]:
    """Yield the numbers of a list that leaves out verb and noun: "Labour 15 and the Liberals 11"."""
    words = analysis.sentence_words(index)
    for place, word in enumerate(words):
        number = word.folded
        if not number.isdigit() or not number.isascii() or word.quantity >= 0 or word.date >= 0:
            continue
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if ":" in (before and before.folded, after and after.folded):
            continue  # "in 2:11:40"
        if after is None or not after.solid or after.function:
            value = float(number)
            if not _YEARS[0] <= value <= _YEARS[1]:
                yield Mention(word.start, word.end, word.text, Quantity(value, value))


def _follows_and(analysis: Analysis, first: int) -> bool:
    word = analysis.words[first]
    return (first > 0 and analysis.words[first - 1].folded == "and") or bool(word.forms.proclitics)


def _has_each(analysis: Analysis, parts: Sequence[Figure]) -> bool:
    """Tell whether one of the parts is that of several: "Sindh 13, Punjab and Islamabad one each"."""
    each = totals_lexicon(analysis.language).each
    home = analysis.sentences[analysis.words[parts[0].first].sentence]
    return cue_of(analysis, each, parts[0].first, min(parts[-1].last + _EACH, home.last)) is not None


def _dated(analysis: Analysis, parts: Sequence[Figure], told: bool) -> bool:
    """Tell whether parts are figures of several times: "80 last year and 60 the year before"; of a total that is told
    as one, a single day between its parts is that of the news."""
    dates = dates_of_sentences(analysis).get(analysis.words[parts[0].first].sentence, ())
    beside = {place for part in parts for place in (part.last, part.last + 1)}
    between = [date for date in dates if parts[0].mention.end <= date.start < parts[-1].mention.start]
    if (
        told
        and len(between) == 1
        and between[0].value.start is not None
        and between[0].value.start == between[0].value.end
    ):
        between = []  # "22 seats, according to figures released on Monday, and 15 …"
    return bool(between) or any(analysis.word_at(date.start) in beside for date in dates)


def total_claim(
    analysis: Analysis,
    total: Figure,
    parts: Sequence[Figure],
    figures: Sequence[Figure],
    told: bool = False,
    amount: float | None = None,
) -> Claim | None:
    """Make the claim; `told` where a word says that the total is one, `amount` the sum where it is not that of the
    figures alone."""
    if amount is None:
        amount = sum(part.value.low for part in parts)
    others = [f for f in figures if f is not total and f not in parts]
    known = any(f.value.low in (amount, total.value.low - amount) for f in others)
    if known or _has_each(analysis, parts) or _dated(analysis, parts, told):
        return None
    first = min(total.first, parts[0].first)
    last = max(total.last, parts[-1].last)
    home = analysis.sentences[analysis.words[first].sentence]
    apart = analysis.words[parts[0].first].sentence - analysis.words[total.first].sentence > 1
    fields: dict[str, Value] = {"total": total.value, "parts": Quantity(amount, amount, total.value.unit)}
    spans = {
        "total": (total.mention.start, total.mention.end),
        "parts": (parts[0].mention.start, parts[-1].mention.end),
    }
    if apart:
        begin = analysis.sentences[analysis.words[parts[0].first].sentence].first
        beside = (max(begin, parts[0].first - 3), last)
        return make_claim(analysis, "total", fields, max(home.first, first - 3), total.last, spans, None, beside)
    return make_claim(analysis, "total", fields, max(home.first, first - 3), last, spans)


def cue_of(analysis: Analysis, table: Phrases[bool], first: int, last: int) -> int | None:
    words = analysis.words
    home = words[min(first, len(words) - 1)].sentence
    for index in range(first, min(last, len(words))):
        if words[index].sentence != home:
            return None
        if words[index].solid and table.at(words, index):
            return index
    return None


def on_scale(part: Figure, total: Figure) -> bool:
    units = {part.value.unit, total.value.unit} - {None, "person"}
    return len(units) <= 1 and (part.value.unit == "percent") == (total.value.unit == "percent")
