"""What is seen of two values that differ, by themselves: two quantities, or two days."""

from __future__ import annotations

import math

from consistency.matching.comparisons import COMPARISONS
from consistency.model import Period, Quantity, Value

_SMALLEST = 1e-9
_UNKNOWN_DAYS = 30  # between two days of which one has no year
_NONE = dict.fromkeys(("unit", "ratio", "slip", "size", "count", "ordinal", "other_bound", "day", "weeks"), 0.0)
_LARGEST = 4.0  # the logarithm of a size beyond which figures are large


def seen_of_values(a: Value, b: Value) -> dict[str, float]:
    """Return what is seen of two quantities or two days; the same names for both."""
    if isinstance(a, Period) and isinstance(b, Period):
        return {**_NONE, **_days(a, b)}
    return {**_NONE, **(_quantities(a, b) if isinstance(a, Quantity) and isinstance(b, Quantity) else {})}


def _quantities(a: Quantity, b: Quantity) -> dict[str, float]:
    low, high = sorted((abs(a.low), abs(b.low)))
    slip = COMPARISONS["slip"](a, b, {})
    return {
        "unit": float(a.unit == b.unit),
        "ratio": math.log10((high + _SMALLEST) / (low + _SMALLEST)) if high else 0.0,
        "slip": slip.similarity if slip else 0.0,
        "size": min(_LARGEST, math.log10(1.0 + high)),
        "count": float(a.unit in (None, "person") and not a.ordinal),
        "ordinal": float(a.ordinal),
        "other_bound": float(a.bound != b.bound),
    }


def _days(a: Period, b: Period) -> dict[str, float]:
    apart = abs((a.start - b.start).days) if a.start is not None and b.start is not None else _UNKNOWN_DAYS
    printed = a.month is not None and a.month == b.month and a.day is not None and b.day is not None
    return {
        "day": 1.0,
        "weeks": math.log10(1 + apart),
        "slip": float(printed),
        "unit": float((a.weekday is None) == (b.weekday is None)),
    }


def days_apart(one: Period | None, other: Period | None) -> int:
    """Return the days between the publication of two texts, ten at most; one where it is not known."""
    days = [day.start for day in (one, other) if day is not None and day.start is not None and day.start == day.end]
    return min(10, abs((days[0] - days[1]).days)) if len(days) == 2 else 1
