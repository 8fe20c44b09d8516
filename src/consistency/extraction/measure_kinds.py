"""Of which kind a figure is: what is sold, earned, spent, lent or given, counted as dead or wounded, long or wide."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consistency.extraction.amounts import find_changes
from consistency.extraction.analysis import Analysis, once
from consistency.extraction.baselines import SHARES
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.extraction.speakers import speakers
from consistency.language.orthography import fold, folded_words
from consistency.model import Claim, Context, Quantity, Term, Terms, Value
from consistency.normalization.units import convert, currencies, is_shared_name, is_time
from consistency.resources import language_resource, load_shipped, rules_root

_BEFORE, _BEHIND = 14, 8  # words of a figure's sentence in which its kind is told
_BESIDE = 3  # words between a figure and its kind in a clause of its own
_COUNTED = 1  # words between a number and what it counts: "40,000 treated nets"
_LEADS = 4  # words from one that leads to whom a figure is told of
_CLITIC_LEADS = frozenset({"ل", "ب"})
_LED = 2  # words between a modal and its verb: "can now brew"
_OUTPUT, _CAPACITY = ("flow", "output"), ("flow", "capacity")
_OUTLAY, _SAVING = ("flow", "outlay"), ("flow", "saving")
Kind = tuple[str, str]
"""An axis and a kind of it."""
Mark = tuple[int, int, frozenset[Kind]]
"""Words (half-open) and the kinds that they tell."""


@functools.cache
def _marks(language: str) -> Phrases[frozenset[Kind]]:
    kinds: dict[str, set[Kind]] = {}
    for axis, table in _table()["axes"].items():
        for kind, listed in table["kinds"].items():
            for word in listed[language]:
                kinds.setdefault(fold(word).text, set()).add((axis, kind))
    return phrases((word, frozenset(found)) for word, found in kinds.items())


@functools.cache
def _measures() -> dict[str, frozenset[str]]:
    """Return by kind what its figures can be: money, share, count, amount, length."""
    axes = _table()["axes"].values()
    found = {k: frozenset(listed.get("of", axis["of"])) for axis in axes for k, listed in axis["kinds"].items()}
    for name, table in _contrast_table()["sets"].items():
        found.update((f"{name}.{member[0]}", frozenset(table["of"])) for member in table["members"])
    return found


@functools.cache
def _beside() -> frozenset[str]:
    """Return the axes of which a kind is told right behind its figure alone: what is counted."""
    return frozenset(name for name, axis in _table()["axes"].items() if axis.get("beside"))


@functools.cache
def _table() -> Any:
    return load_shipped(rules_root() / "languages" / "measure_kinds.yaml")


@functools.cache
def _contrasts() -> dict[str, tuple[Kind, ...]]:
    """Return the kinds by concepts that tell them: of each set in contrasts.yaml one, named by its first concept."""
    found: dict[str, list[Kind]] = {}
    for axis, table in _contrast_table()["sets"].items():
        for member in table["members"]:
            for concept in member:
                found.setdefault(concept, []).append((axis, f"{axis}.{member[0]}"))
    return {concept: tuple(kinds) for concept, kinds in found.items()}


@functools.cache
def _contrast_table() -> Any:
    return load_shipped(rules_root() / "languages" / "contrasts.yaml")


@functools.cache
def _listed(language: str, key: str) -> frozenset[str]:
    """Return the words that lead from a figure to whom it is told of, or that make it a share of them."""
    return folded_words(_contrast_table()[key][language])


@functools.cache
def _led_axes() -> frozenset[str]:
    return frozenset(axis for axis, table in _contrast_table()["sets"].items() if table.get("led"))


@functools.cache
def _modals(language: str) -> frozenset[str]:
    return folded_words(_table()["modals"][language])


@functools.cache
def _opening(language: str) -> frozenset[str]:
    return folded_words(language_resource(language, "measures")["opens_kind"])


@once
def _marked(analysis: Analysis) -> dict[int, list[Mark]]:
    """Return by sentence the words that tell a kind, a word of a longer phrase not by itself."""
    words, marks = analysis.words, _marks(analysis.language)
    found: dict[int, list[Mark]] = {}
    end = 0
    for place in marks.places(analysis):
        if place < end or words[place].entity >= 0 or words[place].person >= 0:
            continue
        mark = marks.at(words, place)
        if mark is not None:
            end = place + mark[0]
            found.setdefault(words[place].sentence, []).append((place, end, _able(analysis, place, mark[1])))
    contrasts, told = _contrasts(), set()
    for word in words:
        kinds = contrasts.get(word.concept or "") if word.entity < 0 and word.person < 0 else None
        if kinds is not None and (led := _led(analysis, word.index, kinds)):
            found.setdefault(word.sentence, []).append((word.index, word.index + 1, led))
            told.add(word.sentence)
    for sentence in told:
        found[sentence].sort(key=lambda mark: mark[:2])
    return found


def _led(analysis: Analysis, place: int, kinds: tuple[Kind, ...]) -> frozenset[Kind]:
    """Return the kinds of a word; those of whom a figure is told only where a word leads to them ("85% of children"),
    or a verb behind them makes the figure their share."""
    if all(axis not in _led_axes() for axis, _ in kinds):
        return frozenset(kinds)
    words, language = analysis.words, analysis.language
    leads, makes_up = (_listed(language, key) for key in ("leads", "makes_up"))
    before, behind = words[max(0, place - _LEADS) : place], words[place + 1 : place + 1 + _LEADS]
    home = words[place].sentence
    own = itertools.takewhile(lambda w: w.sentence == home and w.concept not in _contrasts(), reversed(before))
    led = any(not leads.isdisjoint((w.folded, w.forms.lemma)) for w in own)
    led = led or not _CLITIC_LEADS.isdisjoint(words[place].forms.proclitics)
    made = any(w.sentence == home and w.folded in makes_up for w in behind)
    if analysis.language == "ar":
        made = made or any(w.sentence == home and w.forms.lemma in makes_up for w in before)
    return frozenset(kind for kind in kinds if led or made or kind[0] not in _led_axes())


def _able(analysis: Analysis, place: int, kinds: frozenset[Kind]) -> frozenset[Kind]:
    """Return the kinds of a mark; of a verb of output behind a modal, that of capacity."""
    if _OUTPUT not in kinds:
        return kinds
    before = analysis.words[max(0, place - _LED) : place]
    led = any(not _modals(analysis.language).isdisjoint(word.forms.keys) for word in before)
    return frozenset({_CAPACITY}) if led else kinds


def measure_claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield a claim of kind "purpose" for each figure of which words beside it tell the kind.

    Fields: value (Quantity), measure (Term: money, share, count, amount, length), kinds (Terms: ``k:`` axis and kind
    told nearest before and behind it, ``s:`` the others of its sentence), setting. The evidence reaches from the figure
    to the words that tell its kind.
    """
    for index, told in kinds_told(analysis).items():
        figure = measured_figures(analysis)[index]
        fields, spans, context = parts_of_claim(analysis, index, {"kinds": told.kinds})
        begin, end = min(figure.first, told.first), max(figure.last, told.last)
        yield make_claim(analysis, "purpose", fields, begin, end, spans, context)


