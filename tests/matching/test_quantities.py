"""When two figures can both be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.matching.quantities import compare_quantities
from consistency.model import Bound, Quantity


def q(value: float, unit: str | None = None, bound: Bound = "exact", **more: object) -> Quantity:
    return Quantity(value, value, unit, bound, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "relation", "reason"),
    [
        (q(47, "person"), q(47), "same", ""),
        (q(47), q(74), "different", ""),
        (q(1 / 3, "ratio"), q(0.33333333333333, "ratio"), "same", ""),
        (q(6e5, "cubic_metre", per="day"), q(4.5e5, "cubic_metre"), "different", ""),
        (q(6e5, "cubic_metre", per="day"), q(4.5e5, "cubic_metre", per="year"), "incomparable", ""),
        (q(9, bound="at_least"), q(12), "compatible", "bound"),
        (q(12, bound="at_least"), q(9), "different", ""),
        (q(9, bound="at_most"), q(12), "different", ""),
        (q(7000, bound="about"), q(6800), "compatible", "hedge"),
        (q(321, bound="about"), q(312), "different", ""),
        (q(100 / 3, "percent", bound="about"), q(30, "percent"), "compatible", "hedge"),
        (q(321, bound="about"), q(320), "compatible", "hedge"),
        (q(125, bound="about"), q(129), "compatible", "hedge"),
        (q(7000, bound="about"), q(5000), "different", ""),
        (q(23, bound="at_least"), q(32, bound="at_least"), "different", ""),
        (q(400, bound="about"), q(500, bound="about"), "different", ""),
        (q(2.2e6, bound="about"), q(2e6, bound="about"), "compatible", "rounding"),
        (q(8e9, bound="about"), q(9e9, bound="about"), "different", ""),
        (q(20, bound="more_than"), q(60, bound="about"), "compatible", "bound"),
        (q(8.12e9, "USD"), q(8.1e9, "USD"), "compatible", "rounding"),
        (q(41), q(42), "different", ""),
        (q(12e9, "USD"), q(12e9, "AED"), "incomparable", ""),
        (q(200, "hectare"), q(2_000_000, "square_metre"), "compatible", "unit-conversion"),
        (q(14, "day"), q(2, "week"), "compatible", "unit-conversion"),
        (q(50, "percent"), q(50, "percentage_point"), "incomparable", ""),
        (q(3, ordinal=True), q(2, ordinal=True), "different", ""),
        (q(3, ordinal=True), q(3), "incomparable", ""),
    ],
)
def test_relations(a: Quantity, b: Quantity, relation: str, reason: str) -> None:
    result = compare_quantities(a, b)
    assert result.relation == relation
    if reason:
        assert result.reason == reason


QUANTITIES = st.builds(
    q,
    st.floats(min_value=0, max_value=1e12, allow_nan=False),
    st.sampled_from([None, "percent", "USD", "kilogram", "tonne", "day"]),
    st.sampled_from(["exact", "about", "at_least", "at_most", "more_than", "less_than"]),
)


@given(QUANTITIES, QUANTITIES)
def test_comparison_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert compare_quantities(a, b) == compare_quantities(b, a)


@given(QUANTITIES)
def test_a_figure_agrees_with_itself(a: Quantity) -> None:
    assert compare_quantities(a, a).relation == "same"
