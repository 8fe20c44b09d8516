"""Of which kind a figure is: what is sold, earned, spent, lent or given, counted as dead or wounded, long or wide."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consistency.extraction.amounts import find_changes
from consistency.extraction.analysis import Analysis, once
from consistency.extraction.baselines import SHARES
from consistency.extraction.claim_forms import make_claim
from consistency.extraction.contexts import context_of
from consistency.extraction.contrasts import LEADS, Kind, axes_with, contrast_table, contrast_words, contrasts_told
from consistency.extraction.phrases import Phrases, phrases
from consistency.extraction.settings import setting
from consistency.extraction.speakers import speakers
from consistency.language.orthography import fold, folded_words
from consistency.model import Claim, Context, Quantity, Term, Terms, Value
from consistency.normalization.units import convert, currencies, is_shared_name, is_time
from consistency.resources import language_resource, shared_resource

_BEFORE, _BEHIND = 14, 8  # words of a figure's sentence in which its kind is told
_BESIDE = 3  # words between a figure and its kind in a clause of its own
_COUNTED = 1  # words between a number and what it counts: "40,000 treated nets"
_LED = 2  # words between a modal and its verb: "can now brew"
_OUTPUT, _CAPACITY = ("flow", "output"), ("flow", "capacity")
_OUTLAY, _SAVING = ("flow", "outlay"), ("flow", "saving")
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
    for name, table in contrast_table()["sets"].items():
        found.update((f"{name}.{member[0]}", frozenset(table["of"])) for member in table["members"])
    return found


@functools.cache
def _beside() -> frozenset[str]:
    """Return the axes of which a kind is told right behind its figure alone: what is counted."""
    return frozenset(name for name, axis in _table()["axes"].items() if axis.get("beside"))


_PURPOSE = frozenset({"ل", "لل"})


@functools.cache
def _table() -> Any:
    return shared_resource("measure_kinds")


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
    for word, kinds in (told := list(contrasts_told(analysis))):
        found.setdefault(word.sentence, []).append((word.index, word.index + 1, kinds))
    for sentence in {word.sentence for word, _ in told}:
        found[sentence].sort(key=lambda mark: mark[:2])
    return found


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
    """Return by the indexes of quantities what their sentences tell of their kinds, but for what tells the kind of
    another figure: "sales rose 18%, and profit was 210 million"."""
    near = _own_marks(analysis)
    taken: dict[int, set[Kind]] = {}
    for index, marks in near.items():
        home = analysis.words[measured_figures(analysis)[index].first].sentence
        taken.setdefault(home, set()).update(*(kinds for _, _, kinds in marks))
    found: dict[int, ToldKinds] = {}
    for index, marks in near.items():
        home = analysis.words[measured_figures(analysis)[index].first].sentence
        kinds: frozenset[Kind] = frozenset().union(*(kinds for _, _, kinds in marks))
        others = frozenset().union(*(kinds for _, _, kinds in _fitting_marks(analysis, index))) - kinds - taken[home]
        told = {*(f"k:{axis}:{kind}" for axis, kind in kinds), *(f"s:{axis}:{kind}" for axis, kind in others)}
        start, stop = min(m[0] for m in marks), max(m[1] for m in marks)
        found[index] = ToldKinds(Terms(frozenset(told)), start, stop)
    return found


def _own_marks(analysis: Analysis) -> dict[int, list[Mark]]:
    """Return by the indexes of figures the words that tell their kinds, but those of another clause in which they tell
    the kind of another figure: "80% of what it produced, when two million tons left the port"."""
    words, figures = analysis.words, measured_figures(analysis)
    near = {index: marks for index in figures if (marks := _nearest_marks(analysis, index))}
    told: dict[int, list[int]] = {}
    for index, marks in near.items():
        for start, _, _ in marks:
            told.setdefault(start, []).append(figures[index].first)

    def is_own(mark: Mark, first: int) -> bool:
        start = mark[0]
        away = abs(words[start].clause - words[first].clause)
        return not away or all(abs(words[start].clause - words[other].clause) >= away for other in told[start])

    own: dict[int, list[Mark]] = {}
    for index, marks in near.items():
        kept = [mark for mark in marks if is_own(mark, figures[index].first)]
        if kept:
            own[index] = kept
    return own


def _fitting_marks(analysis: Analysis, index: int) -> list[Mark]:
    """Return the words of a figure's sentence that tell kinds, each with those that the figure can be of."""
    figure = measured_figures(analysis)[index]
    lowered = analysis.quantities[index].start in _lowered(analysis) or _is_less(analysis, figure.last)
    lowered = lowered and figure.measure == "money"
    marked = _marked(analysis).get(analysis.words[figure.first].sentence, ())
    return [(start, end, _fitting(kinds, figure.measure, lowered)) for start, end, kinds in marked]


