"""Figures that are left over: what one text says and the other does not, when all that they agree on is set aside.

Where each of two texts has one figure of a dimension left, money beside money or metres beside metres, the two are most
often one fact told in two ways, however far apart the words around them are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consistency.judging.bundle import Bundle
from consistency.matching.quantities import compare_quantities
from consistency.model import Claim, Quantity, Term, Value
from consistency.normalization.units import convert

_FARTHEST = 3.0  # the factor between two figures of one thing
_LARGE = 10_000.0  # a count of so many may be money
_COUNT = "count"
_Place = tuple[int, int]  # the characters of a figure


def are_left_over(a: Claim, b: Claim, name: str, bundle: Bundle) -> bool:
    """Tell whether field `name` of two claims holds the only figure of its dimension that the other text lacks."""
    dimension = a.fields.get("dimension")
    if not isinstance(dimension, Term) or dimension != b.fields.get("dimension"):
        return False
    if not _near(a.fields[name], b.fields[name]):
        return False
    for claim, other in ((a, b), (b, a)):
        left = _left_over(claim.source, other.source, name, dimension.concept, bundle)
        if len(left) != 1 or left[0] != claim.spans[name]:
            return False
    return True


def _left_over(source: str, other: str, name: str, dimension: str, bundle: Bundle) -> list[_Place]:
    """Return where a source has figures of a dimension that the other has nowhere."""

    def find() -> list[_Place]:
        said = _figures(other, name, dimension, bundle).values()
        without = _figures(other, name, _COUNT, bundle).values()
        return [
            place
            for place, value in _figures(source, name, dimension, bundle).items()
            if not any(compare_quantities(value, known).relation in ("same", "compatible") for known in said)
            and not any(_may_be(value, known) for known in without)
        ]

    found: list[_Place] = bundle.once(("left over", source, other, name, dimension), find)
    return found


def _near(x: Value, y: Value) -> bool:
    """Tell whether two figures are near enough to be one: further apart they are of two things."""
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)):
        return False
    low, high = sorted(abs(convert(value.low, value.unit)[0]) for value in (x, y))
    return high <= _FARTHEST * low


def _may_be(value: Quantity, known: Quantity) -> bool:
    """Tell whether a large number without a unit may be a measured one: "104 billion dollars", "over 100 billion"."""
    return known.low >= _LARGE and compare_quantities(value, replace(known, unit=value.unit)).relation != "different"


def _figures(source: str, name: str, dimension: str, bundle: Bundle) -> dict[_Place, Quantity]:
    table: dict[tuple[str, str], dict[_Place, Quantity]] = bundle.once(
        ("figures", name), lambda: _by_dimension(bundle.claims, name)
    )
    return table.get((source, dimension), {})


def _by_dimension(claims: Sequence[Claim], name: str) -> dict[tuple[str, str], dict[_Place, Quantity]]:
    found: dict[tuple[str, str], dict[_Place, Quantity]] = {}
    for claim in claims:
        value, dimension, place = claim.fields.get(name), claim.fields.get("dimension"), claim.spans.get(name)
        if isinstance(value, Quantity) and isinstance(dimension, Term) and place is not None:
            found.setdefault((claim.source, dimension.concept), {})[place] = value
    return found
