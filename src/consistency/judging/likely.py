"""Rules of check "likely": two claims that most likely answer one question, and differ."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.judging.bundle import Bundle
from consistency.judging.guards import excuse, guarded
from consistency.judging.judgement import Conflict, Excused, Judgement
from consistency.judging.likelihoods import likely_matches
from consistency.judging.rules import Rule, meets
from consistency.judging.slots import slots_of
from consistency.matching.identity import Match


def judge_likely(rule: Rule, bundle: Bundle) -> Judgement:
    """Apply a rule of check "likely": to the claims that it compares, or to figures where it compares nothing.

    Its threshold is a likelihood.
    """
    matches, capped = likely_matches(rule, bundle) if rule.same else _figures(rule, bundle)
    excused: list[Excused] = []
    result = Judgement(capped=capped, excuses=lambda: excused)
    for match in matches:
        result.compared += 1
        if match.score < rule.threshold:
            continue
        reason = excuse(rule, match, bundle.published) or guarded(rule, match, {}, bundle)
        if reason is None:
            result.conflicts.append(Conflict(rule, match.a, match.b, match.score))
        else:
            excused.append(Excused(rule, match.a, match.b, reason))
    return result


def _figures(rule: Rule, bundle: Bundle) -> tuple[Iterable[Match], list[str]]:
    """Return the pairs of figures; of two that are told by claims of two kinds, the rule about either kind speaks."""
    slots = slots_of(bundle)
    matches = (
        Match(pair.a.claim, pair.b.claim, pair.likelihood, ())
        for pair in slots.best_pairs()
        if any(claim.kind == rule.claims and meets(claim, rule.where) for claim in (pair.a.claim, pair.b.claim))
    )
    return matches, slots.capped
