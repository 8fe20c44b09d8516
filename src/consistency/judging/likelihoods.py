"""How likely two claims that differ answer one question, by a rule of check "likely" that says what is compared."""

from __future__ import annotations

import functools
from collections import defaultdict
from itertools import combinations

from consistency.judging.bundle import Bundle
from consistency.judging.excuses import EXCUSES, Pair
from consistency.judging.rules import Rule, load_rules, meets
from consistency.matching.identity import Match
from consistency.matching.pair_features import Question, SeenPair, pair_models, seen_pairs
from consistency.matching.value_features import days_apart
from consistency.model import Claim


def pairs_of(rule: Rule, bundle: Bundle) -> tuple[list[SeenPair], list[str]]:
    """Return the pairs of claims of a bundle that differ by a rule, source by source, and the pairs of sources that
    have too many claims to be looked at.

    They are found once for all that ask of the same things: a rule, and the guards of the rules beside it.
    """
    key = ("pairs", rule.claims, repr(rule.where), repr(rule.same), repr(rule.differs))
    found: tuple[list[SeenPair], list[str]] = bundle.once(key, lambda: _find_pairs(rule, bundle))
    return found


def _find_pairs(rule: Rule, bundle: Bundle) -> tuple[list[SeenPair], list[str]]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in bundle.of_kind(rule.claims):
        if rule.differs.field in claim.fields and meets(claim, rule.where):
            claims[claim.source].append(claim)
    question = Question(rule.same, rule.differs.field, rule.differs.by)
    found: list[SeenPair] = []
    capped = []
    for one, other in combinations(sorted(claims), 2):
        if bundle.partners is not None and other not in bundle.partners.get(one, ()):
            continue
        pairs = seen_pairs(question, claims[one], claims[other], bundle.alignment(), bundle.weights)
        if pairs is None:
            capped.append(f"{one} and {other}")
            continue
        times = (bundle.published.get(one), bundle.published.get(other))
        for pair in pairs:
            own = Pair(pair.a, pair.b, rule.differs.field, *times)
            pair.seen.update({f"excuse:{name}": float(holds(own)) for name, holds in EXCUSES.items()})
            pair.seen["days_apart"] = float(days_apart(*times))
        found += pairs
    return found, capped


def likely_matches(rule: Rule, bundle: Bundle) -> tuple[list[Match], list[str]]:
    """Return the pairs of claims of which neither more likely answers the question together with another claim of the
    other source, scored by that likelihood, and the pairs of sources that were not looked at."""
    model = pair_models()[rule.id]
    pairs, capped = pairs_of(rule, bundle)
    likelihoods = [model.likelihood(pair.seen) for pair in pairs]
    best: dict[tuple[int, str], float] = defaultdict(float)
    for pair, likelihood in zip(pairs, likelihoods, strict=True):
        for key in _keys(pair):
            best[key] = max(best[key], likelihood)
    matches = [
        Match(pair.a, pair.b, likelihood, ())
        for pair, likelihood in zip(pairs, likelihoods, strict=True)
        if all(likelihood >= best[key] for key in _keys(pair))
    ]
    return matches, capped


def likelihood(a: Claim, b: Claim, bundle: Bundle) -> float | None:
    """Return how likely two claims answer one question by the shipped rule that compares claims of their kind; None
    where there is none, or their sentences have nothing in common."""
    rule = _rule_for(a.kind)
    if rule is None:
        return None
    found = bundle.once(("likelihoods", rule.id), lambda: _likelihoods(rule, bundle))
    value: float | None = found.get(frozenset((id(a), id(b))))
    return value


def _likelihoods(rule: Rule, bundle: Bundle) -> dict[frozenset[int], float]:
    model = pair_models()[rule.id]
    return {frozenset((id(p.a), id(p.b))): model.likelihood(p.seen) for p in pairs_of(rule, bundle)[0]}


@functools.cache
def _rule_for(kind: str) -> Rule | None:
    rules = load_rules().rules
    return next((rule for rule in rules if rule.check == "likely" and rule.same and rule.claims == kind), None)


def _keys(pair: SeenPair) -> tuple[tuple[int, str], tuple[int, str]]:
    return (id(pair.a), pair.b.source), (id(pair.b), pair.a.source)
