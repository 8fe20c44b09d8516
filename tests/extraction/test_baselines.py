"""With what a change is compared: told behind its figure, at the head of the sentence, or of what is measured."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Term


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("Orders fell 14% from the previous quarter.", "quarter"),
        ("Compared with the previous quarter, orders fell 14%.", "quarter"),
        ("Annual inflation stood at 14%.", "year"),
        ("Visitors rose 14% compared with 2019.", "year 2019"),
        ("Visitors rose 14% compared with 2025.", "year"),
        ("Strokes were 14% less frequent than with a placebo.", "placebo"),
        ("Visitors rose 14% from three years before.", "year 2023"),
        ("The offer is 14% above Monday's closing price.", "close"),
        ("وزاد الإنفاق 14 في المئة على ما كان عليه قبل عامين.", "year 2024"),
        ("Orders rose 14% as last year's drought ended.", None),
        ("Orders rose 14% in the first half.", None),
        ("ومقارنة بالربع السابق، هبطت الطلبيات بنسبة 14 في المئة.", "quarter"),
        ("وبلغ معدل التضخم الشهري 14 بالمئة.", "month"),
        ("وارتفع عدد الزوار 14 بالمئة مقارنة مع عام 2019.", "year 2019"),
    ],
)
def test_baseline(text: str, baseline: str | None) -> None:
    claims = extract_claims(Source(id="a", text=text, published="2026-11-12"))
    told = [c.fields.get("baseline") for c in claims if c.kind == "figure"]
    assert told[-1] == (Term(baseline) if baseline else None)
