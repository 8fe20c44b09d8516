"""The closed set of excuses: reasons why two claims that differ can still both be right.

Each looks at the two claims and the days their sources were published, and says whether it holds.
"""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

from consistency.matching.kind_comparison import exclusive_kinds
from consistency.matching.likeness import Compare
from consistency.matching.quantities import BOUNDS
from consistency.matching.reach_comparison import opposed_reach
from consistency.model import Claim, Period, Quantity, Term, Terms, Value
from consistency.normalization.names import name_similarity
from consistency.normalization.units import convert, same_dimension
from consistency.resources import shared_resource

_STALE = 14  # days after which a count of the news is another count
_RATE = 3.0  # a figure told without a rate that is further from one with it may be a sum: "1.2 million tonnes a year"
_NEAR_DAYS = 3
_HEDGED = 0.15  # of a figure, by which two that are both hedged or both bounds may be off
_SAME_NEWS = 1  # days between two reports of one piece of news
MAGNITUDE = 12.0  # figures further apart than this factor are of different things; a slipped digit is a factor of ten


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matched claims, the field in which they differ, and when their sources were published.

    A time is a day for a dated text, and for an undated one what its own dates imply: not before the last of them.
    """

    a: Claim
    b: Claim
    field: str
    time_a: Period | None
    time_b: Period | None

    @property
    def published_a(self) -> datetime.date | None:
        """The day on which the first source was published, where it is known."""
        return _single_day(self.time_a)

    @property
    def published_b(self) -> datetime.date | None:
        """The day on which the second source was published, where it is known."""
        return _single_day(self.time_b)


def _single_day(time: Period | None) -> datetime.date | None:
    return time.start if time is not None and time.start == time.end else None


def _reported_position(pair: Pair) -> bool:
    """Each side's word is given as its own: two speakers, two positions."""
    a, b = pair.a.context.speaker, pair.b.context.speaker
    if not a or not b or name_similarity(a, b) >= 60:
        return False
    one, other = (frozenset(f for f in c.context.party if f[0] in "cep") for c in (pair.a, pair.b))
    # Speakers of whom nothing is known are no parties to anything; officials and police tell what happened.
    if pair.a.kind == "toll" and not (_takes_sides(one) and _takes_sides(other)):
        return False  # doctors and rescuers count whoever was hit
    return _has_position(one) and _has_position(other) and not one & other


def _has_position(party: frozenset[str]) -> bool:
    """Tell whether a speaker is a party: somebody or something with a name, or an army, rebels, a company, a union."""
    return any(f[0] in "ep" or f[2:] in _parties() for f in party)


def _takes_sides(party: frozenset[str]) -> bool:
    """Tell whether a speaker may be a side in a fight: more than a person's name, and no body of helpers."""
    return any(f[0] != "p" and f[2:] not in _helpers() for f in party)


@functools.cache
def _helpers() -> frozenset[str]:
    return frozenset(shared_resource("stances")["helpers"])


@functools.cache
def _parties() -> frozenset[str]:
    return frozenset(shared_resource("stances")["parties"])


def _period(pair: Pair) -> bool:
    """The claims speak of times that do not overlap, or were published too far apart for one count to hold."""
    one, other = pair.a.context.time, pair.b.context.time
    if one is not None and other is not None:
        return _apart(one, other) or (isinstance(pair.a.fields.get(pair.field), Quantity) and _is_longer(one, other))
    if pair.published_a is None or pair.published_b is None:
        return False
    return abs((pair.published_a - pair.published_b).days) > _STALE


def _other_days(pair: Pair) -> bool:
    """The claims speak of times further apart than a date told wrongly: of two events."""
    one, other = pair.a.context.time, pair.b.context.time
    if one is None or other is None or not _apart(one, other):
        return False
    days = [day for day in (one.start, one.end, other.start, other.end) if day is not None]
    return len(days) < 4 or (max(days) - min(days)).days > _NEAR_DAYS


_QUARTER = 80  # days
_LONGER = 1.7  # times as long


def _apart(a: Period | None, b: Period | None) -> bool:
    if a is None or b is None or _one_weekday(a, b):
        return False
    return a.precedes(b) or b.precedes(a)