def _is_less(analysis: Analysis, last: int) -> bool:
    """Tell whether so much less is told: "spending half a billion kroner less"."""
    less, behind = contrast_words(analysis.language, "less"), analysis.words[last - 1 : last + 2]
    return any(word.folded in less for word in behind)


def _nearest_marks(analysis: Analysis, index: int) -> list[Mark]:
    """Return the words that tell the kind of a figure, on each axis the nearest."""
    figure, here = measured_figures(analysis)[index], _fitting_marks(analysis, index)
    near: list[Mark] = []
    place = (figure.first, figure.last)
    for axis in sorted({axis for _, _, kinds in here for axis, _ in kinds}):
        marks = _of_axis(here, axis)
        if axis in axes_with("behind"):
            marks = [m for m in marks if figure.last <= m[0] <= figure.last + LEADS]
        if axis in _beside():
            counted = [m for m in marks if place[0] < m[1] and m[0] <= place[1] + _COUNTED][:1]
            counted = [m for m in counted if not _does_something(analysis, place[1], m[0])]
            near += counted or [
                m for m in _nearest(analysis, marks, figure.first, figure.last) if _numbers(analysis, m)
            ]
        else:
            near += _nearest(analysis, marks, *place)
    return near


def _does_something(analysis: Analysis, last: int, place: int) -> bool:
    """Tell whether those who are counted do something to what is named behind, in Arabic:
    «أربعة عشر ألفا شهدوا الليلة», «عشرون ألفا لمشاهدة الأفلام»."""
    between = analysis.words[last : place + 1] if analysis.language == "ar" else ()
    return any(w.folded.endswith("وا") or not _PURPOSE.isdisjoint(w.forms.proclitics) for w in between)


def _numbers(analysis: Analysis, mark: Mark) -> bool:
    """Tell whether it is said of what is counted that it is a number: "the number of children … was 1,200"."""
    numbers = contrast_words(analysis.language, "numbers")
    before = analysis.words[max(0, mark[0] - _BESIDE) : mark[0]]
    return any(not numbers.isdisjoint((w.folded, w.forms.lemma)) for w in before)


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
    if before is not None and (_crosses(analysis, before[1], first) or _is_counted(analysis, before[0])):
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


def _is_counted(analysis: Analysis, place: int) -> bool:
    """Tell whether a word stands right behind a figure that tells not yet what it counts or measures."""
    index = analysis.words[place - 1].quantity if place else -1
    return index >= 0 and analysis.quantities[index].value.unit != "person"


def _is_joined(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether what stands at a place belongs to something that is joined to a figure: «تسعة أشخاص وأصيب»."""
    return any(word.folded == "and" or "و" in word.forms.proclitics for word in analysis.words[first : last + 1])


def _crosses(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether another figure that is no date stands between two places."""
    numbers = (analysis.quantities[w.quantity].value for w in analysis.words[first:last] if w.quantity >= 0 > w.date)
    return any(measure_of(number) is not None for number in numbers)
