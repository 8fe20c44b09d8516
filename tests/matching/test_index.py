"""Which pairs of claims are proposed, and what is left out."""

from __future__ import annotations

import math

from consistency.matching.identity import SameField
from consistency.matching.index import Matching, blocking_keys, find_matches, rarity
from consistency.matching.likeness import Rarities
from consistency.model import Claim, Evidence, Name, Quantity, Setting, Term, Terms, Text, Value

_NONE: Rarities = Rarities({})


def _claim(source: str, **fields: Value) -> Claim:
    return Claim(kind="thing", source=source, fields=fields, evidence=(Evidence(source=source, quote="q"),))


def _pairs(matching: Matching, claims: list[Claim]) -> list[tuple[int, int]]:
    places = {id(claim): place for place, claim in enumerate(claims)}
    return [(places[id(match.a)], places[id(match.b)]) for match in matching.matches]


def _blocks(*sizes: tuple[str, int, int]) -> list[Claim]:
    """Return claims of two sources: for each role so many of the one and so many of the other."""
    return [
        _claim(source, role=Term(role)) for role, *counts in sizes for source, n in zip("ab", counts, strict=True)
        for _ in range(n)
    ]  # fmt: skip


_ROLE = {"role": SameField(by="term", required=True)}


def test_rarity_is_that_of_inverse_document_frequency() -> None:
    found = rarity([Setting({"a": 1.0, "b": 0.2}), Setting({"a": 0.1})])
    assert found == {"a": 1.0, "b": 1.0 + math.log(3 / 2)}
    assert rarity([]) == {}


def test_values_that_could_agree_share_a_key() -> None:
    assert blocking_keys(Term("not:mayor"), None, _NONE) == blocking_keys(Term("mayor"), None, _NONE) == ("mayor",)
    assert blocking_keys(Terms(frozenset("ba")), None, _NONE) == ("a", "b")
    assert blocking_keys(Text("The  Port"), "equal", _NONE) == ("the  port",)
    assert blocking_keys(Text("port The"), "text", _NONE) == ("port", "the")
    assert blocking_keys(Text(""), "text", _NONE) == ("",)
    assert blocking_keys(Quantity(1, 1), None, _NONE) == ()
    known = blocking_keys(Name("Kyiv", "UA-30"), "name", _NONE)
    assert known[0] == "e:UA-30"
    assert known[1:] == blocking_keys(Name("Kyiv"), "name", _NONE) == blocking_keys(Text("Kyiv"), "name", _NONE) != ()
    setting = Setting({f"{n}": 1.0 for n in range(12)})
    weights = {f"{n}": float(n) for n in range(12)}
    rarest = tuple(str(n) for n in range(11, 3, -1))
    assert blocking_keys(setting, None, weights) == blocking_keys(setting, None, Rarities(weights)) == rarest


def test_pairs_are_of_two_sources_or_within_one() -> None:
    claims = _blocks(("x", 2, 1), ("y", 1, 1))
    across = find_matches(claims, _ROLE, 0.5, _NONE, within=False)
    assert (_pairs(across, claims), across.compared, across.capped) == ([(0, 2), (1, 2), (3, 4)], 3, [])
    inside = find_matches(claims, _ROLE, 0.5, _NONE, within=True)
    assert (_pairs(inside, claims), inside.compared) == ([(0, 1)], 1)


def test_the_pair_keeps_the_order_of_the_claims() -> None:
    claims = [_claim(source, role=Term("x")) for source in "bab"]
    assert _pairs(find_matches(claims, _ROLE, 0.5, _NONE, within=False), claims) == [(0, 1), (1, 2)]


def test_a_block_with_too_many_pairs_of_two_sources_is_left_out() -> None:
    claims = _blocks(("x", 5, 5), ("y", 2, 2))
    assert find_matches(claims, _ROLE, 0.5, _NONE, within=False, most=200).compared == 29
    found = find_matches(claims, _ROLE, 0.5, _NONE, within=False, most=199)  # 25 are more than an eighth
    assert (found.compared, found.capped) == (4, ["x"])


def test_the_largest_blocks_are_left_out_until_few_enough_pairs_are_left() -> None:
    claims = _blocks(*((role, 2, 2) for role in "abcdefghi"), ("j", 2, 1))
    found = find_matches(claims, _ROLE, 0.5, _NONE, within=False, most=34)
    assert (found.compared, found.capped) == (2 + 4 * 8, ["i"])
    assert find_matches(claims, _ROLE, 0.5, _NONE, within=False, most=38).capped == []


def test_of_many_sources_only_partners_are_compared_unless_a_rare_name_joins_them() -> None:
    claims = [_claim(source, role=Term("x")) for source in "abc"]
    partners = {"a": frozenset("b"), "b": frozenset("a"), "c": frozenset[str]()}
    assert _pairs(find_matches(claims, _ROLE, 0.5, _NONE, False, partners), claims) == [(0, 1)]
    same = {"who": SameField(by="name", required=True)}
    named = [_claim(source, who=Name("Salim Haddad")) for source in "abc"]
    assert len(find_matches(named, same, 0.5, _NONE, False, partners).matches) == 3
    # A rule that asks for one setting as well goes by partners, whatever name it is.
    both = {**same, "setting": SameField(required=True)}
    settled = [_claim(source, who=Name("Salim Haddad"), setting=Setting({"a": 1.0})) for source in "abc"]
    assert _pairs(find_matches(settled, both, 0.5, _NONE, False, partners), settled) == [(0, 1)]
    common = [_claim("abc"[n % 3], who=Name("Salim Haddad")) for n in range(201)]
    assert find_matches(common, same, 0.5, _NONE, False, partners).compared == 67 * 67


def test_claims_are_blocked_on_what_is_required_and_heaviest() -> None:
    values: dict[str, Value] = {"role": Term("x"), "other": Term("y"), "setting": Setting({"a": 1.0})}
    claims = [_claim("a", **values), _claim("b", **{**values, "other": Term("z")})]

    def compared(**same: SameField) -> int:
        return find_matches(claims, same, 0.0, _NONE, within=False).compared

    light = SameField(by="term", weight=1.0)
    assert compared(role=light, other=SameField(by="term", weight=2.0)) == 0  # on `other`, which differs
    assert compared(role=SameField(by="term", weight=2.0), other=light) == 1
    assert compared(role=light, other=SameField(by="term", weight=0.5, required=True)) == 0
    assert compared(other=light, setting=SameField(weight=9.0)) == 0  # few claims: on the term before the setting
    assert compared(setting=SameField(weight=9.0)) == 1


def test_what_lacks_the_field_that_is_blocked_on_is_not_compared() -> None:
    claims = [_claim("a", role=Term("x")), _claim("b"), _claim("b", role=Term("x"))]
    assert _pairs(find_matches(claims, _ROLE, 0.5, _NONE, within=False), claims) == [(0, 2)]
    # Nothing to block on: all are compared with all.
    unblocked = [_claim(source, count=Quantity(n, n)) for n, source in enumerate("aab")]
    found = find_matches(unblocked, {"count": SameField(by="quantity")}, 0.0, _NONE, within=False)
    assert found.compared == 2


def test_a_pair_needs_the_score_that_the_caller_says() -> None:
    claims = [_claim(source, role=Term("x"), place=Quantity(n, n)) for n, source in enumerate("abbb")]
    needed = {1: None, 2: 1.0, 3: 1.1}
    found = find_matches(
        claims, _ROLE, 0.5, _NONE, False, needed=lambda first, others: [needed[claims.index(o)] for o in others]
    )
    assert (found.compared, _pairs(found, claims)) == (3, [(0, 2)])
