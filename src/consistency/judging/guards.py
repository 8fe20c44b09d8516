"""Excuses and guards: the reasons why two matched claims that differ are no conflict."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.judging.bundle import Bundle, Published
from consistency.judging.excuses import EXCUSES, Pair
from consistency.judging.leftovers import are_left_over
from consistency.judging.likelihoods import likelihood
from consistency.judging.rules import Rule
from consistency.judging.sayings import agree, sayings
from consistency.judging.slots import has_slot, slots_of
from consistency.matching.identity import Match, compare_claims
from consistency.model import Terms

UNLIKELY = 0.25  # values that are less likely to answer one question do not, whatever a rule finds alike in them
DOUBTFUL = 0.45  # claims that are no figures are found alike by more rules, and are right less often below this
AS_WELL = 0.85  # a partner with the same value fits as well when it reaches this share of the conflict's score

# A claim is known by its identity: the same objects go through matching and judging.
Scores = Mapping[tuple[int, str], float]
"""By a claim and the source of its partners, the score of one of these."""


def excuse(rule: Rule, match: Match, published: Published) -> str | None:
    """Return the first excuse of a rule that holds for two claims which differ, or None."""
    pair = Pair(match.a, match.b, rule.differs.field, published.get(match.a.source), published.get(match.b.source))
    for name in rule.unless:
        if EXCUSES[name](pair):
            return name.replace("_", "-")
    return None


def keys_of(match: Match) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return each claim with the source of its partner."""
    return (id(match.a), match.b.source), (id(match.b), match.a.source)


def is_borne_out(rule: Rule, match: Match, agreeing: Scores) -> bool:
    """Tell whether either source has the other's value in an equally fitting place, where the rule asks for that."""
    if "corroborated" not in rule.guards:
        return False
    return any(agreeing.get(key, 0.0) >= match.score * AS_WELL for key in keys_of(match))


def guarded(rule: Rule, match: Match, agreeing: Scores, bundle: Bundle) -> str | None:
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
    return "corroborated" if is_borne_out(rule, match, agreeing) else None


def _names_both(match: Match, bundle: Bundle) -> bool:
    """Tell whether either source names anywhere what the other's claim is called by."""
    for claim, other in ((match.a, match.b), (match.b, match.a)):
        called = claim.fields.get("called")
        if isinstance(called, Terms) and bundle.alignment().says(other.source, called.concepts):
            return True
    return False


def _is_plausible(match: Match, name: str, bundle: Bundle) -> bool:
    """Tell whether it is not unlikely that two claims answer one question, or not known how likely it is."""
    if has_slot(match.a, name) and has_slot(match.b, name):
        likely, least = slots_of(bundle).likelihood(match.a, match.b), UNLIKELY
    else:
        likely, least = likelihood(match.a, match.b, bundle), DOUBTFUL
    return likely is None or likely >= least


def is_claimed(rule: Rule, match: Match, bundle: Bundle) -> bool:
    """Tell whether either source has the other's value in a claim of the same kind, whatever `where` says. Where many
    of a text take positions, each has its own."""
    if "several" in match.a.fields:
        return False
    for claim, other in ((match.a, match.b), (match.b, match.a)):
        for third in bundle.of_kind(rule.claims):
            if third.source != other.source or third is other:
                continue
            if third.fields.get("phase") != claim.fields.get("phase"):
                continue  # that he "was arrested" in March bears out no ruling that he stays in custody
            value = third.fields.get(rule.differs.field)
            if value is not None and agree(claim.fields[rule.differs.field], value, rule.differs.by):
                required = {name: spec for name, spec in rule.same.items() if spec.required and spec.by != "setting"}
                if compare_claims(claim, third, required, bundle.weights) is not None:
                    return True
    return False


def has_left_over(rule: Rule, match: Match, bundle: Bundle) -> bool:
    """Tell whether the figures of a match are all that is left to compare."""
    return are_left_over(match.a, match.b, rule.differs.field, bundle)
