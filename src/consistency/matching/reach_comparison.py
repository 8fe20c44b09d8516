"""Comparison of two reaches of a figure: a place and several together, a part and the whole, opposed groups."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.matching.likeness import NOTHING_SHARED, ON_NO_SCALE, SAME, Likeness, Weights
from consistency.model import Terms, Value


def opposed_reach(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two reaches differ where one is surely wider than the other, or is the opposite group; else that is left open.

    The features are those of `consistency.extraction.reaches`. No figure is that of a place and of more than the place.
    """
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    if _own(a) == _own(b):
        return SAME
    groups, others = (dict(_axis(c) for c in terms.concepts if c.startswith("g:")) for terms in (a, b))
    if any(others.get(axis, group) != group for axis, group in groups.items()):
        return NOTHING_SHARED  # men, or men and women
    for one, axes, other in ((a, groups, others), (b, others, groups)):
        whole = _told(b if one is a else a).kind in _WHOLES
        if whole and any(axis in _SETTLED and axis not in other for axis in axes):
            return NOTHING_SHARED  # villages, or the whole country
    told, told_b = _told(a), _told(b)
    return NOTHING_SHARED if _exclude(told, told_b) or _exclude(told_b, told) else ON_NO_SCALE


_SOMEWHERE = frozenset({"in", "named", "alone"})
_SETTLED, _WHOLES = frozenset({"settlement"}), frozenset({"whole", "world"})


def _own(terms: Terms) -> frozenset[str]:
    return frozenset(c for c in terms.concepts if not c.startswith("n:"))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a reach tells: its kind, its places, of which kind several places are, the places named near it,
    and whether the figure is one of money."""

    kind: str
    places: frozenset[str]
    level: str
    near: frozenset[str]
    money: bool


def _told(terms: Terms) -> _Told:
    def of(tag: str) -> frozenset[str]:
        return frozenset(c.removeprefix(tag) for c in terms.concepts if c.startswith(tag))

    places = frozenset(c for c in terms.concepts if c[:2] in ("e:", "s:", "t:"))
    return _Told(next(iter(of("d:")), ""), places, next(iter(of("l:")), ""), of("n:"), bool(of("m:")))


_ALWAYS = frozenset(
    {
        ("part", "whole"),
        ("part", "world"),
        ("alone", "together"),
        ("alone", "world"),
        ("without", "with"),
        ("without", "whole"),
        ("without", "world"),
        ("without", "together"),
        ("without", "several"),
    }
)


def _exclude(one: _Told, other: _Told) -> bool:
    """Tell whether what is told of the first surely is not what is told of the second, which is wider."""
    if (one.kind, other.kind) in _ALWAYS:
        return True
    shared = not one.places.isdisjoint(other.places)
    if not shared and _is_country(one) and _is_country(other):
        return one.near.isdisjoint(other.places) and other.near.isdisjoint(one.places)
    if other.kind == "together" and one.kind in ("in", "named"):
        return one.places < other.places
    if other.kind == "listed":
        return one.kind == "alone" and one.places < other.places
    if one.level == "unit" and (other.kind, other.level) == ("several", "site"):
        return True
    if other.kind == "world":
        return one.kind == "in"
    if shared:
        return False
    if other.kind == "several":
        own = one.kind == "alone" or (one.kind in ("in", "named") and not (other.places and one.near >= other.places))
        small = all(place.startswith(("e:place:", "s:")) for place in one.places)
        return own and (small or other.level == "country" or one.kind == "alone")
    if other.kind in ("in", "named") and one.kind == "alone" and other.places:
        return one.places.isdisjoint(other.near) and not any(place.startswith("t:") for place in one.places)
    if other.kind == "whole" and one.kind in ("alone", "in", "named"):
        inland = all(place.startswith(("e:place:", "s:")) for place in one.places)
        return one.kind == "alone" or any(p.startswith("e:") for p in other.places) or (inland and not other.places)
    return False


def _is_country(told: _Told) -> bool:
    """Tell whether a reach is that of a country, or of several, by name."""
    countries = all(place.startswith("e:") and ":" not in place[2:] for place in told.places)
    return told.kind in _SOMEWHERE and bool(told.places) and countries and not told.money


def _axis(feature: str) -> tuple[str, str]:
    _, axis, group = feature.split(":")
    return axis, group
