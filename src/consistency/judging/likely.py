"""Rules of check "likely": two figures or days that most likely answer one question, and differ."""

from __future__ import annotations

from consistency.judging.bundle import Bundle
from consistency.judging.guards import excuse, guarded
from consistency.judging.judge import meets
from consistency.judging.judgement import Conflict, Excused, Judgement
from consistency.judging.rules import Rule
from consistency.judging.slots import slots_of
from consistency.matching.identity import Match


def judge_likely(rule: Rule, bundle: Bundle) -> Judgement:
    """Apply a rule of check "likely" to the figures of the claims that it speaks of.

    Its threshold is a likelihood. Of two figures that are told by claims of two kinds, the rule about either kind
    speaks.
    """
    slots = slots_of(bundle)
    excused: list[Excused] = []
    result = Judgement(capped=slots.capped, excuses=lambda: excused)
    for pair in slots.best_pairs():
        told = (pair.a.claim, pair.b.claim)
        if not any(claim.kind == rule.claims and meets(claim, rule.where) for claim in told):
            continue
        result.compared += 1
        if pair.likelihood < rule.threshold:
            continue
        match = Match(pair.a.claim, pair.b.claim, pair.likelihood, ())
        reason = excuse(rule, match, bundle.published) or guarded(rule, match, {}, bundle)
        if reason is None:
            result.conflicts.append(Conflict(rule, match.a, match.b, match.score))
        else:
            excused.append(Excused(rule, match.a, match.b, reason))
    return result
