"""Words of sets of which one thing is one, and what stands beside them."""

from __future__ import annotations

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Claim, Term, Terms


def _claims(text: str) -> list[Claim]:
    return [claim for claim in extract_claims(Source(id="a", text=text)) if claim.kind == "alternative"]


def test_a_member_is_read_with_what_stands_beside_it() -> None:
    (claim,) = [c for c in _claims("Navy divers searched the reservoir.") if c.fields["member"] == Term("c:navy")]
    beside = claim.fields["beside"]
    assert isinstance(beside, Terms)
    assert "c:diver" in beside.concepts
    assert claim.fields["told"] == Term("one")


def test_two_members_in_a_sentence_are_several() -> None:
    found = _claims("Rockets hit a hospital and a school in the village.")
    told = {c.fields["told"] for c in found if c.fields["group"] == Term("art-house")}
    assert told == {Term("several")}


def test_a_country_is_named_once_and_is_no_nationality() -> None:
    found = _claims("زار الوزير قطر أمس. وعاد من قطر اليوم.")
    assert [(c.fields["member"], c.fields["told"]) for c in found] == [(Term("QA"), Term("named"))]


def test_a_phrase_is_one_member() -> None:
    text = "The company is owned by his brother-in-law."
    (claim,) = [c for c in _claims(text) if c.fields["group"] == Term("kin")]
    start, end = claim.spans["member"]
    assert text[start:end] == "brother-in-law"
