"""A large set of claims, rule by rule: on columns where the rule has that form, through the small way where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from consistency.engines.apart import Apart, ApartOf
from consistency.engines.arrays import in_threads
from consistency.engines.claim_table import ClaimTable
from consistency.engines.findings import Findings
from consistency.engines.in_process import Found, Stats, find_discrepancies
from consistency.engines.plan import Plan, plan_for
from consistency.judging.rules import Rule, RuleSet
from consistency.model import LIMITS, Claim, Coverage, Limits, Skipped

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of the rules with the columnar form, and what is left for the others.

    `claims` are the claims that the rules `others` speak of.
    """

    findings: Findings
    coverage: Coverage
    others: tuple[Rule, ...]
    claims: tuple[Claim, ...]
    stats: Stats


def check_table(
    table: ClaimTable,
    rules: RuleSet,
    against: Collection[str] = (),
    progress: Progress | None = None,
    stats: Stats | None = None,
    limits: Limits = LIMITS,
    apart: ApartOf | None = None,
) -> Checked:
    """Apply to a table of claims all rules that can be carried out on columns; `stats` tells what that took.

    The budget of pairs in `limits` is for each block and for each group of claims; `apart` tells which sources a rule
    treats otherwise than the rest.
    """
    stats = stats if stats is not None else Stats()
    found: list[Found] = []
    others: list[Rule] = []
    spoken = [rule for rule in rules.rules if rule.claims in table.kind_names]
    for done, rule in enumerate(spoken, 1):
        plan = plan_of(rule, table, limits)
        treated = apart(rule, table.source_names) if apart is not None else Apart()
        if isinstance(plan, Plan) and isinstance(treated, Apart):
            found.append(find_discrepancies(table, replace(plan, apart=treated), stats))
        else:
            others.append(rule)
        if progress:
            progress("checking", done, len(spoken))
    with stats.stage("sorting"):
        findings = Findings(table, found, against)
    counts = np.bincount(table.kinds, minlength=len(table.kind_names)).tolist()
    coverage = coverage_of(dict(zip(table.kind_names, counts, strict=True)), len(table.source_names), stats)
    return Checked(findings, coverage, tuple(others), _claims_of(table, others), stats)


def plan_of(rule: Rule, table: ClaimTable, limits: Limits = LIMITS) -> Plan | str:
    """Return how a rule is carried out on the columns of a table, or why it cannot be."""
    names = {*rule.same, rule.differs.field, "place", "group", "level", "thing", "state", "when"}
    there = [name for name in sorted(names) if name in table.field_names]
    types = dict(zip(there, in_threads(lambda name: table.field(name).types(), there), strict=True))
    return plan_for(rule, types, table.has_context, limits.pairs)


def coverage_of(kinds: Mapping[str, int], sources: int, stats: Stats) -> Coverage:
    """Return what was looked at, as the small way tells it; `kinds` counts the claims of each kind."""
    skipped = [
        Skipped(what=f"names with '{words}'", why=f"{count:,} names of one block share these words")
        if words
        else Skipped(what=f"a block of {count:,} texts", why="more pairs than most-pairs allows")
        for words, count in sorted(stats.capped)
    ]
    skipped += [
        Skipped(what=f"a group of {count:,} claims", why="more pairs than most-pairs allows")
        for count in sorted(stats.large)
    ]
    if stats.incomplete:
        skipped.append(Skipped(what=f"{stats.incomplete:,} claims", why="a field that the rule needs is missing"))
    return Coverage(
        sources=sources,
        claims=dict(sorted(kinds.items())),
        pairs=stats.compared,
        skipped=tuple(skipped),
    )


def _claims_of(table: ClaimTable, rules: Sequence[Rule]) -> tuple[Claim, ...]:
    kinds = Counter(rule.claims for rule in rules)
    rows = np.sort(np.concatenate([table.rows_of(kind) for kind in kinds])) if kinds else np.zeros(0, np.int64)
    return tuple(table.claim(row) for row in rows.tolist())
