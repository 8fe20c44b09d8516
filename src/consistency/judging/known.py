"""A claim against what is known: who held an office on the day on which a text was published."""

from __future__ import annotations

from consistency.judging.bundle import Bundle, Published
from consistency.judging.judgement import Conflict, Judgement
from consistency.judging.rules import Rule
from consistency.knowledge.tenures import Standing, Tenures, shipped_tenures
from consistency.model import Claim, Name, Term, Terms

_COUNTRY = "e:"


def judge_known(rule: Rule, bundle: Bundle, tenures: Tenures | None = None) -> Judgement:
    """Apply a rule of check "known" to the claims it speaks of, each by itself; `tenures` None are the shipped ones.

    Only texts with a day of publication are judged, and only answers that the knowledge gives with "yes". Facts that no
    other data confirm raise a note and no more.
    """
    result = Judgement()
    for claim in bundle.of_kind(rule.claims):
        if claim.fields.get("when") == Term("then"):
            continue
        standing = _standing(claim, bundle.published, tenures)
        if standing is None:
            continue
        result.compared += 1
        status = claim.fields.get("status")
        late = status == Term("former") and standing.holds == "yes"
        early = status == Term("serving") and standing.former == "yes" and standing.holds == "no"
        if late or early:
            result.conflicts.append(Conflict(rule, claim, claim, 1.0, None if standing.confirmed else "note"))
    return result


def _standing(claim: Claim, published: Published, tenures: Tenures | None) -> Standing | None:
    holder, office, of = (claim.fields.get(name) for name in ("holder", "office", "of"))
    time = published.get(claim.source)
    if not (isinstance(holder, Name) and isinstance(office, Term) and isinstance(of, Terms)):
        return None
    if time is None or time.start is None or time.start != time.end:
        return None
    countries = sorted(c.removeprefix(_COUNTRY) for c in of.concepts if c.startswith(_COUNTRY) and len(c) == 4)
    if len(countries) != 1:
        return None
    known = tenures or shipped_tenures()  # read when first needed
    return known.standing(holder.text, office.concept, countries[0], time.start)
