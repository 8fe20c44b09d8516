"""Stages of one course: which of two moments has to come first."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Period


def told(text: str) -> list[tuple[str, str]]:
    """Return the quotations of the earlier and of the later moment of each claim."""
    source = Source(id="a", text=text, published=datetime.date(2025, 6, 6))
    found = []
    for claim in extract_claims(source):
        if claim.kind == "stage":
            assert isinstance(claim.fields["earlier"], Period)
            places = (claim.spans["earlier"], claim.spans["later"])
            found.append(tuple(text[start:end] for start, end in places))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("He was detained on 3 May 2025 and was later freed on 9 May 2025.", "3 May 2025", "9 May 2025"),
        ("The ferry left Oban at 9:30 and docked at 8:50.", "9:30", "8:50"),
        ("At 7:50 the train left, and at 8:20 it derailed.", "7:50", "8:20"),
        ("He resigned on 3 May 2025 after a vote on 9 May 2025.", "9 May 2025", "3 May 2025"),
        ("The fire was out at 9:25, after crews, who came at 9:40, had used foam.", "9:40", "9:25"),
        ("أغلق الجسر في 3 أيار وأعيد فتحه في 9 أيار.", "3 أيار", "9 أيار"),
        ("أقلعت الطائرة الساعة 14:35 وهبطت الساعة 13:50.", "الساعة 14:35", "الساعة 13:50"),
        ("عين مديرا في مارس 2024 بعد وفاة سلفه في يونيو 2024.", "يونيو 2024", "مارس 2024"),
    ],
)
def test_what_comes_first(text: str, earlier: str, later: str) -> None:
    assert told(text) == [(earlier, later)]


@pytest.mark.parametrize(
    "text",
    [
        "He was detained on 3 May 2025 and his brother was freed on 1 May 2025.",
        "He was detained on 3 May 2025, two days after a vote on 1 May 2025.",
        "He was freed in May and detained again in March.",
        "Prices rose in May 2025 after a fall in June 2025.",
        "اعتقل حسن الورفلي في 3 أيار وأفرج عن عمر التاجوري في 1 أيار.",
    ],
)
def test_what_is_in_no_order(text: str) -> None:
    assert told(text) == []
