"""Scores: of which part of a match they are; ordinals: of which feat."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Quantity, Term


def told(text: str, field: str) -> list[tuple[str | float, str]]:
    """Return each figure of a text that has a field, with the term in it."""
    found: list[tuple[str | float, str]] = []
    for claim in extract_claims(Source(id="a", text=text)):
        value, term = claim.fields.get("value"), claim.fields.get(field)
        if isinstance(value, Quantity) and isinstance(term, Term):
            found.append((value.counted if value.unit == "score" and value.counted else value.low, term.concept))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iceland beat Slovakia 3-1, having led 1-0 at half-time.", [("3-1", "final"), ("1-0", "half")]),
        (
            "Drava trailed by four at the half but outscored its guest 18-11 afterward.",
            [(4.0, "half"), ("18-11", "half")],
        ),
        ("Few gave them hope after a first half that Veszprem won by 17-13.", [("17-13", "half")]),
        ("Jordan beat Iraq 4-3 on penalties.", [("4-3", "penalties")]),
        ("Senators confirmed her by a vote of 53-45.", [("53-45", "vote")]),
        (
            "فاز الزمالك على الترجي 29-26 بعدما تقدم الترجي في الشوط الأول 14-12.",
            [("29-26", "final"), ("14-12", "half")],
        ),
        ("تغلب الفيصلي على الحسين بثلاثية نظيفة.", [("3-0", "final")]),
        ("فاز الوداد على المولودية بثلاثة أشواط لواحد.", [("3-1", "final")]),
        ("أنهى الفريق اللقاء متفوقا 29-25 بعد أن كان متأخرا.", [("29-25", "final")]),
    ],
)
def test_part_of_a_match(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "stage") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was their third West Asian under-23 championship.", [(3, "title")]),
        ("Iraq finished third in the table.", [(3, "place")]),
        ("Iraq came in fourth place.", [(4, "place")]),
        ("حل الدراج عمر حداد ثالثا في المرحلة الأخيرة.", [(3, "place")]),
        ("احتل المغرب المرتبة السابعة.", [(7, "place")]),
        ("ويحتل سالم المرتبة 41 عالميا.", [(41, "place")]),
        ("قال المصنف 38 عالميا إنه سعيد.", [(38, "place")]),
        ("يعمل في المركز 14 طبيبا.", []),
        ("The team sits second in the league.", [(2, "place")]),
        ("هذا فوزه الثاني في السباق.", [(2, "win")]),
        ("The third defendant wept.", []),
    ],
)
def test_feat_of_an_ordinal(text: str, expected: list[tuple[float, str]]) -> None:
    assert told(text, "feat") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اختتم الوزراء اجتماعهم المشترك الرابع.", [(4, "c:meet")]),
        ("عقد الوزراء الاجتماع الوزاري المشترك الخامس.", [(5, "c:meet")]),
        ("وهو ثاني أكبر ميناء في البلاد.", [(2, "c:port")]),
        ("The bank cut rates on Thursday, the third cut this year.", [(3, "c:decrease")]),
    ],
)
def test_noun_of_an_ordinal(text: str, expected: list[tuple[float, str]]) -> None:
    assert told(text, "head") == expected


def test_a_rank_that_is_left() -> None:
    assert told("She climbed from 17th to 11th in the world.", "role") == [(17, "previous"), (11, "plain")]
