"""Ages: whose they are, and which numbers are none."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Quantity


def ages(text: str) -> list[tuple[float, str | None, str]]:
    """Return each age of a text with its person and link."""
    return [_told(claim) for claim in extract_claims(Source(id="a", text=text)) if claim.kind == "age"]


def _told(claim: Claim) -> tuple[float, str | None, str]:
    age, person, link = (claim.fields.get(name) for name in ("age", "person", "link"))
    assert isinstance(age, Quantity)
    return age.low, person.text if isinstance(person, Name) else None, getattr(link, "concept", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Peeters, 34, was elected on Monday.", (34, "Maria Peeters", "named")),
        ("The 19-year-old archer David Murray won gold.", (19, "David Murray", "named")),
        ("David Murray won gold. The 19-year-old thanked his club.", (19, "David Murray", "referred")),
        (
            "David Murray beat the Dutchman Jan de Vries. The 19-year-old Dutchman wept.",
            (19, "Jan de Vries", "referred"),
        ),
        ("David Murray, who joined the club when he was 11 years old, won.", (11, "David Murray", "past")),
        ("قال أحمد سالم (29 عاما) إن الماء فاض.", (29, "أحمد سالم", "named")),
        ("فاز أحمد سالم بالذهب. وابن الثامنة والأربعين من صفاقس.", (48, "أحمد سالم", "referred")),
        ("فاز أحمد سالم بالذهب، وقال المهاجم صاحب الـ27 ربيعا إنه سعيد.", (27, "أحمد سالم", "referred")),
    ],
)
def test_whose_age(text: str, expected: tuple[float, str, str]) -> None:
    assert ages(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["The 60-year-old bridge collapsed near David Murray.", "بنى أحمد سالم بيته قرب جسر عمره 60 عاما."],
)
def test_age_of_a_thing_is_no_age_of_a_person(text: str) -> None:
    assert ages(text) == []
