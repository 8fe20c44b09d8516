"""Meanings that outlets use for one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.matching.kindred import kindred
from consistency.model import Term, Terms


@pytest.mark.parametrize(
    ("a", "b", "similarity"),
    [
        ({"c:offer"}, {"c:proposal"}, 1.0),
        ({"c:offer", "c:wage"}, {"c:plan", "c:port"}, 0.5),
        ({"c:new", "c:offer"}, {"c:port"}, 0.0),
        ({"l:marlow", "c:offer"}, {"l:هلال", "c:bid"}, 1.0),
        ({"l:marlow"}, {"l:هلال"}, None),
        ({"l:marlow"}, {"c:mayor"}, None),
        ({"c:new"}, {"c:mayor"}, None),
    ],
)
def test_near_synonyms_are_one_meaning(a: set[str], b: set[str], similarity: float | None) -> None:
    found = kindred(Terms(frozenset(a)), Terms(frozenset(b)), {})
    assert (found and found.similarity) == similarity


def test_other_values_are_not_compared() -> None:
    assert kindred(Term("offer"), Terms(frozenset({"c:offer"})), {}) is None


_FEATURES = st.frozensets(st.sampled_from(["c:offer", "c:bid", "c:port", "l:marlow", "l:هلال", "p:slm", "e:IQ"]))


@given(_FEATURES, _FEATURES)
def test_it_does_not_matter_which_comes_first(a: frozenset[str], b: frozenset[str]) -> None:
    assert kindred(Terms(a), Terms(b), {}) == kindred(Terms(b), Terms(a), {})
