"""The score of two claims: giving up early gives up on nothing that would have scored enough."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from consistency.matching.identity import Identity, SameField
from consistency.matching.index import find_matches
from consistency.matching.likeness import Rarities
from consistency.model import Claim, Evidence, Setting, Term, Terms, Value

_WORDS = st.sets(st.sampled_from("abcdef"), max_size=4)
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from("xy").map(Term),
        "thing": _WORDS.map(lambda words: Terms(frozenset(words))),
        "other": _WORDS.map(lambda words: Terms(frozenset(words))),
        "setting": st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 1.0), max_size=4).map(Setting),
    },
)
_RARITIES = Rarities({"a": 1.0, "b": 1.5, "c": 2.0, "d": 2.5, "e": 3.0})
_SAME = {
    "thing": SameField(weight=2.0),
    "other": SameField(weight=0.5, at_least=0.2),
    "setting": SameField(weight=3.0, required=True, at_least=0.1),
    "role": SameField(weight=0.1, at_least=1.0),
}


def _claim(source: str, fields: dict[str, Value]) -> Claim:
    return Claim(kind="thing", source=source, fields=fields, evidence=(Evidence(source=source, quote="q"),))


@given(_FIELDS, _FIELDS, st.floats(0.0, 1.0))
def test_a_threshold_leaves_out_lower_scores_and_nothing_else(
    one: dict[str, Value], other: dict[str, Value], threshold: float
) -> None:
    a, b = _claim("a", one), _claim("b", other)
    scored = Identity(_SAME, _RARITIES).compare(a, b)
    told = Identity(_SAME, _RARITIES).compare(a, b, threshold)
    assert told == (scored if scored is not None and scored.score >= threshold else None)


@given(_FIELDS, _FIELDS)
def test_remembered_weights_give_the_same_score(one: dict[str, Value], other: dict[str, Value]) -> None:
    a, b = _claim("a", one), _claim("b", other)
    assert Identity(_SAME, _RARITIES).compare(a, b) == Identity(_SAME, dict(_RARITIES)).compare(a, b)


def test_pairs_of_no_use_are_counted_and_not_matched() -> None:
    same = {"role": SameField(required=True)}
    claims = [_claim(source, {"role": Term("x"), "act": Term(source)}) for source in "abc"]
    claims.append(_claim("d", {"role": Term("x")}))

    def telling(value: Value, others: Sequence[Value]) -> list[bool]:
        return [Term("c") in (value, other) for other in others]

    matching = find_matches(claims, same, 0.5, _RARITIES, False, differs="act", telling=telling)
    assert matching.compared == 6
    assert [(match.a.source, match.b.source) for match in matching.matches] == [("a", "c"), ("b", "c")]
