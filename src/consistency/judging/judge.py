"""Judging matched claims by a rule: what conflicts, what is excused and why, what agrees."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from consistency.judging.bundle import Bundle, Published
from consistency.judging.excuses import EXCUSES, Pair
from consistency.judging.leftovers import are_left_over
from consistency.judging.rules import Rule
from consistency.judging.sayings import agree, sayings
from consistency.judging.slots import has_slot, slots_of
from consistency.matching.alignment import Alignment
from consistency.matching.comparisons import COMPARISONS
from consistency.matching.identity import Match, compare_claims, compare_values
from consistency.matching.index import find_matches
from consistency.matching.likeness import Likeness
from consistency.matching.quantities import within_tolerance
from consistency.model import Claim, Quantity, Severity, Term, Terms, Value

TIE = 0.03  # scores nearer than this are equally good
MUTUAL = 0.6  # share of its threshold that a rule about partner sentences asks of mutual best partners
_RIVAL = 0.8  # another partner is a rival when it reaches this share of the score
UNLIKELY = 0.25  # values that are less likely to answer one question do not, whatever a rule finds alike in them
AS_WELL = 0.85  # a partner with the same value fits as well when it reaches this share of the conflict's score


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims of which a rule says that they cannot both be right; `b` is `a` where one claim contradicts itself.

    `severity` is another one than the rule's, where the case is weaker than the rule's ordinary one.
    """

    rule: Rule
    a: Claim
    b: Claim
    score: float
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Excused:
    """Two claims that differ, and the reason why both can be right."""

    rule: Rule
    a: Claim
    b: Claim
    reason: str


@dataclass(slots=True)
class Judgement:
    """The outcome of one rule over all claims."""

    conflicts: list[Conflict] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    agreements: list[tuple[Claim, Claim]] = field(default_factory=list)
    compared: int = 0
    capped: list[str] = field(default_factory=list)


def judge(rule: Rule, bundle: Bundle) -> Judgement:
    """Apply `rule` to the claims of a bundle that it speaks of."""
    weights, published = bundle.weights, bundle.published
    chosen = bundle.of_kind(rule.claims)
    if rule.where:
        chosen = [claim for claim in chosen if meets(claim, rule.where)]
    if rule.differs.against is not None:
        return _judge_alone(rule, chosen, weights)
    result = Judgement()
    scopes = {"internal": (True,), "variant": (False, True)}.get(rule.check, (False,))
    judged: list[tuple[Match, Likeness]] = []
    name, by, tolerance, partners = rule.differs.field, rule.differs.by, rule.differs.tolerance, rule.partners
    least = rule.threshold * (MUTUAL if rule.partners else 1.0)
    for within in scopes:
        matching = find_matches(
            chosen, rule.same, least, weights, within, bundle.partners, bundle.limits.pairs, name, _TERSE.get(by or ""),
        )  # fmt: skip
        result.compared += matching.compared
        result.capped += matching.capped
        for match in matching.matches:
            if partners and not within and not _aligned(rule, match, bundle.alignment()):
                continue
            x, y = match.a.fields.get(name), match.b.fields.get(name)
            likeness = compare_values(x, y, by, weights) if x is not None and y is not None else None
            if likeness is not None and likeness.relation == "different" and within_tolerance(x, y, tolerance):
                likeness = Likeness(likeness.similarity, "compatible", "tolerance")
            if likeness is not None and likeness.relation != "incomparable":
                judged.append((match, likeness))
    best, agreeing = _best_scores(judged), _best_scores(filter(_agrees, judged))
    open_: list[Match] = []
    for match, likeness in judged:
        if likeness.relation == "same" and rule.check == "conflict":
            if all(best[key] <= match.score + TIE for key in _keys(match)):
                result.agreements.append((match.a, match.b))
        elif likeness.relation == "compatible":
            result.excused.append(Excused(rule, match.a, match.b, likeness.reason))
        elif likeness.relation == "different":
            reason = excuse(rule, match, published) or guarded(rule, match, agreeing, bundle)
            if reason is None and "unclaimed" in rule.guards and _claimed(rule, match, bundle):
                reason = "corroborated"
            if reason is None and not _is_left_over(rule, match, bundle):
                reason = "different-event"
            if reason is None:
                open_.append(match)
            else:
                result.excused.append(Excused(rule, match.a, match.b, reason))
    conflicts: list[Match] = []
    beside: dict[tuple[str, int], list[Match]] = defaultdict(list)  # matches by either of their claims
    for match in open_:
        beside["a", id(match.a)].append(match)
        beside["b", id(match.b)].append(match)
    for match in open_:
        rivals = chain(beside["a", id(match.a)], beside["b", id(match.b)])
        if _has_better(rule, match, best) or ("unrivalled" in rule.guards and _has_rival(rule, match, rivals)):
            result.excused.append(Excused(rule, match.a, match.b, "different-event"))
        else:
            conflicts.append(match)
    # Where one text says that a figure was revised, texts that only have one of the two figures agree with it.
    revised = {_sides(e.a, e.b, name) for e in result.excused if e.reason == "revision"}
    for match in conflicts:
        if _sides(match.a, match.b, name) in revised:
            result.excused.append(Excused(rule, match.a, match.b, "revision"))
        else:
            result.conflicts.append(Conflict(rule, match.a, match.b, match.score))
    return result


