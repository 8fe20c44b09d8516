"""A logistic regression (Cox 1958) over what is seen of two values or claims; its weights are data.

Each thing that is seen weighs a little, and the sum becomes a likelihood; so each finding can be explained by what
weighed in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """The weight of each thing that may be seen, and the sum where nothing is."""

    bias: float
    weights: Mapping[str, float]

    def likelihood(self, seen: Mapping[str, float]) -> float:
        """Return the likelihood, 0 to 1, where this was seen; what was not seen counts as 0."""
        total = self.bias + math.fsum([weight * seen.get(name, 0.0) for name, weight in self.weights.items()])
        return 0.5 + 0.5 * math.tanh(total / 2)  # the logistic function, which exp would overflow
