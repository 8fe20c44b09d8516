"""What a rule says of some claims: guards at their bounds, excuses that spread, and values within one claim."""

from __future__ import annotations

from typing import Any

import pytest

from consistency import Claim
from consistency.assessment import bundle_of
from consistency.judging import parse_rule
from consistency.judging.differences import TIE
from consistency.judging.guards import AS_WELL
from consistency.judging.judge import judge
from consistency.judging.judgement import Judgement
from consistency.model import Context, Evidence, Quantity, Term, Text, Value

_RULE = """\
id: depth-differs
family: depth
claims: depth
summary: Two texts give one well two depths.
severity: warning
same: {well: {by: text, weight: 1, required: true, at_least: 0.1}}
threshold: 0.1
message: "{a.depth} and {b.depth}"
"""
# Of two names some of these are shared: names that are alike more or less.
_WORDS = [f"shaft{number}" for number in range(16)]


def well(source: str, name: str, depth: float, unit: str | None = "metre", **more: Any) -> Claim:
    fields: dict[str, Value] = {"well": Text(name), "depth": Quantity(depth, depth, unit), **more.pop("fields", {})}
    quotes = (Evidence(source=source, quote=f"{name}: {depth}"),)
    return Claim(kind="depth", source=source, fields=fields, evidence=quotes, **more)


def judged(*claims: Claim, differs: str = "depth", more: str = "") -> Judgement:
    rule = parse_rule(f"{_RULE}differs: {differs}\n{more}", "depth.yaml")
    outcome = judge(rule, bundle_of(claims, ()))
    turned = judge(rule, bundle_of(claims[::-1], ()))
    assert len(turned.conflicts) == len(outcome.conflicts)
    assert sorted(e.reason for e in turned.excused) == sorted(e.reason for e in outcome.excused)
    return outcome


def reasons(outcome: Judgement) -> list[str]:
    return sorted(excused.reason for excused in outcome.excused)


def pairs(outcome: Judgement) -> set[tuple[str, ...]]:
    return {tuple(sorted(c.evidence[0].quote for c in (found.a, found.b))) for found in outcome.conflicts}


def test_a_conflict_carries_its_score() -> None:
    outcome = judged(well("a", "north well", 30), well("b", "north well", 50))
    (found,) = outcome.conflicts
    assert (found.score, found.severity, outcome.compared, outcome.excused) == (1.0, None, 1, [])


def test_what_agrees_best_is_an_agreement() -> None:
    outcome = judged(well("a", "north well", 30), well("b", "north well", 30), well("b", "north gate shaft", 30))
    assert [{c.evidence[0].quote for c in pair} for pair in outcome.agreements] == [{"north well: 30"}]
    assert not outcome.conflicts
    assert judged(well("a", "w", 30), well("a", "w", 30), more="check: internal").agreements == []


def test_values_that_cannot_be_compared_are_nothing() -> None:
    outcome = judged(well("a", "w", 30), well("b", "w", 50, unit="day"))
    assert (outcome.conflicts, outcome.excused, outcome.agreements) == ([], [], [])
    without = well("b", "w", 50)
    del without.fields["depth"]
    assert judged(well("a", "w", 30), without).conflicts == []


@pytest.mark.parametrize(("depth", "excused"), [(90, ["tolerance"]), (89, [])])
def test_a_tolerance_is_a_share_of_the_larger_figure(depth: float, excused: list[str]) -> None:
    outcome = judged(well("a", "w", 100), well("b", "w", depth), differs="{field: depth, tolerance: 0.1}")
    assert (reasons(outcome), len(outcome.conflicts)) == (excused, 1 - len(excused))


def test_a_claim_goes_with_its_best_partner() -> None:
    claims = [well("a", "north upper well", 30), well("b", "north upper well", 50), well("b", "north well", 70)]
    assert pairs(judged(*claims)) == {("north upper well: 30", "north upper well: 50")}
    assert reasons(judged(*claims)) == ["different-event"]
    assert len(judged(*claims, more="guards: []").conflicts) == 2


def test_partners_that_fit_alike_are_both_reported() -> None:
    claims = [well("a", "w", 30), well("b", "w", 50), well("b", "w", 70)]
    assert len(judged(*claims).conflicts) == 2
    assert reasons(judged(*claims, more="guards: [unrivalled]")) == ["different-event"] * 2


def test_a_rival_is_of_the_same_source_and_fits_nearly_as_well() -> None:
    claim, other, third = well("a", "north upper well", 30), well("b", "north upper well", 50), well("b", "north", 70)
    assert len(judged(claim, other, well("c", "north upper well", 70), more="guards: [unrivalled]").conflicts) == 3
    near = judged(claim, other, third, more="guards: []")
    worse = min(found.score for found in near.conflicts)
    assert 0.1 < worse < 0.8
    assert pairs(judged(claim, other, third, more="guards: [unrivalled]")) >= {
        ("north upper well: 30", "north upper well: 50")
    }


def test_the_value_of_the_other_source_elsewhere_bears_out_the_claim() -> None:
    claims = [well("a", "w", 30), well("b", "w", 50), well("b", "w", 30)]
    assert reasons(judged(*claims)) == ["corroborated"]
    assert judged(*claims, more="guards: []").conflicts
    # In a third source it bears nothing out.
    assert len(judged(*claims[:2], well("c", "w", 30)).conflicts) == 2


