"""All claims of a check judged by all its rules: conflicts, what is suppressed or excused, grouped into a report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from consistency.errors import ConsistencyError
from consistency.garbage import collection_put_off
from consistency.judging import (
    Bundle,
    Conflict,
    Excused,
    Explanations,
    Judgement,
    Override,
    Places,
    Rule,
    RuleSet,
    concerns,
    group_conflicts,
    judge,
    judge_each,
    judge_known,
    judge_likely,
    load_rules,
    meets,
    rule_for,
)
from consistency.knowledge.tenures import Tenures
from consistency.model import LIMITS, Agreement, Claim, Coverage, Limits, Period, Report, Skipped, Source
from consistency.suppression import Suppression, apply_suppressions, find_suppressions

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""

Exempt = Callable[[Rule, str], bool]
"""Tells whether a rule keeps silent about the source of an id."""

Suppressions = tuple[list[Suppression], list[ConsistencyError]]
"""The suppressions of some sources, and what is wrong with others."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller of a check chose of how to judge."""

    rules: RuleSet | None = None
    against: Collection[str] = ()
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    exempt: Exempt | None = None
    overrides: Sequence[Override] = ()
    tenures: Tenures | None = None
    as_of: datetime.date | None = None
    progress: Progress | None = None
    limits: Limits = LIMITS

    def all_rules(self) -> RuleSet:
        return self.rules if self.rules is not None else load_rules()

    def chosen(self) -> RuleSet:
        return self.all_rules().selected(self.select, self.ignore)

    def suppressions(self, sources: Sequence[Source]) -> Suppressions:
        """Return the suppressions in the sources and beside them, and what is wrong with others."""
        return find_suppressions(sources, self.all_rules().names | load_rules().names)

    def silent(self, conflict: Conflict) -> bool:
        """Tell whether the rule of a conflict keeps silent about one of its sources."""
        if self.exempt is None:
            return False
        return any(self.exempt(conflict.rule, claim.source) for claim in (conflict.a, conflict.b))


@collection_put_off()
def assess(claims: Sequence[Claim], sources: Sequence[Source], choices: Choices, suppressions: Suppressions) -> Report:
    """Return the report of claims and the sources that they come from, where these are at hand."""
    rules, chosen = choices.all_rules(), choices.chosen()
    bundle = bundle_of(claims, sources, choices.limits)
    conflicts: list[Conflict] = []
    judgements: list[Judgement] = []
    agreeing: set[tuple[str, str, int, int]] = set()
    pairs = 0
    uncompared = bundle.uncompared()
    skipped = [uncompared] if uncompared else []
    for done, rule in enumerate(chosen.rules, 1):
        if rule.check == "suppression":
            continue

        def by(rule: Rule) -> Judgement:
            if rule.check == "known":
                return judge_known(rule, bundle, choices.tenures)
            return judge_likely(rule, bundle) if rule.check == "likely" else judge(rule, bundle)

        judgement = judge_each(rule, choices.overrides, by)
        conflicts += judgement.conflicts
        judgements.append(judgement)
        agreeing.update(_sides(a, b) for a, b in judgement.agreements)
        pairs += judgement.compared
        skipped += (
            Skipped(what=f"{rule.id}: block '{key}'", why="too many claims share it") for key in judgement.capped
        )
        if choices.progress:
            choices.progress("judging", done, len(chosen.rules))
    found, errors = suppressions
    left_out = rules.names - chosen.names
    outcome = apply_suppressions(conflicts, found, choices.as_of, left_out, choices.against)
    if outcome.undated:
        many = "1 suppression" if outcome.undated == 1 else f"{outcome.undated} suppressions"
        skipped.append(Skipped(what=f"the last day of {many}", why="no --as-of is given"))
    suppressed = zip(outcome.suppressed, outcome.reasons, strict=True)
    excused = [Excused(conflict.rule, conflict.a, conflict.b, reason) for conflict, reason in suppressed]
    judgements.append(Judgement(excuses=lambda: excused))
    conflicts = outcome.conflicts + [
        Conflict(rule_for(rule, (claim.source,), choices.overrides), claim, claim, 1.0)
        for rule in chosen.rules
        for claim in outcome.claims
        if rule.check == "suppression" and meets(claim, rule.where)
    ]
    conflicts = [conflict for conflict in conflicts if not choices.silent(conflict)]
    places = Places(sources)
    against = choices.against
    discrepancies = [d for d in group_conflicts(conflicts, against) if concerns(d.evidence, against)]
    return Report.model_construct(
        discrepancies=tuple(places.add(d) for d in discrepancies),
        explained=Explanations(judgements, against, places),
        coverage=Coverage(
            sources=len(sources),
            claims={kind: len(bundle.of_kind(kind)) for kind in sorted(bundle.kinds)},
            pairs=pairs,
            skipped=tuple(skipped),
            agreements=_agreements(agreeing),
        ),
        sources=tuple(sources),
        rules=chosen.rules,
        errors=tuple(str(error) for error in errors),
    )


def claim_order(claim: Claim) -> tuple[str, int, str, str, str]:
    """Return what claims are sorted by, so that their order counts for nothing."""
    first = claim.evidence[0]
    return (claim.source, -1 if first.start is None else first.start, first.quote, claim.kind, repr(claim.fields))


def _sides(a: Claim, b: Claim) -> tuple[str, str, int, int]:
    """Return two claims as their sources and themselves, the same whichever comes first."""
    (one, first), (other, second) = sorted(((a.source, id(a)), (b.source, id(b))))
    return one, other, first, second


def _agreements(agreeing: Iterable[tuple[str, str, int, int]]) -> tuple[Agreement, ...]:
    counts = Counter((one, other) for one, other, _, _ in agreeing)
    return tuple(Agreement(sources=pair, claims=count) for pair, count in sorted(counts.items()))


def bundle_of(claims: Sequence[Claim], sources: Sequence[Source], limits: Limits = LIMITS) -> Bundle:
    """Return claims as rules are applied to them, with what is known of the days of their sources.

    What an undated text's own dates imply only tells something beside a text that has its day.
    """
    dated = any(source.published for source in sources)
    return Bundle(claims, {source.id: _time_of(source) if dated else None for source in sources}, limits)


def _time_of(source: Source) -> Period | None:
    """Return the day of publication, or what an undated text's own dates imply of it."""
    from consistency.reading.metadata import implied_period

    return implied_period(source)
