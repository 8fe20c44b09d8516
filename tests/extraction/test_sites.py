"""Places and forms of meeting, as texts tell them."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Term


def _claims(text: str, kind: str) -> list[Claim]:
    language = "ar" if any("\u0600" < c < "\u06ff" for c in text) else "en"
    source = Source(id="a", text=text, published=datetime.date(2025, 3, 5), language=language)
    found = [claim for claim in extract_claims(source) if claim.kind == kind]
    for claim in found:
        evidence = claim.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.quote
    return found


def _sites(text: str) -> list[str]:
    placed = [claim for claim in _claims(text, "site") if claim.fields["role"] == Term("site")]
    return [value.text for claim in placed if isinstance(value := claim.fields["place"], Name)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A bus overturned near the market town of Mwatate.", ["Mwatate"]),
        ("The next car will be built at its plant in Valencia.", ["Valencia"]),
        ("He holds a stake in Velox.", []),
        ("Prices rose in March.", []),
        ("The race in Diamond League meetings was fast.", []),
        ("Six people died, officials said in Nairobi.", []),
        ("انقلبت حافلة بولاية البويرة.", ["البويرة"]),
        ("أقيمت المباراة على ستاد القاهرة مساء الأحد.", ["ستاد القاهرة"]),
        ("هبطت طائرة تابعة لشركة كينية في مطار كيسومو.", ["مطار كيسومو"]),
        ("توزعت الأضرار بين الأحياء في مدينة مربلة.", ["مربلة"]),
        ("نقل الجرحى إلى مستشفى الهادي شاكر.", ["مستشفى الهادي شاكر"]),
        ("استقبل مستشفى الهادي شاكر المصابين.", ["مستشفى الهادي شاكر"]),
        ("اجتمعوا في دمشق وبيروت.", []),
        ("Talks were held in Istanbul and Riyadh.", []),
        ("وقع الكمين قرب بلدة تيرا وبلدة أيورو.", ["تيرا"]),
        ("اندلع حريق في مدينة مربلة الإسبانية.", ["مربلة"]),
        ("انفجر صهريج في منطقة بئر الصنوبر.", ["بئر الصنوبر"]),
        ("بيروت مدينة كبيرة.", []),
    ],
)
def test_where_something_happens(text: str, places: list[str]) -> None:
    assert _sites(text) == places


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The board met by video conference on Wednesday.", "video"),
        ("The ministers spoke by telephone on Wednesday.", "phone"),
        ("The two sides met in Istanbul on Wednesday.", "person"),
        ("The hearing was held behind closed doors.", "closed"),
        ("شارك الوزير عبر تقنية الفيديو.", "video"),
        ("أجرى الوزير اتصالا هاتفيا مع نظيره.", "phone"),
        ("عقدت الجلسات بصورة سرية.", "closed"),
    ],
)
def test_in_what_form(text: str, form: str) -> None:
    assert [claim.fields["form"] for claim in _claims(text, "format")] == [Term(form)]
