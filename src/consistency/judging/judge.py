"""Judging matched claims by a rule: what conflicts, what is excused and why, what agrees."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence

from consistency.judging.bundle import Bundle
from consistency.judging.differences import TIE, Differences
from consistency.judging.guards import keys_of
from consistency.judging.judgement import Conflict, Excused, Judgement
from consistency.judging.rules import Rule, meets
from consistency.matching.alignment import Partners
from consistency.matching.comparisons import COMPARISONS
from consistency.matching.identity import Match, compare_values, comparison
from consistency.matching.index import find_matches
from consistency.matching.likeness import Likeness
from consistency.matching.quantities import within_tolerance
from consistency.model import Claim, Term, Value

MUTUAL = 0.6  # share of its threshold that a rule about partner sentences asks of mutual best partners


def judge(rule: Rule, bundle: Bundle) -> Judgement:
    """Apply `rule` to the claims of a bundle that it speaks of."""
    weights = bundle.weights
    chosen = bundle.of_kind(rule.claims)
    if rule.where:
        chosen = [claim for claim in chosen if meets(claim, rule.where)]
    if rule.differs.against is not None:
        return _judge_alone(rule, chosen, weights)
    result = Judgement()
    if not chosen:
        return result
    scopes = {"internal": (True,), "variant": (False, True)}.get(rule.check, (False,))
    judged: list[tuple[Match, Likeness]] = []
    name, by, tolerance = rule.differs.field, rule.differs.by, rule.differs.tolerance
    compare = comparison(by)
    least = rule.threshold * (MUTUAL if rule.partners else 1.0)
    for within in scopes:
        matching = find_matches(
            chosen, rule.same, least, weights, within, bundle.partners, bundle.limits.pairs, name, _TERSE.get(by or ""),
            _needed(rule, bundle) if rule.partners and not within else None,
        )  # fmt: skip
        result.compared += matching.compared
        result.capped += matching.capped
        for match in matching.matches:
            x, y = match.a.fields[name], match.b.fields[name]
            likeness = compare(x, y, weights)
            if likeness is None or likeness.relation == "incomparable":
                continue
            if tolerance and likeness.relation == "different" and within_tolerance(x, y, tolerance):
                likeness = Likeness(likeness.similarity, "compatible", "tolerance")
            judged.append((match, likeness))
    best, agreeing = _scores(judged)
    if rule.check == "conflict":
        for match, likeness in judged:
            if likeness.relation == "same" and all(best[key] <= match.score + TIE for key in keys_of(match)):
                result.agreements.append((match.a, match.b))
    differences = Differences(rule, judged, best, agreeing, bundle)
    result.conflicts = [Conflict(rule, match.a, match.b, match.score) for match in differences.conflicts]
    result.excuses = differences.excused
    return result


def _scores(judged: Iterable[tuple[Match, Likeness]]) -> tuple[dict[tuple[int, str], float], ...]:
    """Return the best score of each claim with each source, and the best of a match that bears out what it says.

    A bound ("at least nine") goes with too much to bear anything out.
    """
    best: dict[tuple[int, str], float] = {}
    agreeing: dict[tuple[int, str], float] = {}
    for match, likeness in judged:
        score = match.score
        agrees = likeness.relation != "different" and likeness.reason != "bound"
        for key in keys_of(match):
            if score >= best.get(key, 0.0):
                best[key] = score
            if agrees and score >= agreeing.get(key, 0.0):
                agreeing[key] = score
    return best, agreeing


def _telling(by: str) -> Callable[[Value, Sequence[Value]], list[bool]]:
    compare = COMPARISONS[by]

    def tells(value: Value, others: Sequence[Value]) -> list[bool]:
        if not isinstance(value, Term):
            return [_is_told(compare(value, other, {})) for other in others]
        return [isinstance(other, Term) and of_terms(value.concept, other.concept) for other in others]

    @functools.lru_cache(maxsize=1 << 14)
    def of_terms(x: str, y: str) -> bool:  # texts have few meanings, of which all pairs are asked for
        return _is_told(compare(Term(x), Term(y), {}))

    return tells


def _is_told(likeness: Likeness | None) -> bool:
    return likeness is not None and likeness.relation != "incomparable"


# What tells of two values whether they can be compared, where that is cheaper than all the rest.
_TERSE = {
    by: _telling(by)
    for by in (
        "opposite", "unit", "other_term", "other_measure", "unlike_measure", "other_office", "exclusive_kinds",
        "respelling",
    )
}  # fmt: skip


def _needed(rule: Rule, bundle: Bundle) -> Callable[[Claim, Sequence[Claim]], Iterable[float | None]]:
    """Return what tells the scores that claims need by a rule that asks whether their sentences are partners.

    Where each sentence is the other's best partner, a lower score will do, and one of `alone` does by itself.
    """
    lowest = rule.threshold * MUTUAL
    near = rule.threshold if rule.partners == "near" else None
    scores: dict[Partners | None, float | None] = {"best": lowest}
    others: tuple[tuple[Partners | None, float | None], ...] = (("near", near), (None, None))
    for partnership, score in others:
        enough = [s for s in (score, rule.alone) if s is not None]
        scores[partnership] = max(lowest, min(enough)) if enough else None
    return lambda claim, others: map(scores.__getitem__, bundle.alignment().partnerships(claim, others))


def _judge_alone(rule: Rule, claims: Sequence[Claim], weights: Mapping[str, float]) -> Judgement:
    excused: list[Excused] = []
    result = Judgement(excuses=lambda: excused)
    for claim in claims:
        x, y = claim.fields.get(rule.differs.field), claim.fields.get(rule.differs.against or "")
        if x is None or y is None:
            continue
        result.compared += 1
        likeness = compare_values(x, y, rule.differs.by, weights)
        if likeness is None:
            continue
        if likeness.relation == "different":
            result.conflicts.append(Conflict(rule, claim, claim, 1.0))
        elif likeness.relation == "compatible" and likeness.reason:
            result.excused.append(Excused(rule, claim, claim, likeness.reason))
    return result