def parts_of_claim(
    analysis: Analysis, index: int, told: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, tuple[int, int]], Context]:
    """Return the fields of a claim on what is told of a figure, the place of its value, and its context."""
    quantity, figure = analysis.quantities[index], measured_figures(analysis)[index]
    first, last = figure.first, figure.last
    fields: dict[str, Value] = {
        "value": quantity.value,
        "measure": Term(figure.measure),
        **told,
        "setting": setting(analysis, first, last, range(first, last)),
    }
    context = context_of(analysis, first, last, speakers(analysis).get(analysis.words[first].sentence))
    return fields, {"value": (quantity.start, quantity.end)}, context


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure is (money, a share, a count, a length or another amount), and its words (half-open)."""

    measure: str
    first: int
    last: int


@once
def measured_figures(analysis: Analysis) -> dict[int, Figure]:
    """Return by the indexes of quantities the figures that are of some measure and no part of a date."""
    found: dict[int, Figure] = {}
    for index, quantity in enumerate(analysis.quantities):
        measure = measure_of(quantity.value)
        if measure is None or analysis.skips(quantity.start):
            continue
        first, last = analysis.words_of(quantity.start, quantity.end)
        if analysis.words[first].date < 0:
            found[index] = Figure(measure, first, last)
    return found


@dataclass(frozen=True, slots=True)
class ToldKinds:
    """The kinds of a figure, and the words that tell the nearest ones (half-open)."""

    kinds: Terms
    first: int
    last: int


@once
def kinds_told(analysis: Analysis) -> dict[int, ToldKinds]:
    """Return by the indexes of quantities what their sentences tell of their kinds."""
    found: dict[int, ToldKinds] = {}
    for index, figure in measured_figures(analysis).items():
        marked = _marked(analysis).get(analysis.words[figure.first].sentence)
        if not marked:
            continue
        lowered = figure.measure == "money" and analysis.quantities[index].start in _lowered(analysis)
        here = [(start, end, _fitting(kinds, figure.measure, lowered)) for start, end, kinds in marked]
        near: list[Mark] = []
        for axis in sorted({axis for _, _, kinds in here for axis, _ in kinds}):
            marks = _of_axis(here, axis)
            if axis in _beside():
                near += [m for m in marks if figure.first < m[1] and m[0] <= figure.last + _COUNTED][:1]
            else:
                near += _nearest(analysis, marks, figure.first, figure.last)
        if near:
            kinds = frozenset().union(*(kinds for _, _, kinds in near))
            others = frozenset().union(*(kinds for _, _, kinds in here)) - kinds
            told = {*(f"k:{axis}:{kind}" for axis, kind in kinds), *(f"s:{axis}:{kind}" for axis, kind in others)}
            start, stop = min(m[0] for m in near), max(m[1] for m in near)
            found[index] = ToldKinds(Terms(frozenset(told)), start, stop)
    return found


def measure_of(value: Quantity) -> str | None:
    """Return what a value is: money, a share, a count, a length or another amount; None for times, ranks and scores."""
    unit = value.unit
    if value.ordinal or unit == "score" or is_time(value):
        return None
    if unit is None or unit == "person":
        return "count"
    if unit in SHARES:
        return "share"
    if unit in currencies() or is_shared_name(unit):
        return "money"
    return "length" if convert(1.0, unit)[1] == "metre" else "amount"


def _fitting(kinds: frozenset[Kind], measure: str, lowered: bool) -> frozenset[Kind]:
    """Return the kinds that such a figure can be of; by what costs are lowered is saved."""
    fitting = frozenset(kind for kind in kinds if measure in _measures()[kind[1]])
    return fitting | {_SAVING} if lowered and _OUTLAY in fitting else fitting


@once
def _lowered(analysis: Analysis) -> frozenset[int]:
    """Return the places of the figures by which something is lowered."""
    return frozenset(c.quantity.start for c in find_changes(analysis) if c.action == "decrease")


def _of_axis(marks: list[Mark], axis: str) -> list[Mark]:
    """Return the marks that tell a kind on an axis, without what they tell on others."""
    own = ((start, end, frozenset(kind for kind in kinds if kind[0] == axis)) for start, end, kinds in marks)
    return [mark for mark in own if mark[2]]


def _nearest(analysis: Analysis, marks: list[Mark], first: int, last: int) -> list[Mark]:
    """Return the marks that a figure stands between, up to another figure; that of its clause before others."""
    words = analysis.words
    own = words[first].clause
    inside = [m for m in marks if first <= m[0] < last]
    if inside:
        return inside
    before = next((m for m in reversed(marks) if m[1] <= first and first - m[1] <= _BEFORE), None)
    behind = next((m for m in marks if m[0] >= last and m[0] - last <= _BEHIND), None)
    if before is not None and (_crosses(analysis, before[1], first) or words[before[0] - 1].quantity >= 0 < before[0]):
        before = None  # "7 dead and 33 wounded": what stands right behind another figure is counted by that
    if behind is not None and (_crosses(analysis, last, behind[0]) or _is_joined(analysis, last, behind[0])):
        behind = None
    if behind is not None and words[behind[0]].clause != own and behind[0] - last > _BESIDE:
        behind = None
    if before is None or behind is None:
        return [m for m in (before, behind) if m is not None]
    opened = words[last].folded in _opening(analysis.language) and words[behind[0]].clause == own
    if words[before[0]].clause != own and opened:
        return [behind]
    if words[behind[0]].clause != own:
        return [before]
    return [before, behind]


def _is_joined(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether what stands at a place belongs to something that is joined to a figure: «تسعة أشخاص وأصيب»."""
    return any(word.folded == "and" or "و" in word.forms.proclitics for word in analysis.words[first : last + 1])


def _crosses(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether another figure that is no date stands between two places."""
    numbers = (analysis.quantities[w.quantity].value for w in analysis.words[first:last] if w.quantity >= 0 > w.date)
    return any(measure_of(number) is not None for number in numbers)