def _telling(by: str) -> Callable[[Value, Value], bool]:
    compare = COMPARISONS[by]

    def tells(x: Value, y: Value) -> bool:
        if isinstance(x, Term) and isinstance(y, Term):
            return of_terms(x.concept, y.concept)
        likeness = compare(x, y, {})
        return likeness is not None and likeness.relation != "incomparable"

    @functools.lru_cache(maxsize=1 << 14)
    def of_terms(x: str, y: str) -> bool:  # texts have few meanings, of which all pairs are asked for
        likeness = compare(Term(x), Term(y), {})
        return likeness is not None and likeness.relation != "incomparable"

    return tells


# What tells of two values whether they can be compared, where that is cheaper than all the rest.
_TERSE = {
    by: _telling(by)
    for by in (
        "opposite", "unit", "other_term", "other_measure", "unlike_measure", "other_office", "exclusive_kinds",
        "respelling",
    )
}  # fmt: skip


def _claimed(rule: Rule, match: Match, bundle: Bundle) -> bool:
    """Tell whether either source has the other's value in a claim of the same kind, whatever `where` says."""
    for claim, other in ((match.a, match.b), (match.b, match.a)):
        for third in bundle.of_kind(rule.claims):
            if third.source != other.source or third is other:
                continue
            value = third.fields.get(rule.differs.field)
            if value is not None and agree(claim.fields[rule.differs.field], value, rule.differs.by):
                required = {name: spec for name, spec in rule.same.items() if spec.required and spec.by != "setting"}
                if compare_claims(claim, third, required, bundle.weights) is not None:
                    return True
    return False


def _is_left_over(rule: Rule, match: Match, bundle: Bundle) -> bool:
    """Tell whether the figures of a match are all that is left to compare, where the rule asks for that."""
    return "left_over" not in rule.guards or are_left_over(match.a, match.b, rule.differs.field, bundle)


def _aligned(rule: Rule, match: Match, sentences: Alignment) -> bool:
    """Tell whether the sentences of two claims are partners; where each is the other's best, a lower score
    will do, and one of `alone` does by itself."""
    if rule.alone is not None and match.score >= rule.alone:
        return True
    near = rule.partners == "near" and match.score >= rule.threshold
    return sentences.partners(match.a, match.b, "near" if near else "best")


def _sides(a: Claim, b: Claim, name: str) -> tuple[str, ...]:
    """Return the two values that stand against each other, whichever source has which."""
    values = (claim.fields[name] for claim in (a, b))
    return tuple(sorted(f"{v.low:g}" if isinstance(v, Quantity) else repr(v) for v in values))


