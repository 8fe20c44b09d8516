"""What every comparison takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consistency.matching.quantities import Relation
from consistency.model import Value

Weights = Mapping[str, float]
"""The rarity of each feature of a setting in what is checked."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The outcome of comparing two field values."""

    similarity: float
    relation: Relation
    reason: str = ""


Compare = Callable[[Value, Value, Weights], Likeness | None]
"""Two values and the rarities; None where the comparison does not fit them."""
