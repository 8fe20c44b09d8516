"""Ages: whose they are, and which numbers are none."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Quantity, Term


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
        ("David Murray, the singer, died on Thursday. He was 81.", (81, "David Murray", "referred")),
        ("David Murray has died at 84.", (84, "David Murray", "named")),
        ("David Murray, who is 36, won gold.", (36, "David Murray", "named")),
        ("David Murray turned 36 last week.", (36, "David Murray", "named")),
        ("David Murray was 12 when the war began.", (12, "David Murray", "past")),
        ("توفي أحمد سالم عن 84 عاما.", (84, "أحمد سالم", "named")),
        ("رحل أحمد سالم في الرابعة والثمانين.", (84, "أحمد سالم", "named")),
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


@pytest.mark.parametrize("text", ["The driver, 44, was held.", "Police held a man of 44."])
def test_of_somebody_without_a_name(text: str) -> None:
    assert ages(text) == [(44, None, "referred")]


def test_country_of_a_description() -> None:
    text = "Jan de Vries lost. The 23-year-old Frenchman left."
    told = [claim.fields.get("country") for claim in extract_claims(Source(id="a", text=text)) if claim.kind == "age"]
    assert told == [Term("FR")]


@pytest.mark.parametrize("text", ["Talks go on: a retirement age of 57 is off.", "تقاعد السائقين في سن 57 عاما."])
def test_the_age_of_a_rule(text: str) -> None:
    assert ages(text) == []


@pytest.mark.parametrize("text", ["David Murray was 14th.", "The vote was 81.", "At 8, trains stopped."])
def test_no_ages(text: str) -> None:
    assert ages(text) == []
