"""What comes of judging: conflicts, what is excused and why, what agrees."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from consistency.judging.rules import Rule
from consistency.model import Claim, Severity


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims of which a rule says that they cannot both be right; `b` is `a` where one claim contradicts itself.

    `severity` is another one than the rule's, where the case is weaker than the rule's ordinary one.
    """

    rule: Rule
    a: Claim
    b: Claim
    score: float
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Excused:
    """Two claims that differ, and the reason why both can be right."""

    rule: Rule
    a: Claim
    b: Claim
    reason: str


@dataclass
class Judgement:
    """The outcome of one rule over all claims; `excuses` finds what it excused, once somebody asks for that."""

    conflicts: list[Conflict] = field(default_factory=list)
    agreements: list[tuple[Claim, Claim]] = field(default_factory=list)
    compared: int = 0
    capped: list[str] = field(default_factory=list)
    excuses: Callable[[], list[Excused]] = list

    @functools.cached_property
    def excused(self) -> list[Excused]:
        """The differences that were excused, each with its reason."""
        return self.excuses()
