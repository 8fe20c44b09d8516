"""Sources that a rule treats apart from the others, as the settings of their paths say.

It keeps silent about some, and what concerns others has another severity. Both are told from whole columns; where a
source has another threshold, claims are compared one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from consistency.engines.arrays import Bools, Ints, pairs_in_runs
from consistency.engines.claim_table import ClaimTable
from consistency.engines.conflicts import DIFFERENT, relations, scale_of
from consistency.judging.grouping import SEVERITIES
from consistency.judging.overrides import Override
from consistency.judging.rules import Rule, adjusted
from consistency.model import Severity

if TYPE_CHECKING:
    from consistency.engines.in_process import Found


@dataclass(frozen=True, slots=True)
class Apart:
    """The sources that one rule treats apart.

    About `silent` it says nothing. `severities` hold where one of their sources is concerned, the last one that fits
    before the others.
    """

    silent: frozenset[str] = frozenset()
    severities: tuple[tuple[frozenset[str], Severity], ...] = ()


ApartOf = Callable[[Rule, Collection[str]], Apart | str]
"""Tells which ones of some sources a rule treats apart, or why columns cannot do that."""


def apart_for(
    rule: Rule,
    sources: Collection[str],
    exempt: Callable[[Rule, str], bool] | None,
    overrides: Sequence[Override],
) -> Apart | str:
    """Return the sources that the rule treats apart, or why columns cannot do that."""
    concerned = [override for override in overrides if not override.sources.isdisjoint(sources)]
    if any(adjusted(rule, {}, override.threshold).threshold != rule.threshold for override in concerned):
        return "some sources have another threshold"
    silent = frozenset(source for source in sources if exempt(rule, source)) if exempt else frozenset[str]()
    given = (
        (override.sources, adjusted(rule, override.severity, {}).severity)
        for override in concerned
        if {rule.id, rule.family} & set(override.severity)
    )
    return Apart(silent, tuple(given))


def silent_rows(table: ClaimTable, rows: Ints, apart: Apart) -> Bools | None:
    """Tell of rows whether they come from a source about which the rule keeps silent; None where none does."""
    if apart.silent.isdisjoint(table.source_names):
        return None
    return np.array([name in apart.silent for name in table.source_names], np.bool_)[table.source[rows]]


def by_severity(table: ClaimTable, found: Found) -> list[Found]:
    """Return discrepancies in parts of one severity, each the gravest of its conflicts."""
    plan, apart = found.plan, found.plan.apart
    if not apart.severities or not len(found):
        return [found]
    rule = plan.rule
    ranks = np.array([SEVERITIES.index(severity) for severity in (rule.severity, *(s for _, s in apart.severities))])
    # The number of the last entry that fits a source decides, and of two sources the later one's.
    last = np.array(
        [max((at for at, (held, _) in enumerate(apart.severities, 1) if name in held), default=0) for name in
         table.source_names], np.int64
    )[table.source[found.rows]]  # fmt: skip
    sizes = np.diff(np.r_[found.starts, len(found.rows)])
    owner = np.repeat(np.arange(len(found)), sizes)
    gravest = np.full(len(found), len(SEVERITIES), np.int64)
    pairs = sizes * (sizes - 1) // 2
    few = pairs <= plan.most
    differs = rule.differs
    scale = scale_of(table.field(differs.field).taken(found.rows), differs.by, differs.tolerance, plan.magnitude)
    one, other = pairs_in_runs(found.starts[few], sizes[few])
    source = table.source[found.rows]
    clash = (source[one] != source[other]) & (relations(scale, one, other) == DIFFERENT)
    one, other = one[clash], other[clash]
    np.minimum.at(gravest, owner[one], ranks[np.maximum(last[one], last[other])])
    # A group with too many pairs is as grave as the gravest of what its sources ask for.
    many = np.flatnonzero(~few[owner])
    np.minimum.at(gravest, owner[many], ranks[last[many]])
    gravest[gravest == len(SEVERITIES)] = SEVERITIES.index(rule.severity)
    made = []
    for rank in np.unique(gravest).tolist():
        chosen = np.flatnonzero(gravest == rank)
        rows = found.rows[np.isin(owner, chosen)]
        own = replace(plan, rule=rule.model_copy(update={"severity": SEVERITIES[rank]}))
        made.append(replace(found, plan=own, rows=rows, starts=np.r_[0, np.cumsum(sizes[chosen])[:-1]]))
    return made
