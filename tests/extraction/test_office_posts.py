from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Term, Terms, Value


def field(text: str, name: str) -> Value | None:
    (claim,) = (claim for claim in extract_claims(Source(id="a", text=text)) if claim.kind == "office")
    return claim.fields.get(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labor Minister Karim Mansour spoke.", "قال وزير الشغل كريم منصور إنه راض."),
        ("Supply Minister Karim Mansour spoke.", "قال وزير التموين كريم منصور إنه راض."),
        ("Water Resources Minister Karim Mansour spoke.", "قال وزير الموارد المائية كريم منصور إنه راض."),
    ],
)
def test_a_portfolio_has_one_name_in_both_languages(one: str, other: str) -> None:
    assert field(one, "portfolio") is not None
    assert field(one, "portfolio") == field(other, "portfolio")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("حضر الرئيس السابق للبلدية كريم منصور الجلسة.", "mayor"),
        ("حضر الرئيس السابق للنادي كريم منصور الجلسة.", "body-president"),
        ("Karim Mansour, the head of the fire service, spoke.", "fire-chief"),
        ("Kenyan President Karim Mansour spoke.", "president"),
    ],
)
def test_who_heads_a_body_has_its_office(text: str, office: str) -> None:
    assert field(text, "office") == Term(office)


def test_the_body_at_hand_is_no_name() -> None:
    text = "قال الرئيس التنفيذي للشركة كريم منصور إن العمل يبدأ."
    assert field(text, "of") is None
    assert field(text, "seats") == Term("here")


def test_forms_of_address_are_no_part_of_a_post() -> None:
    assert field("حضر مدير الطيران المدني الشيخ كريم منصور الجلسة.", "of") == Terms(frozenset({"c:aviation"}))
