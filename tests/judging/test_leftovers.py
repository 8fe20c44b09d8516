"""Figures left over: each text has one of a dimension that the other does not have."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source, check

DAY = datetime.date(2025, 3, 11)


def found(first: str, second: str) -> list[str]:
    sources = [Source(id=n, text=t, language="en", published=DAY) for n, t in (("a", first), ("b", second))]
    return [d.rule for d in check(sources, select=["quantity-left-over"]).discrepancies]


FIRST = "The Tana bridge will be 340 metres long. Its builders, from Graz, expect to finish in spring."


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        ("Builders from Graz finish a span of 430 metres over the Tana in spring.", ["quantity-left-over"]),
        ("Builders from Graz finish a span of 3,900 metres over the Tana in spring.", []),
        ("Builders from Graz finish a span of 340 metres over the Tana in spring.", []),
        ("Builders from Graz finish a span of 430 metres over the Tana in spring, 12 metres above the water.", []),
    ],
)
def test_only_the_last_figure_of_a_dimension_is_compared(second: str, rules: list[str]) -> None:
    assert found(FIRST, second) == rules
