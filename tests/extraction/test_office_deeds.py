from __future__ import annotations

import pytest
from told_offices import offices


@pytest.mark.parametrize(
    ("text", "office", "status"),
    [
        ("Karim Mansour, who left the mayor's office in Tyre last winter, spoke.", "mayor", "former"),
        ("Karim Mansour, who was supply minister until July, had cut imports.", "minister", "former"),
        ("Karim Mansour, who was first named governor in 2006, raised rates.", "governor", "serving"),
        ("Karim Mansour, who heads the port authority, denied it.", "head", "serving"),
        ("Karim Mansour, who has led the port authority since 2020, denied it.", "head", "serving"),
        ("Karim Mansour, who used to run the port authority, denied it.", "head", "former"),
        ("Karim Mansour, who speaks for the victims, denied it.", "spokesperson", "serving"),
        ("حضر كريم منصور، الذي ما زال يتولى رسميا الإدارة العامة لشركة الصوامع، الجلسة.", "head", "serving"),
        ("حضر كريم منصور، الذي شغل سابقا منصب مدير المرفأ، الجلسة.", "head", "former"),
        ("قالت فاطمة منصور، التي تنطق باسم وزارة الكهرباء، إن التيار عاد.", "spokesperson", "serving"),
        ("تحدث كريم منصور، الذي يتولى حاليا حقيبة الري، عن الشبكة.", "minister", "serving"),
        ("حضر كريم منصور، الذي ترك رئاسة مجلس الإدارة في الربيع، الجلسة.", "chairman", "former"),
        ("قال كريم منصور، وهو رئيس بلدية جبيل، إن الطريق مقطوعة.", "mayor", "serving"),
    ],
)
def test_a_relative_clause_tells_an_office(text: str, office: str, status: str) -> None:
    assert [found[1:] for found in offices(text)] == [(office, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Karim Mansour, who met the mayor of Tyre on Monday, denied it.",
        "Karim Mansour, who leads for the agency in the talks, denied it.",
        "قال كريم منصور، الذي التقى رئيس البلدية، إن الطريق مقطوعة.",
    ],
)
def test_who_only_meets_an_office_holder_holds_none(text: str) -> None:
    assert offices(text) == []