def meets(claim: Claim, where: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether each field named in `where` holds one of the terms listed for it."""
    for name, terms in where.items():
        value = claim.fields.get(name)
        if not isinstance(value, Term) or value.concept not in terms:
            return False
    return True


def _judge_alone(rule: Rule, claims: Sequence[Claim], weights: Mapping[str, float]) -> Judgement:
    result = Judgement()
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


# A claim is known by its identity: the same objects go through matching and judging.
_Scores = dict[tuple[int, str], float]


def _keys(match: Match) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return each claim with the source of its partner."""
    return (id(match.a), match.b.source), (id(match.b), match.a.source)


def _best_scores(judged: Iterable[tuple[Match, Likeness]]) -> _Scores:
    best: _Scores = defaultdict(float)
    for match, _ in judged:
        score = match.score
        for key in _keys(match):
            if score > best[key]:
                best[key] = score
    return best


def _agrees(judged: tuple[Match, Likeness]) -> bool:
    """Tell whether a match bears out what it says; a bound ("at least nine") goes with too much to do so."""
    likeness = judged[1]
    return likeness.relation in ("same", "compatible") and likeness.reason != "bound"


def _has_better(rule: Rule, match: Match, best: _Scores) -> bool:
    """Tell whether one of two claims fits another claim of the other source better."""
    return "mutual_best" in rule.guards and any(best[key] > match.score + TIE for key in _keys(match))


def _has_rival(rule: Rule, match: Match, others: Iterable[Match]) -> bool:
    """Tell whether one of two claims has another partner in the same source that fits it nearly as well."""
    for other in others:
        shared = (other.a is match.a) + (other.b is match.b)
        sources = {other.a.source, other.b.source} == {match.a.source, match.b.source}
        if shared == 1 and sources and other.score >= _RIVAL * match.score and not _is_repeated(rule, match, other):
            return True
    return False


def _is_repeated(rule: Rule, match: Match, other: Match) -> bool:
    """Tell whether what differs between two matches with one claim in common says the same as in the other match."""
    name, by = rule.differs.field, rule.differs.by
    one, two = (match.b, other.b) if other.a is match.a else (match.a, other.a)
    return agree(one.fields[name], two.fields[name], by)


def guarded(rule: Rule, match: Match, agreeing: Mapping[tuple[int, str], float], bundle: Bundle) -> str | None:
    """Return the guard that a conflict does not pass, or None."""
    name, by = rule.differs.field, rule.differs.by
    asked = "absent" in rule.guards or "addends" in rule.guards
    said = sayings(bundle, name, rule.claims) if asked else None
    if said is not None and "absent" in rule.guards:
        for claim, other in ((match.a, match.b), (match.b, match.a)):
            if said.know(bundle, other.source, claim, other, name, by):
                return "corroborated"
        if said.third_names_both(bundle, match, name, by):
            return "corroborated"
    if "unnamed" in rule.guards and _names_both(match, bundle):
        return "corroborated"
    if said is not None and "addends" in rule.guards and said.add_up(match, name):
        return "scope"
    if "plausible" in rule.guards and not _is_plausible(match, name, bundle):
        return "different-event"
    keys = _keys(match)
    if "corroborated" in rule.guards and any(agreeing.get(key, 0.0) >= match.score * AS_WELL for key in keys):
        return "corroborated"
    return None


def _names_both(match: Match, bundle: Bundle) -> bool:
    """Tell whether either source names anywhere what the other's claim is called by."""
    for claim, other in ((match.a, match.b), (match.b, match.a)):
        called = claim.fields.get("called")
        if isinstance(called, Terms) and bundle.alignment().says(other.source, called.concepts):
            return True
    return False


def _is_plausible(match: Match, name: str, bundle: Bundle) -> bool:
    """Tell whether it is not unlikely that two values answer one question, or not known how likely it is."""
    if not (has_slot(match.a, name) and has_slot(match.b, name)):
        return True
    likelihood = slots_of(bundle).likelihood(match.a, match.b)
    return likelihood is None or likelihood >= UNLIKELY


def excuse(rule: Rule, match: Match, published: Published) -> str | None:
    """Return the first excuse of a rule that holds for two claims which differ, or None."""
    pair = Pair(match.a, match.b, rule.differs.field, published.get(match.a.source), published.get(match.b.source))
    for name in rule.unless:
        if EXCUSES[name](pair):
            return name.replace("_", "-")
    return None
