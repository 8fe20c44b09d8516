"""A logistic regression: what is seen weighs, and the sum becomes a likelihood."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.matching.logistic import LogisticModel

FLOATS = st.floats(-1e6, 1e6)


def test_the_likelihood_is_the_logistic_function_of_the_sum() -> None:
    model = LogisticModel(-1.0, {"slip": 2.0, "noun": 0.5})
    assert model.likelihood({"slip": 1.0, "noun": 2.0, "other": 9.0}) == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_what_was_not_seen_weighs_nothing() -> None:
    assert LogisticModel(0.0, {"slip": 5.0}).likelihood({}) == 0.5


@given(FLOATS, st.dictionaries(st.sampled_from("abc"), FLOATS), st.dictionaries(st.sampled_from("abc"), FLOATS))
def test_it_is_between_nought_and_one(bias: float, weights: dict[str, float], seen: dict[str, float]) -> None:
    assert 0.0 <= LogisticModel(bias, weights).likelihood(seen) <= 1.0
