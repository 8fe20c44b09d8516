"""What makes two claims be about one thing: fields with weights, and the score that explains itself.

The score is the weighted mean similarity of the fields that both claims have, as in Fellegi and Sunter's record
linkage (1969) with weights given by the rule instead of estimated ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from consistency.matching.comparisons import COMPARISONS, comparison_for
from consistency.matching.likeness import Likeness, Weights
from consistency.model import Claim, Value


def one_of(table: Iterable[str], what: str) -> Any:
    """Return a pydantic validator that takes only the names in `table`."""
    known = sorted(table)

    def check(value: Any) -> Any:
        if value is not None and value not in known:
            raise ValueError(f"unknown {what} '{value}'; known are {', '.join(known)}")
        return value

    return BeforeValidator(check, json_schema_input_type=Literal[tuple(known)] | None)


ComparisonName = Annotated[str, one_of(COMPARISONS, "comparison")]


class SameField(BaseModel):
    """One field of identity: how it compares, what it weighs, and whether claims without agreement in it can match.

    A required field must be there on both sides; `at_least` (0.5 for a required field) is the similarity below which
    the claims are not about one thing, wherever both have the field. Short forms: a number is the weight, a word is the
    comparison.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: ComparisonName | None = None
    weight: float = Field(default=1.0, gt=0)
    required: bool = False
    at_least: float | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"weight": value}
        return {"by": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Match:
    """Two claims judged to be about one thing: the score from 0 to 1, and what each field gave."""

    a: Claim
    b: Claim
    score: float
    fields: dict[str, Likeness]


def compare_values(a: Value, b: Value, by: str | None, weights: Weights) -> Likeness | None:
    """Compare two values by the named comparison, or by the one that fits their types; None where none fits."""
    name = by or comparison_for(a, b)
    return COMPARISONS[name](a, b, weights) if name else None


def compare_claims(a: Claim, b: Claim, same: Mapping[str, SameField], weights: Weights) -> Match | None:
    """Score two claims; None where a required field is missing or below its `at_least`."""
    return Identity(same, weights).compare(a, b)


class Identity:
    """What makes two claims one thing by one rule, laid out for the comparison of many pairs."""

    def __init__(self, same: Mapping[str, SameField], weights: Weights):
        self._weights = weights
        self._fields = [
            (
                name,
                COMPARISONS[spec.by] if spec.by else None,
                spec.weight,
                spec.required,
                spec.at_least if spec.at_least is not None else 0.5 if spec.required else 0.0,
            )
            for name, spec in same.items()
        ]

    def compare(self, a: Claim, b: Claim) -> Match | None:
        """Score two claims; None where a required field is missing or below its `at_least`."""
        total = reached = 0.0
        fields: dict[str, Likeness] = {}
        for name, compare, weight, required, least in self._fields:
            x, y = a.fields.get(name), b.fields.get(name)
            likeness = None
            if x is not None and y is not None:
                likeness = compare(x, y, self._weights) if compare else compare_values(x, y, None, self._weights)
            if likeness is None:
                if required:
                    return None
                continue
            if likeness.similarity < least:
                return None
            fields[name] = likeness
            total += weight
            reached += weight * likeness.similarity
        return Match(a, b, reached / total, fields) if total else None
