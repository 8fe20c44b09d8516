"""Which indicator a figure is of: turnout, magnitude, jail term … whatever the sentence that tells it is built like.

Of the ways to tell an indicator (`consistency.language.indicators`) that a sentence has, that counts which is told
nearest to the figure, a way of more words before one of fewer. What stands beyond another figure of the kind belongs to
that.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consistency.extraction.amounts import is_step
from consistency.extraction.analysis import Analysis, Word, once, printed, quantities_of_sentences
from consistency.extraction.fates import Fate, find_fates
from consistency.extraction.nouns import Thing, are_people, measure_words
from consistency.extraction.things import thing_of
from consistency.language.indicators import PEOPLE, Indicator, Way, indicators
from consistency.language.orthography import folded_words
from consistency.language.word_table import WordTable
from consistency.model import Mention, Quantity
from consistency.normalization.units import convert, currencies, is_shared_name, is_time
from consistency.resources import language_resource

_REACH = 14  # words between a figure and what tells its indicator
_CLAUSE = 3.0  # how far a clause is, in words
_PART, _WORD = 4.0, 1.5  # how much nearer a way is for each further part and each further word of it
_BEHIND = {"en": 1.0, "ar": 2.0}  # how much farther is what stands behind a figure, in words
_LED = 3.0  # how much nearer is what a preposition leads to right behind a figure: "$14 million in bribes"
_TIE = 0.5  # words by which two indicators may be equally near
_COUNTED = 3  # words behind a figure in which what it counts begins
_LIMITED = 11.0  # words, a clause counted in, between a figure and what limits it
_SHARES = frozenset({"percent", "ratio", "per_mille"})
_STEPS = frozenset({"percentage_point", "basis_point", "times", "score", "year_old"})
_HEAT = frozenset({"degree", "celsius", "fahrenheit"})
_SPEED = ("per_hour", "per_second")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a way to tell an indicator where it stands (half-open)."""

    first: int
    last: int


