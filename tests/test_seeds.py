"""The five real articles: every gold discrepancy at its severity, nothing else loud, no trap sprung.

The articles and their gold stand beside the checkout (../shared) and are no part of the project.
"""

from __future__ import annotations

from typing import Any

import pytest

from accuracy import ARTICLES, CASES, LOUD, check_case, overlaps, read_cases, spans_of

SEEDS = read_cases(CASES, "seeds")
GOLDS = [gold for case in SEEDS for gold in case["discrepancies"]]

pytestmark = pytest.mark.skipif(not SEEDS, reason=f"the real articles are not beside this checkout ({ARTICLES})")


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    return check_case(SEEDS[0])


@pytest.mark.parametrize("gold", GOLDS, ids=[f"{n}-{gold['type']}" for n, gold in enumerate(GOLDS)])
def test_a_gold_discrepancy_is_found_at_its_severity(gold: dict[str, Any], found: list[dict[str, Any]]) -> None:
    who = [d for d in found if overlaps(d["spans"], spans_of(SEEDS[0], gold)) and d["family"] == gold["family"]]
    assert gold["severity"] in {d["severity"] for d in who}


def test_nothing_else_is_loud(found: list[dict[str, Any]]) -> None:
    allowed = [spans_of(SEEDS[0], entry) for entry in [*GOLDS, *SEEDS[0]["optional"]]]
    others = [d for d in found if d["severity"] in LOUD and not any(overlaps(d["spans"], gold) for gold in allowed)]
    assert [(d["rule"], d["quotes"]) for d in others] == []


def test_no_trap_is_sprung(found: list[dict[str, Any]]) -> None:
    traps = [(trap["kind"], spans_of(SEEDS[0], trap)) for trap in SEEDS[0]["traps"]]
    loud = [d for d in found if d["severity"] in LOUD]
    assert [(kind, d["quotes"]) for kind, trap in traps for d in loud if overlaps(d["spans"], trap)] == []
