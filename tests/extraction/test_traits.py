"""Traits: of whom or what a word of a class is said."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Term, Terms


def traits(text: str) -> list[Claim]:
    return [claim for claim in extract_claims(Source(id="a", text=text)) if claim.kind == "trait"]


@pytest.mark.parametrize(
    ("text", "holder", "member"),
    [
        ("Oslo has a new mayor: Ingrid Solberg, a nurse by training.", "Ingrid Solberg", "nurse"),
        ("The prize went to former judge Peter Novak on Monday.", "Peter Novak", "judge"),
        ("It was won by Peter Novak, 61, the tax accountant.", "Peter Novak", "accountant"),
        ("On Monday Peter Novak met the minister, an engineer.", None, None),
        ("The judge adjourned the trial of Peter Novak.", None, None),
        ("فاز سامر العلي، وهو صيدلي من حمص، بالجائزة.", "سامر العلي", "pharmacist"),
        ("قال المهندس كاظم الساعدي إن الجسر متين.", "كاظم الساعدي", "engineer"),
        ("وقف سامر العلي أمام القاضي صباح الأحد.", None, None),
    ],
)
def test_whose_calling_it_is(text: str, holder: str | None, member: str | None) -> None:
    held = [claim for claim in traits(text) if "holder" in claim.fields]
    if member is None:
        assert not held
        return
    (claim,) = held
    name, told = claim.fields["holder"], claim.fields["member"]
    assert isinstance(name, Name)
    assert name.text == holder
    assert isinstance(told, Terms)
    assert member in told.concepts


@pytest.mark.parametrize(
    ("text", "trait", "member"),
    [
        ("He hurt his left knee.", "side", "left"),
        ("The convoy came by road.", "travel", "land"),
        ("A Qatari contractor rebuilt the runway.", "country", "QA"),
        ("The tomb is from the 18th century B.C.", "century", "-18"),
        ("أصيب في الكاحل.", "body-part", "ankle"),
        ("فر اللصوص في شاحنة سوداء.", "colour", "black"),
        ("وتولت إصلاح المدرج شركة تركية.", "country", "TR"),
    ],
)
def test_what_it_is_said_of(text: str, trait: str, member: str) -> None:
    told = [c.fields["member"] for c in traits(text) if c.fields["trait"] == Term(trait)]
    assert any(isinstance(value, Terms) and member in value.concepts for value in told)


@pytest.mark.parametrize("text", ["She is a nurse by training.", "He has the right to speak.", "The left party won."])
def test_what_is_no_trait(text: str) -> None:
    assert not [c for c in traits(text) if c.fields["trait"] in (Term("travel"), Term("side"))]
