"""Comparison of two reaches of a figure: a place and several together, a part and the whole, opposed groups."""

from __future__ import annotations

from consistency.matching.likeness import Likeness, Weights
from consistency.model import Terms, Value

_APART = Likeness(0.0, "different")
_OPEN = Likeness(0.0, "incomparable")


def opposed_reach(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two reaches differ where one is surely wider than the other, or is the opposite group; else that is left open.

    The features are those of `consistency.extraction.reaches`. No figure is that of a place and of more than the place.
    """
    if not (isinstance(a, Terms) and isinstance(b, Terms)) or not a.concepts or not b.concepts:
        return None
    if a.concepts == b.concepts:
        return Likeness(1.0, "same")
    groups, others = (dict(_axis(c) for c in terms.concepts if c.startswith("g:")) for terms in (a, b))
    if any(others.get(axis, group) != group for axis, group in groups.items()):
        return _APART
    (kind, places), (kind_b, places_b) = (_told(terms) for terms in (a, b))
    if {kind, kind_b} in ({"span", "so-far"}, {"whole", "part"}, {"alone", "together"}):
        return _APART
    wider = _is_wider(kind, places, kind_b, places_b) or _is_wider(kind_b, places_b, kind, places)
    return _APART if wider else _OPEN


def _axis(feature: str) -> tuple[str, str]:
    _, axis, group = feature.split(":")
    return axis, group


def _told(terms: Terms) -> tuple[str, frozenset[str]]:
    kind = next((c.removeprefix("d:") for c in terms.concepts if c.startswith("d:")), "")
    return kind, frozenset(c for c in terms.concepts if c[:2] in ("e:", "s:"))


def _is_wider(kind: str, places: frozenset[str], other: str, others: frozenset[str]) -> bool:
    """Tell whether the first reach is surely wider than the second, which is of one place."""
    if other not in ("alone", "named"):
        return False
    if kind == "together":
        return others < places
    inland = all(place.startswith(("e:place:", "s:")) for place in others)
    known = any(place.startswith("e:") for place in places)
    return kind == "whole" and places.isdisjoint(others) and (known if places else inland)