_Parts = dict[int, list[_Part]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a figure: what it counts or measures, its indicators, what limits it, the other figures of the
    kind in its sentence, and whether its text has no other figure of an indicator of its."""

    thing: Thing
    indicators: tuple[Indicator, ...] = ()
    limits: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    only: bool = False


@once
def told_of_figures(analysis: Analysis) -> dict[int, Told]:
    """Return by the index of each quantity what is told of it. What befell people comes before what else they are."""
    found: dict[int, Told] = {}
    fates = find_fates(analysis)
    values: dict[tuple[str, str | None], set[tuple[float, float]]] = {}
    keys: dict[int, list[tuple[str, str | None]]] = {}
    for index, quantity in enumerate(analysis.quantities):
        if analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        thing = thing_of(analysis, quantity, first, last)
        fate = _whole(fates.get(index)) if are_people(thing) else None
        named = indicators_of(analysis, quantity, first, last, thing) if fate is None else ()
        if not named and fate is None:
            found[index] = Told(thing)
            continue
        limits = limits_of(analysis, quantity, first, last)
        found[index] = Told(thing, named, limits, figures_beside(analysis, quantity))
        ends = tuple(convert(end, quantity.value.unit) for end in (quantity.value.low, quantity.value.high))
        keys[index] = [(name, ends[0][1]) for name in _names(named, fate)]
        for key in keys[index]:
            values.setdefault(key, set()).add((ends[0][0], ends[1][0]))
    for index, of_figure in keys.items():
        if all(len(values[key]) == 1 for key in of_figure):
            found[index] = replace(found[index], only=True)
    return found


def _whole(fate: Fate | None) -> Fate | None:
    """Return a fate; None for that of some of those counted before: "17 people, among them five children"."""
    return None if fate is None or fate.part else fate


def _names(named: tuple[Indicator, ...], fate: Fate | None) -> tuple[str, ...]:
    return (f"fate {fate.fate}",) if fate is not None else tuple(indicator.id for indicator in named)


def indicators_of(
    analysis: Analysis, quantity: Mention[Quantity], first: int, last: int, thing: Thing
) -> tuple[Indicator, ...]:
    """Return the indicators of the figure in the words from `first` to before `last`, most often one or none; two that
    are told equally near it in their order."""
    kinds = _kinds(quantity.value) if not _is_time_within(analysis, quantity.value, first) else frozenset()
    if not kinds:
        return ()
    parts, ways = _parts_of(analysis, analysis.words[first].sentence)
    lexicon = indicators(analysis.language)
    step: bool | None = None
    found: dict[str, float] = {}
    for way in ways:
        indicator = lexicon.known[way.indicator]
        if kinds.isdisjoint(indicator.of):
            continue
        away = _away(analysis, way, parts, kinds, (first, last), thing)
        if away is None or away >= found.get(way.indicator, _REACH + _CLAUSE):
            continue
        if not indicator.step:
            step = is_step(analysis, quantity, first) if step is None else step
            if step:
                continue
        found[way.indicator] = away
    nearest = min(found.values(), default=0.0)
    return tuple(lexicon.known[name] for name in sorted(found) if found[name] <= nearest + _TIE)


def _is_time_within(analysis: Analysis, value: Quantity, first: int) -> bool:
    """Tell whether a length of time is one within which something happens: "the third attack within a month"."""
    if not is_time(value):
        return False
    before = analysis.words[max(0, first - 1) : first + 1]
    return any(word.folded in measure_words(analysis.language, "within") for word in before)


def limits_of(analysis: Analysis, quantity: Mention[Quantity], first: int, last: int) -> frozenset[str]:
    """Return the limits that are told beside the figure in the words from `first` to before `last`."""
    limits = indicators(analysis.language).limits
    kinds = _kinds(quantity.value)
    parts, _ = _parts_of(analysis, analysis.words[first].sentence)
    near = (
        (limits[number].id, _distance(analysis, part, kinds, (first, last)))
        for number, found in parts.items()
        if number in limits and (not limits[number].of or not kinds.isdisjoint(limits[number].of))
        for part in found
        if part.last <= first or part.first >= last
    )
    return frozenset(limit for limit, away in near if away is not None and away <= _LIMITED)


def figures_beside(analysis: Analysis, quantity: Mention[Quantity]) -> frozenset[str]:
    """Return the other figures of the kind in the sentence of a figure, as numbers."""
    kinds = _kinds(quantity.value)
    sentence = analysis.words[analysis.word_at(quantity.start)].sentence
    others = quantities_of_sentences(analysis).get(sentence, ())
    return frozenset(
        f"{q.value.low:.6g}" for q in others if q.start != quantity.start and not kinds.isdisjoint(_kinds(q.value))
    )


def _kinds(value: Quantity) -> frozenset[str]:
    """Return what a figure can be, as indicators name it; nothing of ranks, scores and steps."""
    unit = value.unit
    if value.ordinal or unit in _STEPS:
        return frozenset()
    if unit is None or unit == "person":
        return frozenset({"count", "bare"} if unit is None else {"count"})
    if is_time(value):
        return frozenset({"time"})
    if unit in _SHARES:
        return frozenset({"share"})
    if unit in currencies() or is_shared_name(unit):
        return frozenset({"money"})
    if unit == "magnitude":
        return frozenset({"bare"})
    if unit in _HEAT:
        return frozenset({"heat"})
    if unit.endswith(_SPEED):
        return frozenset({"speed"})
    return frozenset({"length"}) if convert(1.0, unit)[1] == "metre" else frozenset({"amount"})


@once
def _sentences(analysis: Analysis) -> dict[int, tuple[_Parts, list[Way]]]:
    return {}


def _parts_of(analysis: Analysis, sentence: int) -> tuple[_Parts, list[Way]]:
    """Return by number the parts of ways to tell an indicator that stand in a sentence, and the ways of which all
    parts do."""
    made = _sentences(analysis)
    if sentence not in made:
        parts = _find_parts(analysis, analysis.sentence_words(sentence))
        made[sentence] = parts, _ways_told(analysis.language, parts)
    return made[sentence]


def _ways_told(language: str, parts: _Parts) -> list[Way]:
    ways, people = indicators(language).ways, _people_part(language)
    begun = {id(way): way for part in parts for way in ways.get(part, ())}
    return [
        way
        for way in begun.values()
        if all(p in parts for p in way.beside) and all(p in parts or p == people for p in way.counted)
    ]


def _find_parts(analysis: Analysis, words: Sequence[Word]) -> _Parts:
    lexicon = indicators(analysis.language)
    told = [*map(_words_told(analysis.language).__getitem__, [word.text for word in words]), ()]
    found: _Parts = {}
    for place, own in enumerate(told):
        for word in own:
            part = lexicon.single.get(word)
            if part is not None and words[place].person < 0:  # not "Mr. Price"
                found.setdefault(part, []).append(_Part(words[place].index, words[place].index + 1))
            begun = lexicon.by_second.get(word)
            if begun is None:
                continue
            for rest, part in [longer for second in told[place + 1] for longer in begun.get(second, ())]:
                end = place + 1 + len(rest)
                if end <= len(words) and all(w in told[place + 1 + n] for n, w in enumerate(rest)):
                    found.setdefault(part, []).append(_Part(words[place].index, words[place].index + 1 + len(rest)))
    return found


@functools.cache
def _words_told(language: str) -> WordTable[tuple[str, ...]]:
    return WordTable(functools.partial(_told_by, language=language))


def _told_by(text: str, language: str) -> tuple[str, ...]:
    """Return the words of the lexicon that a printed word may be: any of its forms, in Arabic without what is written
    onto it as well."""
    known, vocabulary = printed(text, language), indicators(language).vocabulary
    keys = dict.fromkeys(known.forms.keys)
    if language == "ar":
        keys.update(dict.fromkeys(_stems(known.folded)))
    return tuple(key for key in keys if key in vocabulary)


@functools.cache
def _written_on() -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    table = language_resource("ar", "measures")["written_on"]
    return tuple(table["before"]), tuple((ending, instead) for ending, instead in table["behind"])


def _stems(word: str) -> list[str]:
    """Return what an Arabic word may be without conjunctions, prepositions, article and endings."""
    before, behind = _written_on()
    bare = [word, *(word[len(front) :] for front in before if word.startswith(front) and len(word) - len(front) > 2)]
    ends = (
        stem[: len(stem) - len(ending)] + instead
        for stem in bare
        for ending, instead in behind
        if stem.endswith(ending) and len(stem) - len(ending) > 1
    )
    stems = [*bare, *ends]
    return [*stems, *("ي" + stem[1:] for stem in stems if stem.startswith("ت"))]


@functools.cache
def _people_part(language: str) -> int:
    """Return the number of the part that stands for people of any kind."""
    return indicators(language).single.get(PEOPLE, -1)


def _away(
    analysis: Analysis, way: Way, parts: _Parts, kinds: frozenset[str], figure: tuple[int, int], thing: Thing
) -> float | None:
    """Return how far from a figure a way to tell an indicator stands, in words; None where it tells it of no such
    figure."""
    people = _people_part(analysis.language)
    for number in way.counted:
        if number == people:
            if not _are_any_people(thing):
                return None
        elif not any(_is_counted(analysis, part, figure, thing) for part in parts[number]):
            return None
    away = 0.0 if way.counted else float(_REACH)
    for number in way.beside:
        near = [n for part in parts[number] if (n := _distance(analysis, part, kinds, figure)) is not None]
        if not near:
            return None
        away = min(away, *near)
    return away - _PART * (len(way.beside) + len(way.counted) - 1) - _WORD * way.words


def _are_any_people(thing: Thing) -> bool:
    """Tell whether people of no kind are counted: "214 people", "214 on board"."""
    return thing.head in (None, PEOPLE, "c:person", "c:civilian", "c:citizen")


def _is_counted(analysis: Analysis, part: _Part, figure: tuple[int, int], thing: Thing) -> bool:
    """Tell whether a figure counts what a part names."""
    words, last = analysis.words, figure[1]
    if any(part.first <= word.index < part.last for word in thing.words):
        return True
    if not last <= part.first <= last + _COUNTED:
        return part.first < last <= part.last  # «13 طفلا» read as one
    between = words[last : part.first]
    linked = _linking(analysis.language)
    return all(w.solid and w.quantity < 0 and (not w.function or w.folded in linked) for w in between)


@functools.cache
def _linking(language: str) -> frozenset[str]:
    table = language_resource(language, "measures")
    return folded_words([*table["of"], *table["inside"]])


def _distance(analysis: Analysis, part: _Part, kinds: frozenset[str], figure: tuple[int, int]) -> float | None:
    """Return how far a part stands from a figure; None where another figure of the kind stands between."""
    words, (first, last) = analysis.words, figure
    if first < part.last and part.first < last:
        return 0.0
    behind = part.first >= last
    begin, end = (last, part.first) if behind else (part.last, first)
    between = end - begin
    if between > _REACH or _crosses(analysis, begin, end, kinds):
        return None
    away = between + _CLAUSE * abs(words[part.first].clause - words[first].clause)
    if not behind:
        return away
    led = between < 2 and words[last].folded in _leading(analysis.language)
    return away - _LED if led else away + _BEHIND[analysis.language]


@functools.cache
def _leading(language: str) -> frozenset[str]:
    table = language_resource(language, "measures")
    return folded_words([*table["of"], *table["in"]])


def _crosses(analysis: Analysis, begin: int, end: int, kinds: frozenset[str]) -> bool:
    """Tell whether a figure of the same kind stands between two places, but for one that the figure is a part of or
    comes from: "87 of the 160 seats", "rose from 45% to 54%"."""
    seen = {w.quantity for w in analysis.words[begin:end] if w.quantity >= 0 > w.date}
    opens = _opening(analysis.language)
    for number in seen:
        mention = analysis.quantities[number]
        if _kinds(mention.value).isdisjoint(kinds):
            continue
        place = analysis.word_at(mention.start)
        if not any(word.folded in opens for word in analysis.words[max(begin, place - 2) : place]):
            return True
    return False


@functools.cache
def _opening(language: str) -> frozenset[str]:
    roles = language_resource(language, "roles")
    return folded_words([*roles["from"], *language_resource(language, "measures")["of"]])
