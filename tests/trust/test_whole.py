"""A sample of what tests/trust/whole.py holds over all cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole import CHANGES, ENDINGS, cases, change_breaks, evidence_breaks, number_breaks

CASES = cases()


@pytest.mark.parametrize("ending", ENDINGS)
def test_evidence_quotes_its_source_in_every_format(tmp_path: Path, ending: str) -> None:
    pieces = 0
    for number, sources in enumerate(CASES[:100:25]):
        folder = tmp_path / str(number)
        folder.mkdir()
        count, breaks = evidence_breaks(sources, ending, folder)
        pieces += count
        assert breaks == []
    assert pieces


@pytest.mark.parametrize("change", CHANGES)
def test_what_says_the_same_finds_the_same(change: str) -> None:
    sample = CASES[::8]
    assert len(sample) > 12
    assert [line for sources in sample for line in change_breaks(sources, change)] == []


def test_a_swapped_number_adds_what_quotes_it() -> None:
    outcomes = [number_breaks(sources) for sources in CASES[:100:10]]
    assert [line for _, _, breaks in outcomes for line in breaks] == []
    assert sum(seen for _, seen, _ in outcomes) >= sum(tried for tried, _, _ in outcomes) * 0.75 > 0
