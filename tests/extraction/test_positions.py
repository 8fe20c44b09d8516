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
        ("The release of the mayor was delayed.", "custody", "detain"),
        ("The village girl is still missing.", "search", "missing"),
        ("The ferry was uninsured.", "insurance", "uninsured"),
        ("Judges dismissed the appeal against the ruling.", "ruling", "uphold"),
        ("The council denied that the fire was under control.", "fire", "out-of-control"),
        ("رفضت النقابة العرض.", "assent", "reject"),
        ("لم يتمكن رجال الإطفاء من السيطرة على الحريق.", "fire", "out-of-control"),
        ("لا يزال الحريق يتمدد.", "fire", "out-of-control"),
        ("تأجل الإفراج عن العمدة.", "custody", "detain"),
        ("نمت الأرباح الصافية.", "level", "increase"),
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


@pytest.mark.parametrize(
    ("text", "modality"),
    [("The firm plans to close the factory.", "planned"), ("تعتزم الشركة إغلاق المصنع.", "planned")],
)
def test_what_is_intended_is_planned(text: str, modality: str) -> None:
    (found,) = [c for c in _positions(text) if c.fields["scale"] == Term("passage")]
    assert found.context.modality == modality


@pytest.mark.parametrize(
    "text",
    ["Judges would have sent the mayor to prison.", "Three of the miners died.", "The firm was to close the factory."],
)
def test_what_did_not_happen_or_befell_several_takes_no_position(text: str) -> None:
    told = [Term(scale) for scale in ("custody", "guilt", "life", "passage")]
    assert not [c for c in _positions(text) if c.fields["scale"] in told]


def test_an_opponent_loses_what_the_other_side_wins() -> None:
    source = Source(id="a", text="Marlow Rovers beat Hexham Town.", language="en")
    contests = [claim for claim in extract_claims(source) if claim.kind == "contest"]
    assert [(claim.fields["position"], _words(claim, "agent")) for claim in contests] == [
        (Term("win"), {"l:marlow", "l:rover"}),
        (Term("lose"), {"l:hexham"}),
    ]


def _words(claim: Claim, field: str) -> set[str]:
    value = claim.fields[field]
    assert isinstance(value, Terms)
    return {feature for feature in value.concepts if feature.startswith("l:")}


def test_as_for_puts_the_subject_before_its_verb() -> None:
    found = [c for c in _positions("أما المرشح، الذي خسر، فرفض العرض.") if c.fields["scale"] == Term("assent")]
    assert [claim.fields["agent"] for claim in found] == [Terms(frozenset({"c:candidate"}))]


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Contracts covering 620 workers expire in May.", "level"),
        ("The miners accepted an improved contract.", "level"),
        ("Rain fell for two days.", "level"),
        ("The envoy declined to comment.", "assent"),
        ("The settlers came back in May.", "assent"),
        ("His crew had permits.", "assent"),
        ("They made buses free for pupils.", "custody"),
        ("هبطت الطائرة في المطار.", "level"),
        ("وصل رجال الإطفاء بعد ساعة.", "fire"),
        ("أنشئ صندوق لدعم الصيادين.", "assent"),
        ("أقر المدرب بأنه أخطأ.", "assent"),
        ("تبنت الجماعة الهجوم.", "assent"),
        ("صدر بحقه حكم بعقوبة موقوفة التنفيذ.", "custody"),
    ],
)
def test_what_only_looks_like_a_verb_takes_no_position(text: str, scale: str) -> None:
    assert Term(scale) not in [c.fields["scale"] for c in _positions(text)]


@pytest.mark.parametrize(
    ("text", "scale", "position"),
    [
        ("Voters back the toll.", "assent", "approve"),
        ("Regulators have yet to rule on the application.", "assent", "not:approve"),
        ("A proposal to let pupils ride for nothing was approved.", "assent", "approve"),
        ("They left without signing the accord.", "signing", "postpone"),
        ("Work on the bridge has not yet begun.", "begun", "wait"),
        ("The drug has not yet been tested on people.", "tested", "wait"),
        ("The president broke his promise to lower the tax.", "promise", "breach"),
        ("Menon went through the tournament unbeaten.", "unbeaten", "unbeaten"),
        ("No warning reached the village.", "warned", "not:warn"),
        ("أعطت اللجنة الحق للنادي في شكواه.", "assent", "approve"),
        ("نفت المنظمة أن تكون سلسلة التبريد قد سلمت من الضرر.", "damage-state", "damage"),
        ("لم يبدأ العمل في الجسر بعد.", "begun", "wait"),
        ("وفى الرئيس بوعده.", "promise", "keep"),
        ("وقع على النص ممثلو المدينتين.", "signing", "sign"),
    ],
)
def test_denials_and_phrases_are_read(text: str, scale: str, position: str) -> None:
    assert (Term(scale), Term(position)) in [(c.fields["scale"], c.fields["position"]) for c in _positions(text)]


def test_names_of_a_list_are_one_subject() -> None:
    text = "It passed, with Laos opposed and Vietnam, Nepal and Sri Lanka abstaining."
    agents = {str(c.fields["position"]): c.fields["agent"] for c in _positions(text) if "agent" in c.fields}
    abstaining = agents[str(Term("abstain"))]
    assert isinstance(abstaining, Terms)
    assert abstaining.concepts == {"e:VN", "e:NP", "e:LK"}
