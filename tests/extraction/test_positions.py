"""Positions that texts take on a scale, and whose they are."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Term, Terms


def _positions(text: str) -> list[Claim]:
    language = "ar" if any("\u0600" < c < "\u06ff" for c in text) else "en"
    source = Source(id="a", text=text, published=datetime.date(2025, 3, 5), language=language)
    found = [claim for claim in extract_claims(source) if claim.kind == "position"]
    for claim in found:
        evidence = claim.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.quote
    return found


@pytest.mark.parametrize(
    ("text", "scale", "position"),
    [
        ("The council accepted the offer.", "assent", "approve"),
        ("The council did not accept the offer.", "assent", "not:approve"),
        ("The council refused to accept the offer.", "assent", "not:approve"),
        ("The offer was turned down by the council.", "assent", "reject"),
        ("The bloc abstained.", "assent", "abstain"),
        ("The bloc did not abstain.", "assent", "not:abstain"),
        ("The court kept the mayor in custody.", "custody", "detain"),
        ("The bank left its key rate unchanged.", "rate", "rate-hold"),
        ("رفضت النقابة العرض.", "assent", "reject"),
        ("لم تقبل النقابة العرض.", "assent", "not:approve"),
        ("تعهد المجلس ألا يقبل العرض.", "assent", "not:approve"),
        ("قررت المحكمة إخلاء سبيل المتهم.", "custody", "free"),
        ("رفض القاضي طلب الإفراج عن المتهم.", "custody", "detain"),
        ("وافق القاضي على طلب الإفراج عن المتهم.", "custody", "free"),
        ("النواب أيدوا", "assent", "approve"),
        ("Approved the law with 40", "assent", "approve"),
    ],
)
def test_position_is_read(text: str, scale: str, position: str) -> None:
    assert (Term(scale), Term(position)) in [(c.fields["scale"], c.fields["position"]) for c in _positions(text)]


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Lawyers asked the judge to release the mayor.", "custody"),
        ("The council should accept the offer.", "assent"),
        ("طلب المحامي الإفراج عن المتهم.", "custody"),
        ("لا يجوز البناء من دون موافقة المجلس.", "assent"),
        ("وصل الوفد قبل الاجتماع.", "assent"),
    ],
)
def test_what_nobody_does_is_no_position(text: str, scale: str) -> None:
    assert Term(scale) not in [c.fields["scale"] for c in _positions(text)]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The union, which represents 900 pilots, rejected the offer.", "c:trade-union"),
        ("The offer was rejected by the union.", "c:trade-union"),
        ("رفضت النقابة، الخميس، العرض.", "c:trade-union"),
        ("وقال الوزير إن النقابة رفضت العرض.", "c:trade-union"),
        ("لم يشمل ذلك النقابة التي رفضت العرض.", "c:trade-union"),
    ],
)
def test_subject_is_found(text: str, agent: str) -> None:
    agents = [c.fields.get("agent") for c in _positions(text) if c.fields["position"] == Term("reject")]
    assert any(isinstance(found, Terms) and agent in found.concepts for found in agents)
