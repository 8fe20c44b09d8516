"""Reasons are looked for when somebody asks: scores alone rule most differences out."""

from __future__ import annotations

import pickle

import pytest

from consistency import Claim, check_claims
from consistency.assessment import bundle_of
from consistency.judging import RuleSet, judge, parse_rule
from consistency.judging.excuses import EXCUSES, Pair
from consistency.model import Evidence, Quantity, Text

_RULE = parse_rule(
    """\
id: depth-differs
family: depth
claims: depth
summary: Two texts give one well two depths.
severity: warning
same: {well: {by: text, weight: 1, required: true, at_least: 0.1}}
differs: depth
threshold: 0.1
unless: [period]
message: "{a.depth} and {b.depth}"
""",
    "depth.yaml",
)


def _well(source: str, name: str, depth: float) -> Claim:
    quotes = (Evidence(source=source, quote=f"{name}: {depth}"),)
    return Claim(
        kind="depth", source=source, fields={"well": Text(name), "depth": Quantity(depth, depth)}, evidence=quotes
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[float]]:
    """The depths of the pairs of which it was asked whether they are excused."""
    found: list[set[float]] = []

    def excuse(pair: Pair) -> bool:
        values = (pair.a.fields["depth"], pair.b.fields["depth"])
        found.append({value.low for value in values if isinstance(value, Quantity)})
        return False

    monkeypatch.setitem(EXCUSES, "period", excuse)
    return found


def test_what_fits_another_claim_better_is_asked_for_no_excuse(asked: list[set[float]]) -> None:
    claims = [_well("a", "north upper well", 30), _well("b", "north upper well", 50), _well("b", "north well", 70)]
    outcome = judge(_RULE, bundle_of(claims, ()))
    assert len(outcome.conflicts) == 1
    assert asked == [{30.0, 50.0}]
    assert [entry.reason for entry in outcome.excused] == ["different-event"]
    assert asked == [{30.0, 50.0}, {30.0, 70.0}]
    assert outcome.excused is outcome.excused


def test_what_is_borne_out_is_asked_for_no_excuse(asked: list[set[float]]) -> None:
    claims = [_well("a", "w", 30), _well("b", "w", 50), _well("b", "w", 30)]
    outcome = judge(_RULE, bundle_of(claims, ()))
    assert (outcome.conflicts, asked) == ([], [])
    assert [entry.reason for entry in outcome.excused] == ["corroborated"]


def test_a_report_is_stored_with_the_reasons_that_nobody_asked_for() -> None:
    claims = [_well("a", "w", 30), _well("b", "w", 50), _well("b", "w", 30)]
    report = check_claims(claims, rules=RuleSet((_RULE,)))
    stored = pickle.loads(pickle.dumps(report))
    assert [entry.reason for entry in stored.explained] == ["corroborated"]
    assert tuple(stored.explained) == tuple(report.explained)