def test_what_the_other_source_says_elsewhere_counts_whatever_where_says() -> None:
    def told(third: Claim, guard: str = "unclaimed") -> Judgement:
        claims = [well(source, "w", depth, fields={"state": Term("open")}) for source, depth in (("a", 30), ("b", 50))]
        return judged(*claims, third, more=f"where: {{state: [open]}}\nguards: [{guard}]")

    shut = {"state": Term("shut")}
    assert reasons(told(well("b", "w", 30, fields=shut))) == ["corroborated"]
    assert reasons(told(well("a", "w", 50, fields=shut))) == ["corroborated"]
    assert told(well("b", "w", 30, fields=shut), "corroborated").conflicts
    # Another depth, another well, a third source and the own one bear nothing out.
    for third in (well("b", "w", 31), well("b", "shaft", 30), well("c", "w", 30), well("a", "w", 30)):
        third.fields.update(shut)
        assert len(told(third).conflicts) == 1, third


def test_what_bears_out_fits_nearly_as_well() -> None:
    long = " ".join(_WORDS)
    claim, other = well("a", long, 30), well("b", long, 50)
    outcomes = {}
    for left in range(1, 9):
        third = well("b", " ".join(_WORDS[:-left]), 30)
        alike = judged(claim, third, more="guards: []").agreements
        score = judged(well("a", long, 30), well("b", " ".join(_WORDS[:-left]), 31), more="guards: []").conflicts
        if alike and score:
            outcomes[score[0].score] = reasons(judged(claim, other, third, more="guards: [corroborated]"))
    assert {score >= AS_WELL for score in outcomes} == {True, False}
    for alike_by, excused in outcomes.items():
        assert excused == (["corroborated"] if alike_by >= AS_WELL else []), alike_by


def test_a_bound_bears_nothing_out() -> None:
    many = well("b", "w", 20)
    many.fields["depth"] = Quantity(20, 90, "metre", "at_least")
    outcome = judged(well("a", "w", 30), well("b", "w", 50), many)
    assert "corroborated" not in reasons(outcome)


def test_a_tie_is_no_better_partner() -> None:
    assert 0 < TIE < 1 - AS_WELL
    long = " ".join(_WORDS * 4)
    claims = [well("a", long, 30), well("b", long, 50), well("b", f"{long} more", 70)]
    assert len(judged(*claims, more="guards: [mutual_best]").conflicts) == 2


def test_a_revision_holds_for_texts_that_have_one_of_the_figures() -> None:
    revised = well("a", "w", 50, fields={"state": Term("revised"), "fate": Term("lost")})
    claims = [revised, well("b", "w", 30), well("c", "w", 50)]
    assert reasons(judged(*claims, more="unless: [revision]")) == ["revision", "revision"]
    assert judged(*claims, more="unless: [revision]").conflicts == []
    assert len(judged(*claims, well("d", "w", 70), more="unless: [revision]").conflicts) == 3
    # The figure of the revision is the same one where another text has it about.
    about = well("d", "w", 50, fields={"depth": Quantity(50, 50, "metre", "about")})
    assert reasons(judged(revised, claims[1], about, more="unless: [revision]")) == ["revision", "revision"]


def test_the_first_excuse_that_holds_is_the_reason() -> None:
    claims = [
        well("a", "w", 1, context=Context(modality="future")),
        well("b", "w", 50, context=Context(modality="happened")),
    ]
    assert reasons(judged(*claims, more="unless: [magnitude, plan_vs_outcome]")) == ["magnitude"]
    assert reasons(judged(*claims, more="unless: [plan_vs_outcome, magnitude]")) == ["plan-vs-outcome"]
    assert reasons(judged(*claims, more="unless: [period]")) == []


def test_where_asks_for_terms() -> None:
    def of(source: str, depth: float, state: Value | None) -> Claim:
        return well(source, "w", depth, fields={"state": state} if state else {})

    where = "where: {state: [dry, open]}"
    assert judged(of("a", 30, Term("dry")), of("b", 50, Term("open")), more=where).conflicts
    assert not judged(of("a", 30, Term("dry")), of("b", 50, Term("shut")), more=where).conflicts
    assert not judged(of("a", 30, Term("dry")), of("b", 50, Text("dry")), more=where).conflicts
    assert not judged(of("a", 30, Term("dry")), of("b", 50, None), more=where).conflicts


@pytest.mark.parametrize(("check", "within", "across"), [("conflict", 0, 1), ("internal", 1, 0), ("variant", 1, 1)])
def test_a_check_compares_within_or_across_sources(check: str, within: int, across: int) -> None:
    assert len(judged(well("a", "w", 30), well("a", "w", 50), more=f"check: {check}").conflicts) == within
    assert len(judged(well("a", "w", 30), well("b", "w", 50), more=f"check: {check}").conflicts) == across


def test_a_claim_is_set_against_itself() -> None:
    def told(depth: float, floor: Value | None) -> Claim:
        return well("a", "w", depth, fields={"floor": floor} if floor else {})

    def outcome(*claims: Claim) -> Judgement:
        return judged(*claims, differs="{field: depth, against: floor}", more="check: internal")

    metres = Quantity(40, 40, "metre")
    (found,) = outcome(told(30, metres)).conflicts
    assert (found.a is found.b, found.score) == (True, 1.0)
    assert outcome(told(40, metres)).conflicts == []
    several = outcome(told(30, None), told(30, Term("x")), told(30, metres), told(31, metres))
    assert (several.compared, len(several.conflicts)) == (3, 2)
    vague = Quantity(20, 50, "metre", "about")
    assert outcome(told(30, vague)).conflicts == []
