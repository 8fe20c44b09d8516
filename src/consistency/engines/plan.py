"""How a rule is carried out on columns, and why another one cannot be.

A rule has the columnar form where what makes two claims one thing is that fields are equal, and at most one name or
text is alike. Everything is taken from the rule: blocks are the values of the equal fields, the comparison that of the
name or text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from consistency.engines.apart import Apart
from consistency.judging.rules import Rule
from consistency.matching.identity import SameField
from consistency.model import Limits

_EQUAL = ("equal", "term", "period", "day")
_ALIKE = ("name", "text")
_GUARDS = ("mutual_best", "corroborated")
# What an excuse looks at besides the field that differs. Where claims have none of it, it never holds.
_NEEDS = {
    "reported_position": ("context",),
    "period": ("context",),
    "plan_vs_outcome": ("context",),
    "scope": ("place", "group", "level", "thing"),
    "magnitude": (),
    "revision": ("state",),
    "then_office": ("when",),
    "leaving_office": ("change",),
    "published_apart": (),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule in the columnar form.

    `equal` are the fields of which the values are equal within a block, with the comparison that the rule names for
    each; `alike` the field that is alike, with its comparison, and `at_least` the similarity it needs (0 to 1). `most`
    is the budget of pairs: of names or texts in one block, and of claims in one group. `apart` are the sources that the
    rule treats otherwise than the rest.
    """

    rule: Rule
    equal: tuple[tuple[str, str | None], ...]
    alike: tuple[str, str] | None
    at_least: float
    magnitude: bool
    most: int = Limits.pairs
    apart: Apart = field(default_factory=Apart)


def plan_for(
    rule: Rule, types: Mapping[str, Collection[str]], has_context: bool, most: int = Limits.pairs
) -> Plan | str:
    """Return how the rule is carried out on columns, or the reason why it cannot be.

    `types` tells for each field which types of values it holds ("text", "name", "quantity", "term", "period", a single
    "day", or "other"); `has_context` whether any claim says when, who, or how real.
    """
    if rule.check != "conflict" or rule.differs.against is not None:
        return "it does not set two texts against each other in one field"
    unknown = [guard for guard in rule.guards if guard not in _GUARDS]
    if unknown:
        return f"its guard '{unknown[0]}' looks at more than the claims of one thing"
    if rule.partners:
        return "it asks which sentences of two texts go together"
    for excuse in rule.unless:
        needed = _NEEDS[excuse]
        if (needed == ("context",) and has_context) or any(name in types for name in needed):
            return f"its excuse '{excuse}' looks at more than the field that differs"
    equal: list[tuple[str, str | None]] = []
    alike: list[tuple[str, str, SameField]] = []
    for name, same in rule.same.items():
        if not same.required:
            return f"claims need not agree in '{name}'"
        if (same.at_least if same.at_least is not None else 0.5) <= 0:
            return f"claims may differ in '{name}'"
        held = set(types.get(name, ()))
        by = same.by or _usual(held)
        if by in _ALIKE and held <= {"text", "name"}:
            alike.append((name, by, same))
        elif by in _EQUAL and "other" not in held and (by not in ("period", "day") or held <= {"day"}):
            equal.append((name, same.by))
        else:
            return f"'{name}' is compared by more than being equal or alike"
    if len(alike) > 1:
        return f"both '{alike[0][0]}' and '{alike[1][0]}' need only be alike"
    at_least = 0.0
    if alike:
        name, _, field = alike[0]
        given = field.at_least if field.at_least is not None else 0.5
        # The score is the weighted mean of the similarities, and all fields but this one give 1.
        others = sum(other.weight for key, other in rule.same.items() if key != name)
        at_least = max(given, (rule.threshold * (others + field.weight) - others) / field.weight)
    return Plan(
        rule, tuple(equal), (alike[0][0], alike[0][1]) if alike else None, at_least, "magnitude" in rule.unless, most
    )


def _usual(held: set[str]) -> str | None:
    """Return the comparison for values of these types where the rule names none."""
    if held <= {"name"}:
        return "name"
    if held <= {"text", "name"}:
        return "text"
    if held <= {"term"}:
        return "term"
    if held <= {"day"}:
        return "period"
    return None
