"""The benchmark's cases as a whole: exact evidence in every one, and floors that tell a change for the worse.

The cases stand beside the checkout (../shared) and are no part of the project. The floors lie below what
benchmarks/README.md reports: they are no aim.
"""

from __future__ import annotations

from typing import Any

import pytest

import consistency
from accuracy import CASES, Tally, read_cases, sources_of

PRECISION, RECALL = 0.85, 0.40
BUNDLES = read_cases(CASES, "all")

pytestmark = pytest.mark.skipif(not BUNDLES, reason=f"the benchmark's cases are not beside this checkout ({CASES})")


@pytest.mark.parametrize("case", BUNDLES, ids=[case["id"] for case in BUNDLES])
def test_evidence_quotes_its_source_exactly(case: dict[str, Any]) -> None:
    sources = sources_of(case)
    texts = {source.id: source.text for source in sources}
    report = consistency.check(sources)
    for evidence in [*(d.evidence for d in report.discrepancies), *(x.evidence for x in report.explained)]:
        assert evidence
        for e in evidence:
            assert e.start is not None
            assert texts[e.source][e.start : e.end] == e.quote != ""


def test_precision_and_recall_stay_above_their_floors() -> None:
    tally = Tally()
    for case in BUNDLES:
        tally.add(case)
    n = tally.n
    assert n["right"] / max(1, n["right"] + n["wrong"]) >= PRECISION, "\n".join(tally.lines)
    assert n["gold found"] / n["gold"] >= RECALL, "\n".join(tally.lines)
