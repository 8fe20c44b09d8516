"""What is found in made-up claims is right, and most of it is found: with names that no lexicon was made for."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

from claim_sets import RULE, invented
from consistency.judging import parse_rule
from large_set_runs import found_and_true
from mixed_claims import MIXED_RULE, mixed


@pytest.mark.parametrize("seed", [11, 12])
def test_conflicts_are_of_one_thing_and_most_are_found(seed: int) -> None:
    table, thing = invented(8000, seed)
    right, claimed, true = found_and_true(table, thing, parse_rule(RULE, "measure.yaml"))
    assert claimed > 1000
    assert right / claimed >= 0.92
    assert right / true >= 0.8


def test_other_names_slips_and_values_are_told_apart_as_well() -> None:
    table, thing = mixed(8000, 21)
    right, claimed, true = found_and_true(table, thing, parse_rule(MIXED_RULE, "mixed.yaml"))
    assert claimed > 1000
    assert right / claimed >= 0.92
    assert right / true >= 0.8