def _is_longer(one: Period, other: Period) -> bool:
    """Tell whether one of two stretches of a quarter or more is far longer than the other: half a year and a quarter,
    over which nothing adds up to the same."""
    lengths = []
    for time in (one, other):
        if time.start is None or time.end is None or time.precision not in ("quarter", "year", "interval"):
            return False
        lengths.append((time.end - time.start).days)
    return min(lengths) >= _QUARTER and max(lengths) > _LONGER * min(lengths)


def _one_weekday(a: Period, b: Period) -> bool:
    """Tell whether two times are told by one weekday: which week is meant is a guess."""
    return a.weekday is not None and a.weekday == b.weekday and a.day is None and b.day is None


def _plan_vs_outcome(pair: Pair) -> bool:
    """One is what was planned or expected, the other what came of it."""
    told = {pair.a.context.modality, pair.b.context.modality}
    if len(told) < 2 or "happened" not in told:
        return False
    # Of a figure, two reports of one day tell the same plan, one as what will be, the other as what it costs or counts.
    days = (pair.published_a, pair.published_b)
    figure = isinstance(pair.a.fields.get(pair.field), Quantity)
    if not figure or "future" not in told or days[0] is None or days[1] is None:
        return True
    return abs((days[0] - days[1]).days) > _SAME_NEWS


def _scope(pair: Pair) -> bool:
    """They speak of other places or groups: both name one, and none is shared."""
    for name in ("place", "group"):
        a, b = pair.a.fields.get(name), pair.b.fields.get(name)
        if isinstance(a, Terms) and isinstance(b, Terms) and a.concepts and b.concepts and not a.concepts & b.concepts:
            return True
    if _part(pair):
        return True
    spans = [claim.fields.get("span") for claim in (pair.a, pair.b)]
    if spans[0] != spans[1] and Term("yearly") in spans:
        return True  # "$12 million over two years", "$6 million a year"
    levels = [claim.fields.get("level") for claim in (pair.a, pair.b)]
    placed = ["place" in claim.fields for claim in (pair.a, pair.b)]
    return any(level == Term("country") and other for level, other in zip(levels, reversed(placed), strict=True))


def _limits(pair: Pair) -> bool:
    """One is limited as the other is not, to a quarter, to women, to oil; or the two are parts of a whole: a figure
    beside one of them makes up for the difference ("59 passengers and five crew", "64 on board"), or they are shares
    that make up all of it. So are a bound and a figure, and two that are hedged and near each other."""
    one, other = (claim.fields.get("limits") for claim in (pair.a, pair.b))
    if one != other:
        return True
    x, y = pair.a.fields.get(pair.field), pair.b.fields.get(pair.field)
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    if x.per != y.per:
        return True
    ends = [convert(value.low, value.unit) for value in (x, y)]
    if ends[0][1] == "ratio" and math.isclose(ends[0][0] + ends[1][0], 1.0):
        return True
    bounded = [value.bound in BOUNDS for value in (x, y)]
    near = math.isclose(ends[0][0], ends[1][0], rel_tol=_HEDGED)
    if bounded[0] != bounded[1] or (x.bound != "exact" != y.bound and near):
        return True
    wanted = {f"{figure:.6g}" for figure in (abs(x.low - y.low), x.low + y.low)}
    told = (claim.fields.get("beside") for claim in (pair.a, pair.b))
    return any(isinstance(figures, Terms) and figures.concepts & wanted for figures in told)


def _excludes(pair: Pair, field: str, compare: Compare) -> bool:
    """Two figures of two kinds (sales and profit), or of a place and of the whole."""
    a, b = pair.a.fields.get(field), pair.b.fields.get(field)
    likeness = compare(a, b, {}) if a is not None and b is not None else None
    return likeness is not None and likeness.relation == "different"


def _part(pair: Pair) -> bool:
    """One may be of some of what the other is of, or of something else."""
    if _excludes(pair, "kinds", exclusive_kinds) or _excludes(pair, "reach", opposed_reach):
        return True
    return _part_of(pair, pair.a, pair.b) or _part_of(pair, pair.b, pair.a)


def _part_of(pair: Pair, one: Claim, other: Claim) -> bool:
    """Tell whether a count may be of some of those that the other counts: four children, of 17 people."""
    x, y = one.fields.get(pair.field), other.fields.get(pair.field)
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or x.high >= y.low:
        return False
    if "part" in one.fields and "part" not in other.fields:
        return True
    head, whole = one.fields.get("head"), other.fields.get("head")
    special = isinstance(head, Term) and head.concept.removeprefix("c:") in _special_groups()
    return special and whole is not None and head != whole


