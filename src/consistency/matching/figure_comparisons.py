"""Comparisons of figures, units and days."""

from __future__ import annotations

import datetime
import functools
import math
from dataclasses import replace

from consistency.matching.likeness import Likeness, Weights
from consistency.matching.quantities import compare_quantities
from consistency.model import Period, Quantity, Value
from consistency.normalization.units import currencies, is_shared_name, money_name, same_dimension

_COMMON = 0.5  # how surely two equal figures that are small or round are one
_GREAT = 0.75  # the same of round figures above ten thousand: 9 million hectolitres
_COUNT = 100.0  # things; smaller counts recur by chance
_COPIED = 0.2  # a bound in a copied sentence stands for no figure further away than this share
_LARGE = 10_000.0
_ROUND_SHARE = 10.0  # shares of whole tens recur by chance, 85% less often
_AMOUNTS = frozenset({"barrel", "tonne", "kilogram", "litre", "cubic_metre", "gallon", "bcm", "pound"})
_SLACK, _YEAR = 20, 330  # days that two months, quarters or halves may be off; a year, more or less
_UNMISTAKABLE = 4  # digits that two figures have in common by no chance
_NO_AMOUNTS = frozenset({"percent", "percentage_point", "basis_point", "score", "person", "ratio", "times", "year"})
_SHARES = frozenset({"percent", "percentage_point", "basis_point"})
_SLIP = 240  # minutes by which a mistyped time of day stands before another one


