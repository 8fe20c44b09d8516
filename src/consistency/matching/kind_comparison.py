"""Comparison of what two equal figures are figures of, by kinds that exclude each other."""

from __future__ import annotations

import functools

from consistency.matching.likeness import NOTHING_SHARED, ON_NO_SCALE, SAME, Likeness, Weights
from consistency.model import Terms, Value
from consistency.resources import shared_resource


@functools.cache
def _alike() -> frozenset[tuple[str, str]]:
    """Return the pairs of kinds that may be told of one figure."""
    table = shared_resource("measure_kinds")["alike"]
    pairs = [(kind, other) for kind, others in table.items() for other in (kind, *others)]
    return frozenset((*pairs, *((other, kind) for kind, other in pairs)))


def exclusive_kinds(a: Value, b: Value, weights: Weights) -> Likeness | None:
    """Two figures are of two things where on one axis the kinds told of them exclude each other, and neither sentence
    tells the other's kind as well; see `consistency.extraction.measure_kinds`."""
    if not (isinstance(a, Terms) and isinstance(b, Terms)):
        return None
    (near, told), (near_b, told_b) = _kinds(a), _kinds(b)
    shared = {axis for axis, _ in (near & told_b) | (near_b & told)}
    for axis in {axis for axis, _ in near} - shared:
        one, other = ({name for named, name in kinds if named == axis} for kinds in (near, near_b))
        if other and _alike().isdisjoint((x, y) for x in one for y in other):
            return NOTHING_SHARED
    return SAME if shared else ON_NO_SCALE


def _kinds(terms: Terms) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return the kinds nearest to a figure, and all of its sentence, each with its axis."""
    split = [(c[0], *c[2:].split(":")) for c in terms.concepts]
    near = frozenset((axis, name) for tag, axis, name in split if tag == "k")
    return near, frozenset((axis, name) for _, axis, name in split)
