from __future__ import annotations

import pytest
from told_offices import offices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال كريم منصور، الوكيل السابق لوزارة الكهرباء، إن التيار عاد.", ("كريم منصور", "deputy-minister", "former")),
        ("وقال وكيل الخارجية البحرينية خليفة الدوسري ذلك.", ("خليفة الدوسري", "deputy-minister", "serving")),
        ("وقال مدير الدفاع المدني في المحافظة كريم منصور ذلك.", ("كريم منصور", "fire-chief", "serving")),
        ("إذ تركها كريم منصور، القائم بأعمال وزير الري، للقادة.", ("كريم منصور", "minister", "acting")),
        ("على ما أفاد كريم منصور الناطق باسم الجيش.", ("كريم منصور", "spokesperson", "serving")),
        ("لكن كريم منصور رئيس بلدية صيدا متفائل.", ("كريم منصور", "mayor", "serving")),
        ("وأكد كريم منصور، رئيس الوزراء المنتخب من البرلمان، ذلك.", ("كريم منصور", "prime-minister", "serving")),
        ("وقال كريم منصور، الرئيس السابق لمنظمة نهر السنغال، ذلك.", ("كريم منصور", "body-president", "former")),
        ("Karim Mansour, sacked as trade minister in May, denied it.", ("Karim Mansour", "minister", "former")),
        ("Karim Mansour, until now the port's registrar, denied it.", ("Karim Mansour", "registrar", "former")),
        ("The supervisor of elections, Sione Kaho, agreed.", ("Sione Kaho", "election-supervisor", "serving")),
        ("Then-Ambassador Hamid Rubaie signed it.", ("Hamid Rubaie", "ambassador", "serving")),
    ],
)
def test_a_title_beside_a_name(text: str, expected: tuple[str, str, str]) -> None:
    assert offices(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "استقبل كريم منصور رئيس الوفد في المطار.",
        "أبلغ كريم منصور المدير العام بالقرار.",
        "وصل وكيل اللاعب كريم منصور إلى روما.",
        "Karim Mansour, who dismissed the trade minister, denied it.",
    ],
)
def test_whoever_stands_beside_an_office_need_not_hold_it(text: str) -> None:
    assert [found for found in offices(text) if found[1] not in ("undersecretary",)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marilou Tan, acting head of the port body, agreed.", "Marilou Tan"),
        ("That is enough, according to Hichem Ayari, chief executive of the utility.", "Hichem Ayari"),
        ("It was signed by Joe Day and Tran Minh Duc, the deputy head of the railway.", "Tran Minh Duc"),
        ("إذ تركها تاديسي غبري، وزير الخارجية، للقادة.", "تاديسي غبري"),
    ],
)
def test_an_office_behind_it_tells_a_name(text: str, name: str) -> None:
    assert name in [holder for holder, _, _ in offices(text)]
