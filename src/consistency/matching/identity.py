"""What makes two claims be about one thing: fields with weights, and the score that explains itself.

The score is the weighted mean similarity of the fields that both claims have, as in Fellegi and Sunter's record
linkage (1969) with weights given by the rule instead of estimated ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from consistency.matching.comparisons import COMPARISONS, comparison_for
from consistency.matching.likeness import SAME, Compare, Likeness, Weights
from consistency.model import Claim, Term, Value


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


@dataclass(slots=True)  # not frozen, which would treble the time to make one
class Match:
    """Two claims judged to be about one thing: the score from 0 to 1, and what each field of the rule gave, in its
    order; None for one that either claim lacks."""

    a: Claim
    b: Claim
    score: float
    fields: Sequence[Likeness | None]


def compare_values(a: Value, b: Value, by: str | None, weights: Weights) -> Likeness | None:
    """Compare two values by the named comparison, or by the one that fits their types; None where none fits."""
    return comparison(by)(a, b, weights)


def comparison(by: str | None) -> Compare:
    """Return the named comparison, or the one that takes each two values by what fits their types."""
    return COMPARISONS[by] if by else _by_type


def _by_type(a: Value, b: Value, weights: Weights) -> Likeness | None:
    name = comparison_for(a, b)
    return COMPARISONS[name](a, b, weights) if name else None


def compare_claims(a: Claim, b: Claim, same: Mapping[str, SameField], weights: Weights) -> Match | None:
    """Score two claims; None where a required field is missing or below its `at_least`."""
    return Identity(same, weights).compare(a, b)


# What it costs to compare by these, from next to nothing upwards; the others compare words, letter by letter.
_COSTS = {
    **dict.fromkeys(("term", "kin", "akin", "opposite", "other_measure", "unlike_measure", "exclusive_kinds"), 0),
    **dict.fromkeys(("near_day", "unit"), 0),
    **dict.fromkeys(("quantity", "slip", "figure", "equal_figure", "told_figure", "large_figure", "day", "period"), 1),
    **dict.fromkeys(("overlap", "members", "jaccard", "kindred"), 2),
    **dict.fromkeys(("thing", "setting"), 3),
}
_DEAREST = 4
_ROUNDED = 1e-9  # more than what is lost in adding up a score


class _Field(NamedTuple):
    """A field of identity, ready to be compared; `place` is its place among the fields of the rule.

    A tuple, since it is taken apart once for each pair of claims.
    """

    compare: Compare
    required: bool
    least: float
    weight: float
    place: int


def _field(place: int, spec: SameField) -> _Field:
    least = spec.at_least if spec.at_least is not None else 0.5 if spec.required else 0.0
    return _Field(comparison(spec.by), spec.required, least, spec.weight, place)


def _cost(spec: SameField) -> int:
    return _COSTS.get(spec.by or "", _DEAREST)


Row = Sequence[Value | None]
"""The values of a claim in the order in which an identity compares them."""


class Identity:
    """What makes two claims one thing by one rule, laid out for the comparison of many pairs.

    What has to be one term in both claims (`terms`) is looked up, the other fields are compared (`match`). Of most
    pairs one field is enough to tell that they are not one thing, so those that can tell it come first, the cheapest
    before the others.
    """

    def __init__(self, same: Mapping[str, SameField], weights: Weights):
        self._weights = weights
        names = list(same)
        fields = [_field(place, spec) for place, spec in enumerate(same.values())]
        self._in_order = [f.weight for f in fields]
        self._weight = sum(self._in_order)
        exact = {f.place for f in fields if f.required and f.least == 1.0 and same[names[f.place]].by == "term"}
        self._exact = [names[place] for place in sorted(exact)]
        self._agreed = [SAME if f.place in exact else None for f in fields]
        others = [f for f in fields if f.place not in exact]
        self._order = sorted(others, key=lambda f: (not (f.required or f.least), _cost(same[names[f.place]]), f.place))
        self._names = [names[f.place] for f in self._order]

    def terms(self, claim: Claim) -> tuple[str, ...] | None:
        """Return what of a claim has to be the same term in every claim that it matches; None where nothing can."""
        if not self._exact:
            return ()
        values = [claim.fields.get(name) for name in self._exact]
        terms = tuple([value.concept for value in values if isinstance(value, Term)])
        return terms if len(terms) == len(values) else None

    def row(self, claim: Claim) -> Row:
        """Return the values of a claim that are compared with those of others."""
        fields = claim.fields
        return [fields.get(name) for name in self._names]

    def match(self, a: Claim, b: Claim, of_a: Row, of_b: Row, least: float) -> Match | None:
        """Score two claims whose terms are the same, given with their rows.

        None where a required field is missing or below its `at_least`, or the score below `least`.
        """
        weights = self._weights
        found = self._agreed.copy()
        open_, lost = self._weight, 0.0  # weights of the fields that both have, as far as is known; what these miss
        for (compare, required, lowest, weight, place), x, y in zip(self._order, of_a, of_b, strict=True):
            likeness = compare(x, y, weights) if x is not None and y is not None else None
            if likeness is None:
                if required:
                    return None
                open_ -= weight
                continue
            similarity = likeness.similarity
            if similarity < lowest:
                return None
            found[place] = likeness
            if similarity != 1.0:
                lost += weight * (1.0 - similarity)
                if open_ - lost < least * open_ - _ROUNDED:
                    return None
        total = reached = 0.0
        for weight, known in zip(self._in_order, found, strict=True):
            if known is not None:
                total += weight
                reached += weight * known.similarity
        if not total or reached / total < least:
            return None
        return Match(a, b, reached / total, found)

    def compare(self, a: Claim, b: Claim, least: float = 0.0) -> Match | None:
        """Score two claims by themselves; None where they do not match, or their score is below `least`."""
        terms = self.terms(a)
        if terms is None or terms != self.terms(b):
            return None
        return self.match(a, b, self.row(a), self.row(b), least)