def quantity(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    result = compare_quantities(a, b)
    return Likeness(float(result.relation in ("same", "compatible")), result.relation, result.reason)


def amount(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """A total and the sum of its parts: counts are exact, large and measured figures may be rounded by one step."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    counted = a.unit in (None, "person") and max(a.low, b.low) < _LARGE
    rounded = 0.0 if counted else min(_step(a.low), _step(b.low))
    same = abs(a.low - b.low) <= rounded * (1 + 1e-9)
    return Likeness(float(same), "same" if same else "different")


def _step(value: float) -> float:
    """Return the last place to which a figure is told: 1.2 million is told to 100,000, 340 million to a million."""
    if value <= 0:
        return 0.0
    scale = 1000.0 ** int(math.log10(value) // 3)
    told = f"{value / scale:.6g}".partition(".")[2]
    return float(scale * 10.0 ** -len(told))


def unit(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `any_unit`, of figures that are telling: a small round one is anybody's."""
    likeness = any_unit(a, b, weights)
    if likeness is None or not isinstance(a, Quantity) or len(_digits(a.low)) >= 2 or a.low >= _LARGE:
        return likeness
    return Likeness(0.0, "incomparable")


def any_unit(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """The same figure in another unit: different unless the units convert into one another with that figure."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or not a.unit or not b.unit:
        return None
    if is_copied(a, b):
        return Likeness(0.0, "different")
    if (a.low, a.high) != (b.low, b.high) or a.ordinal != b.ordinal or {a.unit, b.unit} <= {"ratio", "times"}:
        return Likeness(0.0, "incomparable")
    if not _kin(a.unit, b.unit):
        return Likeness(0.0, "incomparable")
    same = a.unit == b.unit or compare_quantities(a, b).relation in ("same", "compatible")
    return Likeness(float(same), "same" if same else "different")


def is_copied(a: Quantity, b: Quantity) -> bool:
    """Tell whether one figure is another with a unit of another kind: 162.7 tonnes and 162.7 billion dollars."""
    if a.unit == b.unit or a.ordinal or b.ordinal or not (a.unit and b.unit) or a.low != a.high or b.low != b.high:
        return False
    if same_dimension(a.unit, b.unit) or not _NO_AMOUNTS.isdisjoint((a.unit, b.unit)):
        return False
    return len(_digits(a.low)) >= _UNMISTAKABLE and _digits(a.low) == _digits(b.low)


def any_figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures of one sentence, whatever they measure: different unless one may stand for the other."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    if a.ordinal != b.ordinal and (a.unit or b.unit) not in (None, "year"):
        return Likeness(0.0, "incomparable")  # "the first" and "half an hour", but "(81)" and ", 85,"
    result = compare_quantities(a, b)
    far = abs(a.low - b.low) > _COPIED * max(abs(a.low), abs(b.low)) and a.unit == b.unit
    rounded = result.reason == "rounding" and a.bound == b.bound  # nobody rounds when a sentence is copied
    if result.relation == "same" or (result.relation == "compatible" and not (far or rounded)):
        return Likeness(1.0, result.relation, result.reason)
    # "5" and "a 5-year plan"; 272,000 and 272.000
    same = (a.low, a.high) == (b.low, b.high) or (_digits(a.low) == _digits(b.low) and _rare(a.low))
    return Likeness(float(same), "same" if same else "different")


def figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures are one where they are equal and rare: three digits that count, or two and no round number."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    same = compare_quantities(a, b).relation == "same" and a.low == a.high and _rare(a.low)
    return Likeness(float(same), "same" if same else "incomparable")


def equal_figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures are one where they are equal, surely so where they are rare."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    if a.low != a.high or compare_quantities(a, b).relation != "same":
        return Likeness(0.0, "incomparable")
    return Likeness(1.0 if _rare(a.low) else _COMMON, "same")


def told_figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `equal_count`, of a currency and its bare name as well: 12 million riyals and 12 million Saudi riyals."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    if a.unit and b.unit and a.unit != b.unit and (is_shared_name(a.unit) or is_shared_name(b.unit)):
        one_name = money_name(a.unit) == money_name(b.unit)
        return equal_figure(a, replace(b, unit=a.unit), weights) if one_name else Likeness(0.0, "incomparable")
    likeness = (equal_count if a.unit in (None, "person") else equal_figure)(a, b, weights)
    common = likeness is not None and likeness.similarity == _COMMON
    large = a.low >= _LARGE or (a.unit in _SHARES and _COUNT > a.low > _ROUND_SHARE and a.low % _ROUND_SHARE > 0)
    return Likeness(_GREAT, "same") if common and large else likeness


def equal_count(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `equal_figure`, for counts of at least a hundred: smaller ones recur by chance."""
    likeness = equal_figure(a, b, weights)
    if likeness is None or not isinstance(a, Quantity) or a.low >= _COUNT:
        return likeness
    return Likeness(0.0, "incomparable")


def sum_told(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `equal_figure`, whatever stretch of time either figure is for."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    same_time = a.per == b.per
    return equal_figure(a if same_time else replace(a, per=None), b if same_time else replace(b, per=None), weights)


def large_figure(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """As `figure`, for counts: eleven of one thing and eleven of another are no coincidence worth a word."""
    likeness = figure(a, b, weights)
    if likeness is None or not isinstance(a, Quantity) or a.low >= _COUNT:
        return likeness
    return Likeness(0.0, "incomparable")


def slip(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures are a slip apart: digits changed places, or one of at least two became another (Damerau 1964)."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return None
    if a.unit != b.unit or a.low != a.high or b.low != b.high or a.low == b.low:
        return Likeness(0.0, "incomparable")
    x, y = _digits(a.low), _digits(b.low)
    if len(x) != len(y) or len(x) < 2:
        return Likeness(0.0, "incomparable")
    scale = max(a.low, b.low) < 10 * min(a.low, b.low)
    one = sum(u != v for u, v in zip(x, y, strict=True)) == 1
    alike = scale and (sorted(x) == sorted(y) or one)
    return Likeness(float(alike), "same" if alike else "incomparable")


def _rare(value: float) -> bool:
    digits = _digits(value)
    return len(digits) >= 3 or (len(digits) == 2 and digits[-1] != "5")


def _kin(a: str, b: str) -> bool:
    """Tell whether one unit may be written for the other: two of one dimension, two currencies, barrels and tonnes."""
    money = currencies()
    both = {a, b}
    alike = any(both <= units for units in (money, _AMOUNTS, _SHARES))
    return alike or same_dimension(a, b) or (_is_of_power(a) and _is_of_power(b))


def _is_of_power(unit: str) -> bool:
    """Tell whether a unit is one of power or of the energy that it gives in an hour: megawatts, gigawatt-hours."""
    return unit.endswith(("watt", "watt_hour"))


@functools.lru_cache(maxsize=1 << 12)
def _digits(value: float) -> str:  # texts have few figures, of which all pairs are compared
    return f"{abs(value):.10g}".partition("e")[0].replace(".", "").strip("0")


def period(a: Value, b: Value, weights: Weights) -> Likeness | None:
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    if a.impossible or b.impossible or not (a.is_closed and b.is_closed):
        return None
    if a.precedes(b) or b.precedes(a):
        return Likeness(0.0, "different")
    same = (a.start, a.end, a.years) == (b.start, b.end, b.years)
    return Likeness(1.0, "same" if same else "compatible", "calendar")


def spell(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two stretches of time of which a figure is told: different where no figure is surely that of both.

    Shorter ones than a year compare by their months, whatever year they are taken to be of. What lasts until the text
    was written is compared by its beginning alone.
    """
    if not (isinstance(a, Period) and isinstance(b, Period)) or a.start is None or b.start is None:
        return None
    if a.end is None or b.end is None:
        return _since(a, b)
    long, long_b = (_is_year(x.start, x.end) for x in (a, b))
    if long and long_b:
        return period(a, b, weights)
    if (long or long_b) and "month" in (a.precision, b.precision):
        return Likeness(0.0, "incomparable")  # a rate over twelve months, told for the last of them
    near = _days_apart(a.start, b.start) <= _SLACK and _days_apart(a.end, b.end) <= _SLACK
    other = long != long_b or not near
    return Likeness(float(not other), "different" if other else "same")


def _since(a: Period, b: Period) -> Likeness:
    """Compare stretches of which one at least has no end."""
    for one, closed in ((a, b), (b, a)):
        if one.end is None and closed.end is not None and one.start is not None and closed.start is not None:
            inside = (closed.start - one.start).days > _SLACK or closed.end < one.start
            return Likeness(0.0, "different" if inside else "incomparable")
    same = a.start == b.start
    return Likeness(float(same), "same" if same else "incomparable")


def _is_year(start: datetime.date | None, end: datetime.date | None) -> bool:
    return start is not None and end is not None and (end - start).days >= _YEAR


def _days_apart(a: datetime.date | None, b: datetime.date | None) -> int:
    """Return how many days lie between two days of whatever years."""
    if a is None or b is None:
        return 0
    apart = abs(a.timetuple().tm_yday - b.timetuple().tm_yday)
    return min(apart, 365 - apart)


def near_day(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two days of one month, or one day of two months, as a mistyped date gives them."""
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    one, other = (x.month or (x.start.month if x.day is not None and x.start is not None else None) for x in (a, b))
    near = one is not None and (one == other or (other is not None and a.day is not None and a.day == b.day))
    return Likeness(float(near), "same" if near else "different")


def day(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Compare days as the texts print them; the year counts where both are known."""
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    if a.weekday is not None and a.weekday == b.weekday and (a.day is None or b.day is None):
        return Likeness(1.0, "same")  # "Monday" in both: which one is a matter of tense
    if None not in (a.weekday, b.weekday, a.start, b.start) and a.precision == b.precision == "interval":
        return Likeness(float(a.start == b.start), "same" if a.start == b.start else "different")  # two nights
    if None in (a.month, a.day, b.month, b.day):
        return period(a, b, weights)
    if _ends_by(a) != _ends_by(b):
        by, on = (a, b) if _ends_by(a) else (b, a)
        if on.start is None or by.end is None or on.start <= by.end:
            return Likeness(0.0, "compatible", "bound")  # "by November 9" and "on November 4"
    same = (a.month, a.day) == (b.month, b.day) or (a.start is not None and a.start == b.start)
    return Likeness(float(same), "same" if same else "different")


def _ends_by(period: Period) -> bool:
    return period.start is None and period.end is not None


def not_before(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """The second period may not lie wholly before the first: an end before its beginning. Of two times of day that lie
    more than a few hours apart the second is that of the next day."""
    if not (isinstance(a, Period) and isinstance(b, Period)):
        return None
    if a.minute is not None and b.minute is not None and (a.start == b.start or None in (a.start, b.start)):
        slip = 0 < a.minute - b.minute <= _SLIP
        return Likeness(float(not slip), "different" if slip else "same")
    if a.years or b.years:
        wrong = b.precedes(a)
    elif a.start is None or b.end is None:
        return None
    else:
        wrong = b.end < a.start
    return Likeness(float(not wrong), "different" if wrong else "same")
