"""How long something lasts, and whose idea something was, as texts tell it."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Quantity, Term


def _claims(text: str, kind: str) -> list[Claim]:
    language = "ar" if any("\u0600" < c < "\u06ff" for c in text) else "en"
    source = Source(id="a", text=text, published=datetime.date(2025, 3, 5), language=language)
    return [claim for claim in extract_claims(source) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("The debate lasted nine hours.", "session", 9.0, "hour"),
        ("The court set his prison term at 14 years.", "sentence", 14.0, "year"),
        ("The trial took a year and a half.", "trial", 1.5, "year"),
        ("A 26-hour rescue effort ended.", "search", 26.0, "hour"),
        ("The truce is to last 45 days.", "truce", 45.0, "day"),
        ("The strike is in its third week.", "strike", 2.0, "week"),
        ("دامت الجلسة ثلاث ساعات.", "session", 3.0, "hour"),
        ("دخل الإضراب أسبوعه الخامس.", "strike", 4.0, "week"),
        ("وقع عقدا لثلاثة مواسم.", "contract", 3.0, "year"),
    ],
)
def test_length_of_what_lasts(text: str, kind: str, low: float, unit: str) -> None:
    found = [(c.fields["lasting"], c.fields["value"]) for c in _claims(text, "lasting")]
    assert any(k == Term(kind) and isinstance(v, Quantity) and (v.low, v.unit) == (low, unit) for k, v in found)


@pytest.mark.parametrize(
    "text",
    [
        "The strike was called two weeks ago.",
        "It was the first strike in two years.",
        "The pact took a year to negotiate.",
        "وهذا أول إضراب منذ عامين.",
        "ونال عقوبة أقل بأربعة أعوام مما طلبته النيابة.",
    ],
)
def test_time_between_is_no_length(text: str) -> None:
    assert _claims(text, "lasting") == []


@pytest.mark.parametrize(
    ("text", "originator"),
    [
        ("The idea came from Angola.", "Angola"),
        ("The scheme was the brainchild of Maria Costa.", "Maria Costa"),
        ("The timetable was Airbus's own suggestion.", "Airbus"),
        ("وهي فكرة طرحتها قطر.", "قطر"),
        ("وصاحب فكرة الجسر هو الاتحاد الأوروبي.", "الاتحاد الأوروبي"),
        ("The proposal had come in spring from the Finance Ministry.", "Finance Ministry"),
        ("A joint statement credited Iraq with proposing the panel.", "Iraq"),
        ("Lusacell, a maker of batteries, approached Hanbit with the idea of a tie-up.", "Lusacell"),
        ("It is a plan that Costa Rica laid out last June.", "Costa Rica"),
        ("It was Turkey that drew up the plan.", "Turkey"),
        ("The Norwegians had themselves proposed the sale.", "Norwegians"),
        ("The notice was requested by prosecutors in the Netherlands.", "Netherlands"),
        ("اقترحت منظمة الصحة العالمية فتح ممر جوي.", "منظمة الصحة العالمية"),
        ("وافق المجلس على اقتراح غرفة التجارة إنشاء سوق.", "غرفة التجارة"),
        ("والفكرة طرحها في الأصل حزب الإنصاف.", "حزب الإنصاف"),
        ("قال المدير علي حسن إن المدينة هي صاحبة المقترح.", "المدينة"),
    ],
)
def test_originator_is_found(text: str, originator: str) -> None:
    found = [value.text for c in _claims(text, "origin") if isinstance(value := c.fields["originator"], Name)]
    assert originator in found


@pytest.mark.parametrize(
    "text",
    [
        "Five of the people on the board of the plan come from public bodies.",
        "All but a third of the scheme's money came from Norway.",
        "شكوى تقدم بها أربعون مودعا.",
        "أسقطت مئة مسيرة أطلقتها موسكو.",
    ],
)
def test_what_is_no_idea_has_no_originator(text: str) -> None:
    assert [c for c in _claims(text, "origin") if "who" in c.fields] == []
