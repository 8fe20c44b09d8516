"""Of which kind a figure is: the words nearest to it that tell one, on each axis, up to another figure."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.language.concepts import concepts
from consistency.model import Terms
from consistency.resources import load_shipped, rules_root


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Holmvik had sales of $340 million.", {"k:flow:revenue"}),
        ("Sales came to $340 million and profit to $12 million.", {"k:flow:revenue"}),
        ("Sales came to $340 million, and the profit was lower.", {"k:flow:revenue", "s:flow:profit"}),
        ("It is spending $340 million less.", {"k:flow:outlay", "k:flow:saving"}),
        ("Some 62% of young teachers agreed.", {"k:people:people.teacher"}),
        ("Malawi got $72 million as a grant.", {"k:flow:grant"}),
        ("It can now assemble 260,000 bikes.", {"k:flow:capacity"}),
        ("It assembled 260,000 bikes.", {"k:flow:output"}),
        ("The merger would cut costs by $46 million.", {"k:flow:outlay", "k:flow:saving"}),
        ("He earned fame in 1999.", set()),
        ("Road spending of 180 million Fijian dollars.", {"k:flow:outlay", "k:sectors:sectors.transport"}),
        ("Drought cut the yield of cereals by 12 percent.", {"k:flow:yield"}),
        ("Some 62% of teachers went home.", {"k:people:people.teacher"}),
        ("Teachers made up 62% of the crowd.", {"k:people:people.teacher"}),
        ("Teachers went home as 62% was reached.", set()),
        ("وأتلف الصقيع 36% من الشعير.", {"k:crops:crops.barley"}),
        ("بلغت مبيعاتها 64 مليون دينار.", {"k:flow:revenue"}),
        ("قرض قيمته 38 مليون يورو.", {"k:flow:loan"}),
        ("وزع 40 ألف ناموسية في الحي.", {"k:counted:nets"}),
    ],
)
def test_kinds_of_the_first_figure(text: str, kinds: set[str]) -> None:
    claims = extract_claims(Source(id="a", text=text))
    told = [c.fields["kinds"] for c in claims if c.kind == "purpose"] or [Terms(frozenset())]
    assert isinstance(told[0], Terms)
    assert told[0].concepts == kinds


def test_the_evidence_reaches_to_the_words_that_tell_the_kind() -> None:
    claims = extract_claims(Source(id="a", text="Malawi, it said, will get $72 million as a grant for its railway."))
    assert [c.evidence[0].quote for c in claims if c.kind == "purpose"] == ["$72 million as a grant"]


def test_every_concept_of_a_contrast_is_in_the_lexicon_and_in_one_member_of_its_set() -> None:
    sets = load_shipped(rules_root() / "languages" / "contrasts.yaml")["sets"]
    for table in sets.values():
        listed = [concept for member in table["members"] for concept in member]
        assert len(listed) == len(set(listed))
        assert set(listed) <= set(concepts())
