"""What suppressions do to conflicts, and which of them are expired or have nothing to do."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from consistency.judging import Conflict, Excused
from consistency.model import Claim, Evidence, Term, Text, Value
from consistency.suppression.model import ALL, Suppression


@dataclass(slots=True)
class Outcome:
    """The conflicts that stay, those that are suppressed, and a claim about each suppression that is of no use.

    `undated` counts those that have a last day where no day is given to hold it against.
    """

    conflicts: list[Conflict] = field(default_factory=list)
    suppressed: list[Excused] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    undated: int = 0


def apply_suppressions(
    conflicts: Sequence[Conflict],
    suppressions: Sequence[Suppression],
    day: datetime.date | None,
    left_out: Collection[str] = (),
    against: Collection[str] = (),
) -> Outcome:
    """Take out the conflicts of which either claim is suppressed.

    A suppression holds up to the end of its last day; without a `day` it holds. One that silences nothing is unused,
    but nothing is said of those for rules or families in `left_out`, which did not run, nor of those in the sources
    `against`, whose own conflicts are not looked at.
    """
    outcome = Outcome()
    expired = [s for s in suppressions if day is not None and s.until is not None and s.until < day]
    holding = [s for s in suppressions if s not in expired]
    outcome.undated = len({_place(s.evidence) for s in holding if s.until is not None and day is None})
    used: set[tuple[object, ...]] = set()
    for conflict in conflicts:
        names = (conflict.rule.id, conflict.rule.family)
        silencing = [
            s for s in holding if s.silences(names) and any(s.covers(claim) for claim in (conflict.a, conflict.b))
        ]
        if not silencing:
            outcome.conflicts.append(conflict)
            continue
        used.update(_place(s.evidence) for s in silencing)
        reason = next((s.because for s in silencing if s.because), "")
        told = f"suppressed: {reason}" if reason else "suppressed"
        outcome.suppressed.append(Excused(conflict.rule, conflict.a, conflict.b, told))
    said: set[tuple[object, ...]] = set()
    for suppression in suppressions:
        place = _place(suppression.evidence)
        if place in said or suppression.source in against:
            continue
        if suppression in expired:
            outcome.claims.append(_claim(suppression, "expired"))
        elif place not in used and not _not_run(suppression, left_out):
            outcome.claims.append(_claim(suppression, "unused"))
        else:
            continue
        said.add(place)
    return outcome


def _place(evidence: Evidence) -> tuple[object, ...]:
    """Return what tells two suppressions apart; an entry for several texts is one."""
    return (evidence.source, evidence.start, evidence.line)


def _not_run(suppression: Suppression, left_out: Collection[str]) -> bool:
    return bool(left_out) if ALL in suppression.rules else not suppression.rules.isdisjoint(left_out)


def _claim(suppression: Suppression, state: str) -> Claim:
    fields: dict[str, Value] = {"rules": Text(", ".join(sorted(suppression.rules))), "state": Term(state)}
    if suppression.until is not None:
        fields["until"] = Text(suppression.until.isoformat())
    evidence = suppression.evidence
    return Claim.model_construct(
        kind="suppression", source=evidence.source, fields=fields, evidence=(evidence,), spans={}
    )
