"""What suppressions do to conflicts, and which of them are expired or have nothing to do."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from consistency.judging import Conflict
from consistency.model import Claim, Evidence, Term, Text, Value
from consistency.suppression.model import ALL, Suppression


@dataclass(slots=True)
class Outcome:
    """The conflicts that stay, those that are suppressed, and a claim about each suppression that is of no use.

    `reasons` tell of each suppressed conflict why, in its place. `undated` counts those that have a last day where no
    day is given to hold it against.
    """

    conflicts: list[Conflict] = field(default_factory=list)
    suppressed: list[Conflict] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    undated: int = 0


def apply_suppressions(
    conflicts: Sequence[Conflict],
    suppressions: Sequence[Suppression],
    day: datetime.date | None,
    left_out: Collection[str] = (),
    against: Collection[str] = (),
) -> Outcome:
    """Take out the conflicts of which either claim is suppressed, and what other rules say of the same words.

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
        outcome.suppressed.append(conflict)
        outcome.reasons.append(f"suppressed: {reason}" if reason else "suppressed")
    marks = [_marks(conflict) for conflict in outcome.suppressed]
    outcome.conflicts = [c for c in outcome.conflicts if not any(_says_again(c, marked) for marked in marks)]
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


_Marks = dict[str, list[tuple[int, int]]]


def _marks(conflict: Conflict) -> _Marks:
    """Return the words that differ, by their sources."""
    differs = conflict.rule.differs
    marks: _Marks = {}
    for claim in (conflict.a, conflict.b):
        spans = (claim.spans[name] for name in (differs.field, differs.against) if name in claim.spans)
        marks.setdefault(claim.source, []).extend(spans)
    return marks


def _says_again(conflict: Conflict, suppressed: _Marks) -> bool:
    """Tell whether a conflict sets the same words against each other; a note is about the words themselves."""
    if (conflict.severity or conflict.rule.severity) == "note":
        return False
    return all(
        any(start < last and first < end for start, end in spans for first, last in suppressed.get(source, ()))
        for source, spans in _marks(conflict).items()
    )


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
