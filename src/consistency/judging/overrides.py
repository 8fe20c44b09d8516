"""Severities and thresholds that hold where certain sources are concerned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consistency.judging.judgement import Judgement
from consistency.judging.rules import Rule, adjusted
from consistency.model import Claim, Severity


@dataclass(frozen=True, slots=True)
class Override:
    """Severities and thresholds by rule or family, for what concerns one of `sources` (ids)."""

    sources: frozenset[str]
    severity: Mapping[str, Severity]
    threshold: Mapping[str, float]


def rule_for(rule: Rule, sources: Collection[str], overrides: Sequence[Override]) -> Rule:
    """Return a rule as it holds between sources. Of the overrides of one of them that name it, the last decides."""
    for override in overrides:
        if not override.sources.isdisjoint(sources):
            rule = adjusted(rule, override.severity, override.threshold)
    return rule


def judge_each(rule: Rule, overrides: Sequence[Override], by: Callable[[Rule], Judgement]) -> Judgement:
    """Judge by a rule, and once more by each threshold that an override gives it; keep what each is there for.

    So what concerns the sources of an override comes out as if all were judged by it, and the rest as without it.
    """
    whole = by(rule)
    if not any(override.sources for override in overrides):
        return whole
    given = {adjusted(rule, {}, override.threshold).threshold for override in overrides}
    judgements = {rule.threshold: whole}  # the claims of a judgement are the same objects in all of them
    for threshold in sorted(given - {rule.threshold}):
        judgements[threshold] = by(rule.model_copy(update={"threshold": threshold}))
    chosen = Judgement(compared=whole.compared, capped=whole.capped)
    chosen.excuses = lambda: [
        entry
        for threshold, judgement in judgements.items()
        for entry in judgement.excused
        if _holds(entry.a, entry.b, rule, threshold, overrides)
    ]
    for threshold, judgement in judgements.items():
        for conflict in judgement.conflicts:
            own = rule_for(rule, (conflict.a.source, conflict.b.source), overrides)
            if own.threshold == threshold:
                chosen.conflicts.append(replace(conflict, rule=own))
        chosen.agreements += [(a, b) for a, b in judgement.agreements if _holds(a, b, rule, threshold, overrides)]
    return chosen


def _holds(a: Claim, b: Claim, rule: Rule, threshold: float, overrides: Sequence[Override]) -> bool:
    return rule_for(rule, (a.source, b.source), overrides).threshold == threshold


def keys_of(overrides: Sequence[Override]) -> Iterator[str]:
    """Yield what overrides say, as text in a fixed order: the order of themselves counts, that of their entries not."""
    for entry in overrides:
        yield repr((sorted(entry.sources), sorted(entry.severity.items()), sorted(entry.threshold.items())))
