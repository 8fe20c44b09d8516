"""Who takes part: offices and groups, and what bears them out."""

from __future__ import annotations

from consistency.extraction import extract_claims
from consistency.model import Claim, Source, Term, Terms


def parties(text: str, told: str) -> list[tuple[str, str, frozenset[str]]]:
    """Return the words, the role and what the party is of, for each party of a text that is told so."""

    def role(claim: Claim, name: str) -> str:
        value = claim.fields[name]
        assert isinstance(value, Term)
        return value.concept

    found = []
    for claim in extract_claims(Source(id="a", text=text)):
        if claim.kind == "party" and role(claim, "told") == told:
            who = claim.fields["who"]
            assert isinstance(who, Terms)
            found.append((claim.evidence[0].quote, role(claim, "role"), who.concepts))
    return found


def test_minister_who_attends() -> None:
    assert parties("The signing was attended by the Spanish energy minister.", "part") == [
        ("Spanish energy minister", "minister", frozenset({"c:energy"})),
        ("Spanish energy minister", "group", frozenset({"c:government"})),
    ]
    assert parties("جرى التوقيع بحضور وزير الطاقة الأردني.", "part") == [
        ("وزير الطاقة الأردني", "minister", frozenset({"c:energy"})),
        ("وزير الطاقة الأردني", "group", frozenset({"c:government"})),
    ]


def test_minister_who_speaks_is_mentioned() -> None:
    assert parties("Prices will rise, the energy minister said.", "part") == []
    assert parties("Prices will rise, the energy minister said.", "mention") == [
        ("energy minister", "minister", frozenset({"c:energy"}))
    ]


def test_groups_and_who_sends_them() -> None:
    assert parties("Ethiopian soldiers guarded the road.", "part") == [
        ("Ethiopian soldiers", "troops", frozenset({"e:ET"}))
    ]
    assert parties("حضر مراقبون من الاتحاد الأفريقي الاقتراع.", "part") == [
        ("مراقبون من الاتحاد الأفريقي", "observer", frozenset({"e:org:african-union"}))
    ]
    assert parties("Soldiers guarded the road to Ethiopia.", "part") == []


def test_what_bodies_have_to_do_with_an_event() -> None:
    assert parties("The deal was brokered by Qatar and Egypt.", "part") == [
        ("brokered by Qatar and Egypt", "mediate", frozenset({"e:QA", "e:EG"}))
    ]
    assert parties("The Saudi-funded road opened.", "part") == [("Saudi-funded", "fund", frozenset({"e:SA"}))]
    assert parties("بني الجسر بتمويل من البنك الدولي.", "part") == [
        ("بتمويل من البنك الدولي", "fund", frozenset({"e:org:world-bank"}))
    ]
    assert parties("The bridge is paid for by its users.", "part") == []


def test_who_is_absent() -> None:
    assert parties("No one from the Afghan side was present.", "absent") == [("Afghan", "country", frozenset({"e:AF"}))]
    assert parties("Unions had no seat at the table.", "absent") == [("Unions", "group", frozenset({"c:trade-union"}))]
    assert parties("اعتذرت وزارة النفط عن الحضور.", "absent") == [("وزارة النفط", "ministry", frozenset({"c:energy"}))]
    assert parties("Unions called a strike.", "absent") == []


def test_others_of_a_list_take_part() -> None:
    assert [who for _, _, who in parties("حضرت وفود من إثيوبيا والصين وفرنسا.", "part")] == [
        frozenset({"e:ET"}),
        frozenset({"e:CN"}),
        frozenset({"e:FR"}),
    ]
