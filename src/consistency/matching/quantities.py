"""When two quantities can both be right: bounds, hedges, rounding, conversion."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from consistency.model import Quantity
from consistency.normalization.units import convert, is_time, same_dimension

Relation = Literal["same", "compatible", "different", "incomparable"]

_HEDGE = 0.12  # "about 7,000" may be 6,200 to 7,800: what newsrooms accept for a hedged figure
_PART = 0.4  # of a unit of time, by which "about two weeks" and "a little over two years" may be off
ROUNDING = 0.025  # an unhedged figure may be another one rounded when they are this close
BOUNDS = frozenset({"at_least", "more_than", "at_most", "less_than"})
_PRECISE = 3  # digits from which on a hedged figure is nearly exact
_PRINTED = 6  # digits beyond which a figure was worked out, as "a third" is
_OF_LAST, _OF_FIVE = 2.5, 5.0  # units of its last digit by which such a figure may be off
_LOOSE = BOUNDS | {"about"}
_SAME_WORDING = (
    0.025  # "about 8 billion" and "about 9 billion": hedged alike, two figures are two from this far apart on
)
_EQUAL = 1e-9  # of two figures that were worked out: "a third" and "one in three"
LARGE = 1000.0  # below this a count is exact: 47 dead are not 50
CONVERSION = 0.04  # converted figures are rounded twice


@dataclass(slots=True)  # not frozen, which would treble the time to make one
class Comparison:
    """How two values relate, and the reason when they differ and can still both be right."""

    relation: Relation
    reason: str = ""


_SAME, _DIFFERENT, _INCOMPARABLE = Comparison("same"), Comparison("different"), Comparison("incomparable")


def compare_quantities(a: Quantity, b: Quantity) -> Comparison:
    """Compare two quantities as a careful editor would.

    "same" and "compatible" (with a reason: bound, hedge, rounding, unit-conversion, numeral-form) mean that both can
    be right; "incomparable" that they are not measured on one scale (dollars and dirhams, tonnes and people).
    """
    if a.ordinal != b.ordinal:
        return _INCOMPARABLE
    unit_a, unit_b = a.unit, b.unit
    if unit_a == "score" or unit_b == "score":
        if unit_a != unit_b:
            return _INCOMPARABLE
        return _SAME if a.counted == b.counted or _swapped(a, b) else _DIFFERENT
    if unit_a == "person":  # "41 people" and "41 killed"
        unit_a = None
    if unit_b == "person":
        unit_b = None
    converted = unit_a != unit_b
    if converted and not (unit_a and unit_b and same_dimension(unit_a, unit_b)):
        return _INCOMPARABLE
    if a.per and b.per and a.per != b.per:  # one that is told without its rate may be told of it elsewhere
        return _INCOMPARABLE
    low_a, high_a, low_b, high_b = a.low, a.high, b.low, b.high
    if converted and "mile" in (a.unit, b.unit):
        # At sea and in the air a bare mile is a nautical one.
        sea = [replace(q, unit="nautical_mile") if q.unit == "mile" else q for q in (a, b)]
        at_sea = compare_quantities(*sea)
        if at_sea.relation in ("same", "compatible"):
            return at_sea
    if converted:
        low_a, high_a = convert(a.low, unit_a)[0], convert(a.high, unit_a)[0]
        low_b, high_b = convert(b.low, unit_b)[0], convert(b.high, unit_b)[0]
    if low_a == low_b and high_a == high_b:
        return Comparison("compatible", "unit-conversion") if converted else _SAME
    reason = _reason(a, b, low_a, high_a, low_b, high_b)
    if reason is not None:
        return Comparison("compatible", reason)
    if converted and _near(low_a, low_b, CONVERSION) and _near(high_a, high_b, CONVERSION):
        return Comparison("compatible", "unit-conversion")
    if math.isclose(low_a, low_b, rel_tol=_EQUAL) and math.isclose(high_a, high_b, rel_tol=_EQUAL):
        return _SAME  # "a third" and "one in three"
    return _DIFFERENT


def within_tolerance(x: object, y: object, tolerance: float) -> bool:
    """Tell whether two values are figures of one dimension that differ by no more than a share of the larger one."""
    if not tolerance or not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    ends = ((x.low, y.low), (x.high, y.high))
    return all(_near(convert(a, x.unit)[0], convert(b, y.unit)[0], tolerance) for a, b in ends)


def _swapped(a: Quantity, b: Quantity) -> bool:
    """A score may be told from either side: 2-1 and 1-2."""
    if not a.counted or not b.counted:
        return False
    return sorted(a.counted.split("-")) == sorted(b.counted.split("-"))


def _reason(a: Quantity, b: Quantity, low_a: float, high_a: float, low_b: float, high_b: float) -> str | None:
    """Return why two different figures can both be right, or None."""
    if a.ordinal:
        return None
    if a.bound == b.bound == "exact" and low_a == high_a and low_b == high_b:  # as most are
        if not _near(low_a, low_b, 2 * ROUNDING):
            return None  # as most are
        return "rounding" if _rounded(low_a, low_b) or _headline(low_a, low_b) else None
    reach_a, reach_b = _reach(a, low_a, high_a), _reach(b, low_b, high_b)
    if a.bound == b.bound and a.bound in _LOOSE and not _near(low_a, low_b, _SAME_WORDING):
        # "At least 23" and "at least 32" are two counts, though both hold; "about 2.2 million" is "about 2 million".
        return "rounding" if a.bound == "about" and _coarser(low_a, low_b) else None
    if _is_range(low_a, high_a) and _is_range(low_b, high_b):
        return None  # "100 to 300" and "200 to 300"
    if reach_a[0] <= reach_b[1] and reach_b[0] <= reach_a[1]:
        bounds = {a.bound, b.bound}
        if bounds & BOUNDS:
            return "bound"
        if "about" in bounds:
            return "hedge"
        return "bound" if low_a != high_a or low_b != high_b else "rounding"
    if low_a == high_a and low_b == high_b and (_rounded(low_a, low_b) or _headline(low_a, low_b)):
        return "rounding"
    return None


def _is_range(low: float, high: float) -> bool:
    """Tell whether both ends were said, as in "10 to 15"; "dozens" is wider than any such range."""
    return low < high <= 3 * low


def _reach(quantity: Quantity, low: float, high: float) -> tuple[float, float]:
    """Return the range of true values that the wording admits."""
    if high > 3 * low > 0:
        return low / 2, high * 2  # "dozens", مئات: how many is anybody's guess
    if quantity.bound == "about":
        share = max(_HEDGE, _PART / quantity.low) if is_time(quantity) and quantity.low >= 1 else _HEDGE
        share = min(share, _precise_share(quantity.low))
        return low - abs(low) * share, high + abs(high) * share
    if quantity.bound in ("at_least", "more_than"):
        return low, math.inf
    if quantity.bound in ("at_most", "less_than"):
        return -math.inf, high
    return low, high


def _precise_share(value: float) -> float:
    """Return by what share a hedged figure may be off that is told to its third digit or beyond: "nearly 321 million"
    may be 319 or 323 million; one that ends in 5, as "about 125" does, by half of the digit before."""
    digits = significant_digits(value)
    if not _PRECISE <= digits <= _PRINTED:
        return math.inf
    last = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    ends_in_five = round(abs(value) / last) % 10 == 5
    return (_OF_FIVE if ends_in_five else _OF_LAST) * last / abs(value)


def _near(x: float, y: float, share: float) -> bool:
    return abs(x - y) <= share * max(abs(x), abs(y))


def _rounded(x: float, y: float) -> bool:
    """Tell whether one figure is the other with fewer significant digits."""
    if not _near(x, y, ROUNDING):
        return False
    digits_x, digits_y = significant_digits(x), significant_digits(y)
    return digits_x != digits_y


def _coarser(x: float, y: float) -> bool:
    """Tell whether one of two large figures is the other told with one digit."""
    return min(abs(x), abs(y)) >= LARGE and (float(f"{x:.1g}") == y or float(f"{y:.1g}") == x)


def _headline(x: float, y: float) -> bool:
    """Tell whether one of two large figures is the other with one digit: "three million" for 3.1 million."""
    return _near(x, y, 2 * ROUNDING) and _coarser(x, y)


def significant_digits(value: float) -> int:
    """Count the significant digits of a figure: 1396000 has 4, 1.4 has 2, 66.7 has 3."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0").split("e")[0]) or 1
