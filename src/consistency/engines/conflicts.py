"""Which claims of a group cannot all be right, by the value that the rule says they may not differ in.

Values compare as in `matching`: figures by `compare_quantities`, days, terms and texts by equality or the rule's own
comparison. What can be told from numbers alone is told for all groups at once, and the rest pair by pair.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from consistency.engines.arrays import Bools, Floats, Ints, order_of, pairs_in_runs, ranks_of, runs
from consistency.engines.fields import ABSENT, DAY, NAME, NUMBER, OTHER, TERM, TEXT, FieldColumn
from consistency.judging.differences import TIE
from consistency.judging.excuses import MAGNITUDE, far_apart
from consistency.judging.guards import AS_WELL
from consistency.matching.identity import compare_values
from consistency.matching.quantities import CONVERSION, LARGE, ROUNDING, significant_digits, within_tolerance
from consistency.model import Limits
from consistency.normalization.units import convert, is_shared_name, same_dimension

SAME, COMPATIBLE, BOUND, DIFFERENT, INCOMPARABLE = range(5)
Similarity = Callable[[Ints, Ints], Floats]
"""Gives the score from 0 to 1 of the match of each pair of rows."""
Guards = Collection[str]

_PLAIN = (None, "quantity", "term", "period", "equal")
FIGURES = 100  # lines from here on are of figures, one a dimension
_NEVER_ROUNDED = 0.05  # figures further apart than this are never the same one rounded or converted
_GROUPS_AT_ONCE, _PAIRS_AT_ONCE = 4096, 1 << 21
_STEADY = 2  # claims with one value make a name's value a steady one
_STEADY_SHARE = 0.6  # and at least this share of the name's claims


@dataclass(frozen=True, slots=True)
class Scale:
    """The values of the differing field, ready to be compared.

    Values with one `line` compare with each other: figures of one dimension, days, terms. `number` is their place on
    it (figures in the base unit of the dimension); `odd` marks values that only `compare_values` can compare.
    """

    line: Ints
    number: Floats
    odd: Bools
    tolerance: float
    column: FieldColumn
    by: str | None
    magnitude: bool


def scale_of(column: FieldColumn, by: str | None, tolerance: float, magnitude: bool) -> Scale:
    """Return the scale on which the values of a field compare by the comparison `by`."""
    count = len(column.kind)
    line, number = np.full(count, -1, np.int64), np.zeros(count)
    odd = column.kind == OTHER
    if by not in _PLAIN:
        odd |= column.kind != ABSENT
        return Scale(np.where(odd, 0, line), number, odd, tolerance, column, by, magnitude)
    figures = column.kind == NUMBER
    if by == "equal":
        line = np.where(column.kind != ABSENT, column.kind.astype(np.int64), line)
        number = column.codes().astype(np.float64)
        texts = (column.kind == TEXT) | (column.kind == NAME)
        line[texts] = TEXT
        odd |= texts & (len(column.labels) > 0)
        return Scale(line, number, odd, 0.0, column, by, False)
    if by in (None, "quantity"):
        dimension, factor, offset, shared = _units(column.labels)
        unit = column.label[figures]
        line[figures] = FIGURES + dimension[unit]
        number[figures] = column.number[figures] * factor[unit] + offset[unit]
        odd |= figures & shared[column.label]
    if by in (None, "period"):
        days = column.kind == DAY
        line[days], number[days] = DAY, column.number[days]
    if by in (None, "term"):
        terms = column.kind == TERM
        line[terms], number[terms] = TERM, column.label[terms]
    if by is None:
        odd |= (column.kind == TEXT) | (column.kind == NAME)
    line[odd] = 0
    return Scale(line, number, odd, tolerance, column, by, magnitude)


def _units(labels: list[str]) -> tuple[Ints, Floats, Floats, Bools]:
    """Return for each unit its dimension, factor, offset, and whether it is a name that several currencies share.

    The last entry is for figures without a unit.
    """
    count = len(labels) + 1
    dimension, shared = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    factor, offset = np.ones(count), np.zeros(count)
    known: list[str] = []
    for place, label in enumerate(labels):
        if label == "person":  # "41 people" and "41 killed"
            continue
        same = [number for number, other in enumerate(known) if same_dimension(label, other)]
        if not same:
            known.append(label)
        dimension[place] = same[0] + 1 if same else len(known)
        offset[place] = convert(0.0, label)[0]
        factor[place] = convert(1.0, label)[0] - offset[place]
        shared[place] = is_shared_name(label)
    return dimension, factor, offset, shared


def relations(scale: Scale, one: Ints, other: Ints) -> npt.NDArray[np.int8]:
    """Return how the values of each pair of rows relate: SAME, COMPATIBLE, DIFFERENT or INCOMPARABLE."""
    result = np.full(len(one), INCOMPARABLE, np.int8)
    line, odd = scale.line, scale.odd
    plain = np.flatnonzero((line[one] == line[other]) & (line[one] >= 0) & ~odd[one] & ~odd[other])
    x, y = scale.number[one[plain]], scale.number[other[plain]]
    result[plain] = np.where(x == y, SAME, DIFFERENT)
    figures = line[one[plain]] >= FIGURES
    result[plain[figures]] = _figures(scale, one[plain[figures]], other[plain[figures]])
    strange = np.flatnonzero((odd[one] & (line[other] >= 0)) | (odd[other] & (line[one] >= 0)))
    if len(strange):
        code = scale.column.codes()
        asked: dict[tuple[int, int], int] = {}
        for pair, a, b in zip(strange.tolist(), one[strange].tolist(), other[strange].tolist(), strict=True):
            key = (min(code[a], code[b]), max(code[a], code[b]))
            if key not in asked:
                asked[key] = _relation(scale, a, b)
            result[pair] = asked[key]
    return result


def _relation(scale: Scale, a: int, b: int) -> int:
    x, y = scale.column.value(a), scale.column.value(b)
    likeness = compare_values(x, y, scale.by, {})
    if likeness is None:
        return INCOMPARABLE
    if likeness.relation == "different":
        if within_tolerance(x, y, scale.tolerance) or (scale.magnitude and far_apart(x, y)):
            return COMPATIBLE
        return DIFFERENT
    if likeness.relation == "compatible":
        return BOUND if likeness.reason == "bound" else COMPATIBLE
    return SAME if likeness.relation == "same" else INCOMPARABLE


def _figures(scale: Scale, one: Ints, other: Ints) -> npt.NDArray[np.int8]:
    """Compare exact figures of one dimension as `compare_quantities` does."""
    x, y = scale.number[one], scale.number[other]
    apart = np.abs(x - y)
    larger = np.maximum(np.abs(x), np.abs(y))
    result = np.where(apart > 0, DIFFERENT, SAME).astype(np.int8)
    result[(apart > 0) & (apart <= scale.tolerance * larger)] = COMPATIBLE
    near = np.flatnonzero((result == DIFFERENT) & (apart <= _NEVER_ROUNDED * larger))
    if len(near):
        a, b = one[near], other[near]
        given = scale.column.number
        converted = scale.column.label[a] != scale.column.label[b]
        u, v = np.where(converted, x[near], given[a]), np.where(converted, y[near], given[b])
        values, place = np.unique(np.r_[u, v], return_inverse=True)
        digits = np.array([significant_digits(value) for value in values.tolist()])[place.reshape(-1)]
        rounded = (apart[near] <= ROUNDING * larger[near]) & (digits[: len(near)] != digits[len(near) :])
        first = np.array([float(f"{value:.1g}") for value in values.tolist()])[place.reshape(-1)]
        headline = (np.minimum(np.abs(u), np.abs(v)) >= LARGE) & (apart[near] <= 2 * ROUNDING * larger[near])
        headline &= (first[: len(near)] == v) | (first[len(near) :] == u)
        result[near[rounded | headline | (converted & (apart[near] <= CONVERSION * larger[near]))]] = COMPATIBLE
    if scale.magnitude:
        result[(result == DIFFERENT) & (larger > MAGNITUDE * np.minimum(np.abs(x), np.abs(y)))] = COMPATIBLE
    return result


def disbelieved(group: Ints, name: Ints, scale: Scale) -> Ints:
    """Return the groups with those names taken out that have another steady value than the name of the most claims.

    `group` and `name` are given for each row. Where one name has one value again and again and another name another
    one, they are two people whose names are near each other.
    """
    rows = np.flatnonzero((scale.line >= 0) & ~scale.odd)
    rows = rows[_named_twice(group[rows], name[rows])[group[rows]]]
    order = rows[order_of(group[rows], scale.line[rows], name[rows], ranks_of(scale.number[rows]))]
    part = np.r_[True, (np.diff(group[order]) != 0) | (np.diff(scale.line[order]) != 0)] if len(order) else order
    by_name = part | np.r_[True, np.diff(name[order]) != 0] if len(order) else order
    starts = np.flatnonzero(by_name)
    if len(starts) == int(np.count_nonzero(part)):
        return group  # no group has two names
    sizes = np.diff(np.r_[starts, len(order)])
    usual = scale.number[order[starts + sizes // 2]]
    line = scale.line[order[starts]]
    spread = np.abs(scale.number[order] - np.repeat(usual, sizes))
    reach = np.where(line >= FIGURES, max(scale.tolerance, ROUNDING) * np.abs(usual), 0.0)
    agreeing = np.add.reduceat(spread <= np.repeat(reach, sizes), starts, dtype=np.int64)
    steady = (agreeing >= _STEADY) & (agreeing >= _STEADY_SHARE * sizes)
    group_of = np.cumsum(part)[starts]
    kept = np.flatnonzero(steady)
    kept = kept[np.lexsort((kept, -sizes[kept], group_of[kept]))]
    first = np.r_[True, np.diff(group_of[kept]) != 0] if len(kept) else np.zeros(0, bool)
    lead = kept[first][np.cumsum(first) - 1] if len(kept) else kept
    apart = np.abs(usual[kept] - usual[lead])
    larger = np.maximum(np.abs(usual[kept]), np.abs(usual[lead]))
    far = apart > np.where(line[kept] >= FIGURES, _NEVER_ROUNDED * larger, 0.0)
    result = group.copy()
    if far.any():
        strangers = np.unique(name[order[starts[kept[far]]]])
        moved = np.isin(name, strangers)
        result[moved] = int(group.max()) + 1 + name[moved]
    return result


def _named_twice(group: Ints, name: Ints) -> Bools:
    """Tell for each group whether its rows have two names."""
    count = int(group.max(initial=-1)) + 1
    low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(low, group, name)
    np.maximum.at(high, group, name)
    return np.asarray(low < high)


def in_conflict(
    group: Ints,
    source: Ints,
    scale: Scale,
    similarity: Similarity | None,
    guards: Guards,
    most: int = Limits.pairs,
    large: list[int] | None = None,
    silent: Bools | None = None,
) -> Bools:
    """Tell which rows have a value that conflicts with that of another row of their group, from another source.

    `similarity` gives the score of two rows' match, None where all are equally good. A group that must be compared pair
    by pair and has more than `most` pairs is left out; `large` takes how many rows it has. `silent` rows are in no
    conflict, and bear others out all the same.
    """
    result = np.zeros(len(group), np.bool_)
    rows = np.flatnonzero(scale.line >= 0)
    rows = rows[_may_differ(group[rows], rows, scale)]
    rows = rows[order_of(group[rows], scale.line[rows], ranks_of(scale.number[rows]))]
    starts, sizes = runs(group[rows])
    unsure = _with_repeated_source(group[rows], source[rows])
    unsure |= np.repeat(np.logical_or.reduceat(scale.odd[rows], starts), sizes) if len(starts) else unsure
    plain = rows[~unsure] if silent is None else rows[~unsure & ~silent[rows]]
    result[plain] = _beyond_extremes(group[plain], plain, scale, most)
    rows = rows[unsure]
    starts, sizes = runs(group[rows])
    too_many = sizes * (sizes - 1) // 2 > most
    if large is not None:
        large += sizes[too_many].tolist()
    _pair_by_pair(rows[~np.repeat(too_many, sizes)], group, source, scale, similarity, guards, silent, result)
    return result


def _may_differ(group: Ints, rows: Ints, scale: Scale) -> Bools:
    """Tell which rows are of groups in which two values may be in conflict: most agree to the digit, or nearly."""
    count = int(group.max(initial=-1)) + 1
    line, number = scale.line[rows], scale.number[rows]
    several = np.bincount(group, minlength=count) > 1
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    first, last = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(low, group, number)
    np.maximum.at(high, group, number)
    np.minimum.at(first, group, line)
    np.maximum.at(last, group, line)
    with np.errstate(invalid="ignore"):  # of groups that have no rows
        reach = np.where(first >= FIGURES, scale.tolerance * np.maximum(np.abs(low), np.abs(high)), 0.0)
        agree = (first == last) & (high - low <= reach)
    odd = np.zeros(count, np.bool_)
    odd[group[scale.odd[rows]]] = True
    return np.asarray((several & (odd | ~agree))[group])


def _with_repeated_source(group: Ints, source: Ints) -> Bools:
    """Tell which rows are of groups in which a source speaks twice; `group` is sorted."""
    starts, sizes = runs(group)
    order = order_of(group, source)
    twice = (np.diff(source[order]) == 0) & (np.diff(group[order]) == 0)
    repeated = np.zeros(len(group), np.bool_)
    repeated[order[1:][twice]] = True
    return np.repeat(np.logical_or.reduceat(repeated, starts), sizes) if len(starts) else repeated


def _beyond_extremes(group: Ints, rows: Ints, scale: Scale, most: int) -> Bools:
    """Tell which rows conflict with another one; rows are sorted by group, line and number, each from its own source.

    A value that is far from the lowest or the highest one of its group conflicts with that. Only what is near both is
    compared with all others, or where these are more than `most` pairs, with the lowest and the highest one.
    """
    if not len(rows):
        return np.zeros(0, np.bool_)
    line, number = scale.line[rows], scale.number[rows]
    part = np.r_[True, (np.diff(group) != 0) | (np.diff(line) != 0)]
    starts = np.flatnonzero(part)
    sizes = np.diff(np.r_[starts, len(rows)])
    low, high = np.repeat(number[starts], sizes), np.repeat(number[starts + sizes - 1], sizes)
    figures = line >= FIGURES
    reach = max(_NEVER_ROUNDED, scale.tolerance)
    result = np.where(figures, _far(number, low, reach) | _far(number, high, reach), low != high)
    unsure = figures & ~result & (np.abs(high - low) > scale.tolerance * np.maximum(np.abs(low), np.abs(high)))
    if scale.magnitude:
        unsure |= figures & result
        result &= ~figures
    chosen = np.flatnonzero(np.logical_or.reduceat(unsure, starts))
    too_many = sizes * (sizes - 1) // 2 > most
    crowd = np.flatnonzero(unsure & np.repeat(too_many, sizes))
    for end in (starts, starts + sizes - 1):
        other = np.repeat(end, sizes)[crowd]
        different = relations(scale, rows[crowd], rows[other]) == DIFFERENT
        result[crowd[different]] = True
        result[other[different]] = True
    chosen = chosen[~too_many[chosen]]
    for at in range(0, len(chosen), _GROUPS_AT_ONCE):
        some = chosen[at : at + _GROUPS_AT_ONCE]
        one, other = pairs_in_runs(starts[some], sizes[some])
        open_ = unsure[one] | unsure[other]
        one, other = one[open_], other[open_]
        different = relations(scale, rows[one], rows[other]) == DIFFERENT
        result[one[different]] = True
        result[other[different]] = True
    return result


def _far(x: Floats, y: Floats, reach: float) -> Bools:
    return np.asarray(np.abs(x - y) > reach * np.maximum(np.abs(x), np.abs(y)))


def _pair_by_pair(
    rows: Ints,
    group: Ints,
    source: Ints,
    scale: Scale,
    similarity: Similarity | None,
    guards: Guards,
    silent: Bools | None,
    result: Bools,
) -> None:
    """Mark the rows in conflict where sources speak twice: then the guards of the rule have their say."""
    starts, sizes = runs(group[rows])
    ends = np.cumsum(sizes * (sizes - 1) // 2)
    begin = 0
    while begin < len(starts):
        done = ends[begin - 1] if begin else 0
        stop = max(begin + 1, int(np.searchsorted(ends, done + _PAIRS_AT_ONCE, side="right")))
        one, other = pairs_in_runs(starts[begin:stop], sizes[begin:stop])
        one, other = rows[one], rows[other]
        apart = source[one] != source[other]
        one, other = one[apart], other[apart]
        relation = relations(scale, one, other)
        known = relation != INCOMPARABLE
        one, other, relation = one[known], other[known], relation[known]
        conflict = relation == DIFFERENT
        score = similarity(one, other) if similarity is not None and len(one) else np.ones(len(one))
        width = int(source.max(initial=0)) + 1
        keys = np.r_[one * width + source[other], other * width + source[one]]
        if "corroborated" in guards:
            agreeing = np.tile((relation == SAME) | (relation == COMPATIBLE), 2)
            best = _best(keys, np.where(agreeing, np.tile(score, 2), 0.0))
            conflict &= ~((best[: len(one)] >= score * AS_WELL) | (best[len(one) :] >= score * AS_WELL))
        if "mutual_best" in guards:
            best = _best(keys, np.tile(score, 2))
            conflict &= ~((best[: len(one)] > score + TIE) | (best[len(one) :] > score + TIE))
        if silent is not None:
            conflict &= ~(silent[one] | silent[other])
        result[one[conflict]] = True
        result[other[conflict]] = True
        begin = stop


def _best(keys: Ints, score: Floats) -> Floats:
    """Return for each key the best score among those with the same key."""
    distinct, place = np.unique(keys, return_inverse=True)
    best = np.zeros(len(distinct))
    np.maximum.at(best, place.reshape(-1), score)
    return best[place.reshape(-1)]