@functools.cache
def _special_groups() -> frozenset[str]:
    """Return the concepts of people who are counted apart from the others: children, women, police."""
    return frozenset(shared_resource("things")["counted_apart"])


def _magnitude(pair: Pair) -> bool:
    """The figures are of different orders of magnitude, or one is a rate and the other far from it."""
    x, y = pair.a.fields.get(pair.field), pair.b.fields.get(pair.field)
    if far_apart(x, y):
        return True
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or x.per == y.per:
        return False
    small, large = sorted((abs(x.high), abs(y.high)))
    return large > _RATE * small


def far_apart(x: Value | None, y: Value | None) -> bool:
    """Tell whether two values are figures of different orders of magnitude."""
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    one, two = abs(x.high), abs(y.high)
    if x.unit != y.unit and same_dimension(x.unit, y.unit):  # "36 months" and "two years"
        one, two = (abs(convert(value.high, value.unit)[0]) for value in (x, y))
    small, large = sorted((one, two))
    return large > MAGNITUDE * small


def _revision(pair: Pair) -> bool:
    """The larger count is the later one: its text says that the count changed, or the earlier text that it may.

    What had not come about in an earlier text may have by the day of a later one.
    """
    x, y = pair.a.fields.get(pair.field), pair.b.fields.get(pair.field)
    if {x, y} == {Term("no"), Term("yes")}:
        done, open_ = (pair.published_a, pair.published_b) if x == Term("yes") else (pair.published_b, pair.published_a)
        return done is not None and open_ is not None and done > open_
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    larger, smaller = (pair.a, pair.b) if x.low > y.low else (pair.b, pair.a)
    days = {id(pair.a): pair.published_a, id(pair.b): pair.published_b}
    later, earlier = days[id(larger)], days[id(smaller)]
    if later is not None and earlier is not None and later < earlier:
        return False
    grew = later is not None and earlier is not None and later > earlier
    counted = larger.fields.get("scale") != Term("measured")
    # Tolls grow from hour to hour; of other figures "rose" tells what they measure, not that they were counted anew.
    if larger.fields.get("state") == Term("revised") and (
        larger.kind == "toll" or "fate" in larger.fields or (grew and counted)
    ):
        return True
    if grew and larger.fields.get("state") == Term("updated"):
        return True
    if smaller.fields.get("state") == Term("final"):
        return False  # what was final is not counted on
    return grew and (smaller.fields.get("state") == Term("provisional") or larger.fields.get("state") == Term("final"))


def _past_event(pair: Pair) -> bool:
    """One tells of a time long before it was published, as texts do that recall an earlier event of the kind."""
    return ("recalled" in pair.a.fields) != ("recalled" in pair.b.fields)


def _then_office(pair: Pair) -> bool:
    """One of them speaks of the office as it was at an earlier time."""
    return Term("then") in (pair.a.fields.get("when"), pair.b.fields.get("when"))


def _leaving_office(pair: Pair) -> bool:
    """The text that has somebody in office tells that he leaves it: whoever has left is a former one in the other."""
    claims = (pair.a, pair.b)
    return any(c.fields.get("change") == Term("leaves") and c.fields.get("status") != Term("former") for c in claims)


def _published_apart(pair: Pair) -> bool:
    """The texts are from times between which the office may have changed hands: more than a year apart."""
    return _a_year_before(pair.time_a, pair.time_b) or _a_year_before(pair.time_b, pair.time_a)


def _a_year_before(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.end is None or other.start is None:
        return False
    return (other.start - one.end).days > 365


EXCUSES: dict[str, Callable[[Pair], bool]] = {
    "reported_position": _reported_position,
    "period": _period,
    "other_days": _other_days,
    "plan_vs_outcome": _plan_vs_outcome,
    "scope": _scope,
    "part": _part,
    "limits": _limits,
    "past_event": _past_event,
    "magnitude": _magnitude,
    "revision": _revision,
    "then_office": _then_office,
    "leaving_office": _leaving_office,
    "published_apart": _published_apart,
}
