from __future__ import annotations

import pytest

from consistency.matching.comparisons import COMPARISONS
from consistency.model import Terms, Text


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("We will not cut pensions", "We will not cut pensions without a vote", "different"),
        ("لن نخفض المعاشات", "لن نخفض المعاشات إلا بعد تصويت", "different"),
        ("We will teach on Fridays", "We will not teach on Fridays", "different"),
        # Shortening is no change: another sentence, or one more thing that was said.
        ("We will not cut pensions", "We will not cut pensions. Unless you pay, go.", "compatible"),
        ("We will go home tonight", "We will go home tonight and we will not come back", "compatible"),
        ("We will go home tonight", "We will go home tonight with our children", "compatible"),
    ],
)
def test_what_is_added_to_a_quotation(a: str, b: str, relation: str) -> None:
    for x, y in ((a, b), (b, a)):
        found = COMPARISONS["wording"](Text(x), Text(y), {})
        assert found is not None
        assert found.relation == relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ({"en"}, {"ar", "limit"}, "different"),
        ({"en", "limit"}, {"ar", "limit"}, "same"),
        ({"en"}, {"en", "limit"}, "incomparable"),
    ],
)
def test_a_limit_that_one_language_has(a: set[str], b: set[str], relation: str) -> None:
    found = COMPARISONS["limited"](Terms(frozenset(a)), Terms(frozenset(b)), {})
    assert found is not None
    assert found.relation == relation
