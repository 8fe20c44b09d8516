"""What is set for some sources holds where they are concerned, and nowhere else."""

from __future__ import annotations

import pytest

from consistency import Source, check, load_rules
from consistency.judging import Override, rule_for
from consistency.model import Report

TEXTS = {
    "a": "The fire at the Selby terminal on Monday injured 14 people, the port said. It began in a warehouse.",
    "b": "Forty people were injured in Monday's fire at the Selby terminal, which began in a warehouse.",
    "c": "A blaze at the Selby terminal on Monday evening injured 77 people, firefighters said. Roads were shut.",
}
SOURCES = [Source(id=name, text=text, language="en") for name, text in TEXTS.items()]
ALL, NONE = 0.6, 1.0  # thresholds by which all three are at odds, and by which none are


def places(report: Report) -> list[tuple[str, set[str]]]:
    return [(found.severity, {e.source for e in found.evidence}) for found in report.discrepancies]


def test_without_sources_nothing_changes() -> None:
    nobody = Override(frozenset({"z"}), {"toll": "note"}, {"toll": 0.99})
    assert check(SOURCES, overrides=[nobody]) == check(SOURCES)


def test_for_all_sources_it_is_as_for_the_rules() -> None:
    everywhere = Override(frozenset("abc"), {"toll": "note"}, {"toll": 0.7})
    adjusted = check(SOURCES, rules=load_rules().adjusted({"toll": "note"}, {"toll": 0.7}))
    found = check(SOURCES, overrides=[everywhere])
    assert found.discrepancies == adjusted.discrepancies
    assert found.explained == adjusted.explained
    assert found.coverage.agreements == adjusted.coverage.agreements


def test_a_threshold_holds_for_its_sources_alone() -> None:
    tolls = check(SOURCES, select=["toll"])
    assert places(tolls) == [("error", {"a", "b", "c"})]
    higher = Override(frozenset("c"), {}, {"toll": NONE})
    assert places(check(SOURCES, select=["toll"], overrides=[higher])) == [("error", {"a", "b"})]
    strict = load_rules().adjusted({}, {"toll": NONE})
    assert not check(SOURCES, rules=strict, select=["toll"]).discrepancies
    lower = Override(frozenset("c"), {}, {"toll": ALL})
    (found,) = check(SOURCES, rules=strict, select=["toll"], overrides=[lower]).discrepancies
    assert {e.source for e in found.evidence} == {"a", "b", "c"}  # c with either of the two
    assert not check(SOURCES[:2], rules=strict, select=["toll"], overrides=[lower]).discrepancies


def test_a_severity_holds_for_its_sources_alone() -> None:
    quiet = Override(frozenset("c"), {"toll": "note"}, {})
    assert places(check(SOURCES[1:], select=["toll"], overrides=[quiet])) == [("note", {"b", "c"})]
    assert places(check(SOURCES[:2], select=["toll"], overrides=[quiet])) == [("error", {"a", "b"})]
    assert places(check(SOURCES, select=["toll"], overrides=[quiet])) == [("error", {"a", "b", "c"})]


@pytest.mark.parametrize(("sources", "expected"), [("a", "note"), ("b", "warning"), ("ab", "warning"), ("c", "error")])
def test_the_last_one_decides(sources: str, expected: str) -> None:
    (rule,) = (rule for rule in load_rules().rules if rule.id == "toll-count")
    overrides = [
        Override(frozenset("a"), {"toll": "error", "toll-count": "note"}, {}),
        Override(frozenset("b"), {"toll": "warning"}, {}),
        Override(frozenset("abc"), {"office": "note"}, {}),
    ]
    assert rule_for(rule, sources, overrides).severity == expected
