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
from consistency.language.orthography import folded_words
from consistency.model import Claim, Mention, Quantity, Value
from consistency.normalization.units import currencies
from consistency.resources import language_resource

FEW = 0.85  # parts that reach less of their total are taken for some of it, where nothing says that they are all
MANY = 1.3  # parts that exceed their total by more overlap: pupils who play football and sing as well
NEAR = 1.15  # as much, where no word says that the figures are parts
SCALED = (
    1e5  # from here on a figure without a unit is an amount whose unit was told before: "120 million from the state"
)
LIST = 3  # figures that make a list of parts where no word says that they are all
SUM = 3  # words between a total and the word that makes a sum of what stands before it
_EACH = 5  # words behind the last part in which it is told that it is that of each
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "score", "ratio", "times"})
_YEARS = (1900, 2100)
_HEAD = 7  # words at the head of a sentence in which it is told that the whole of something is split
_ONTO = frozenset({"علي", "الي", "من", "بين"})
_NESTED = 2  # figures before one that may be some of the last of them
_COLON = 3  # words between a count of items and the colon behind which they stand
_CONTESTED = frozenset({"c:parliament-seat", "c:vote"})  # what one side has, the other has not


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
    splits: Phrases[bool]
    completes: Phrases[bool]
    others: Phrases[bool]


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

    keys = (
        "whole",
        "some",
        "rest",
        "sums",
        "opinions",
        "each",
        "comprising",
        "identity",
        "splits",
        "completes",
        "others",
    )
    return _Lexicon(*map(listed, keys))


@functools.cache
def totals_words(language: str, key: str) -> frozenset[str]:
    """Return the single words of one of the lists of a language's totals.yaml."""
    return folded_words(language_resource(language, "totals")[key])


def figures_of(analysis: Analysis, index: int, mentions: Sequence[Mention[Quantity]]) -> list[Figure]:
    """Return the figures of a sentence that can be terms of a sum: exact, no rank, no time, no older value."""
    found: list[Figure] = []
    for mention in sorted([*mentions, *_bare(analysis, index)], key=lambda m: m.start):
        value = mention.value
        if value.bound != "exact" or value.low != value.high or value.ordinal or value.unit in _TIMES:
            continue
        if value.per and not (value.per == "year" and value.unit in currencies()):
            continue
        first, last = analysis.words_of(mention.start, mention.end)
        if any(word.date >= 0 for word in analysis.words[first:last]):
            continue
        joined = _follows_and(analysis, first)  # "51 voted against and 15 abstained"
        figure = Figure(mention, first, last, thing_of(analysis, mention, first, last))
        if (
            not joined
            and role_of(analysis, first, last) in ("previous", "margin")
            and not _is_rival(analysis, figure, found)
        ):
            continue
        if not _counts_items(analysis, figure, mentions) and not _is_nested(analysis, figure, found, mentions):
            found.append(figure)
    return found


def _is_rival(analysis: Analysis, figure: Figure, before: Sequence[Figure]) -> bool:
    """Tell whether a figure is what the other side got: "14 seats against five for the Union"."""
    heads = {one.thing.head for one in (figure, *before[-1:])}
    led = analysis.words[max(0, figure.first - 1) : figure.first]
    return bool(heads & _CONTESTED) and any(w.folded in totals_words(analysis.language, "versus") for w in led)


def _is_nested(
    analysis: Analysis, figure: Figure, before: Sequence[Figure], mentions: Sequence[Mention[Quantity]]
) -> bool:
    """Tell whether the last figure of a sentence is some of a part: "26 came back and 18 left, of whom two …"."""
    behind = [m.value for m in mentions if m.start > figure.mention.start]
    if any(not value.ordinal and value.unit not in _TIMES for value in behind):
        return False
    if len(before) < _NESTED or analysis.words[before[-1].first].sentence != analysis.words[figure.first].sentence:
        return False
    some = totals_lexicon(analysis.language).some
    opens = range(before[-1].last, figure.first)
    return any((cue := some.at(analysis.words, i)) and i + cue[0] == figure.first for i in opens)


def _counts_items(analysis: Analysis, figure: Figure, mentions: Sequence[Mention[Quantity]]) -> bool:
    """Tell whether a figure right before a colon counts the figures behind it: "in three parts: 400 million for …"."""
    behind = [w for w in analysis.words[figure.last : figure.last + _COLON] if w.folded == ":"]
    if not behind or figure.value.unit is not None:
        return False
    return figure.value.low == sum(mention.start > behind[0].start for mention in mentions)


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


def is_split(analysis: Analysis, index: int, first: int) -> bool:
    """Tell whether a sentence opens with a verb whose objects, from a word on, are all the parts of its subject."""
    lexicon, words = totals_lexicon(analysis.language), analysis.words
    opened = [w for w in words[analysis.sentences[index].first : first] if w.solid]
    if any(lexicon.comprising.at(words, w.index) for w in opened[:_HEAD]):
        return True
    verb = bool(opened) and lexicon.splits.at(words, opened[0].index) is not None
    return verb and any(w.folded in _ONTO for w in opened)


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
