"""What is seen of two claims that differ, by the fields that a rule compares and by their sentences."""

from __future__ import annotations

import datetime

import pytest

from consistency.matching.alignment import Alignment
from consistency.matching.identity import SameField
from consistency.matching.pair_features import Question, SeenPair, seen_pairs
from consistency.model import Claim, Context, Evidence, Period, Quantity, Setting, Term, Terms, Value

QUESTION = Question(
    {
        "scale": SameField(by="term", required=True, at_least=1),
        "setting": SameField(by="setting"),
        "agent": SameField(by="overlap", at_least=0.5),
        "theme": SameField(by="overlap"),
    },
    "position",
    "position",
)


def term(concept: str) -> Term:
    return Term(concept=concept)


def terms(*concepts: str) -> Terms:
    return Terms(concepts=frozenset(concepts))


def claim(source: str, position: str, start: int = 0, quote: str = "voted", **fields: Value) -> Claim:
    own: dict[str, Value] = {"scale": term("assent"), "position": term(position), "theme": terms("c:plan"), **fields}
    return Claim(
        kind="position", source=source, fields=own, context=Context(),
        evidence=(Evidence(source=source, quote=quote, start=start, end=start + len(quote)),),
    )  # fmt: skip


def sentence(source: str, start: int, *words: str) -> Claim:
    evidence = Evidence(source=source, quote="s", start=start, end=start + 1)
    return Claim(kind="sentence", source=source, fields={"words": terms(*words)}, evidence=(evidence,))


SENTENCES = [
    sentence("a", 0, "c:plan", "c:vote", "p:kn", "e:FR"), sentence("a", 100, "c:rain"), sentence("a", 200, "c:school"),
    sentence("b", 0, "c:plan", "c:vote", "p:kn", "n:3"), sentence("b", 100, "c:rain"), sentence("b", 200, "c:school"),
]  # fmt: skip


def pairs(one: list[Claim], other: list[Claim], question: Question = QUESTION) -> list[SeenPair]:
    found = seen_pairs(question, one, other, Alignment([*SENTENCES, *one, *other]), {})
    assert found is not None
    return found


def test_claims_that_differ_are_seen_with_their_sentences() -> None:
    (pair,) = pairs([claim("a", "approve")], [claim("b", "reject")])
    seen = pair.seen
    assert (seen["shared"], seen["shared_people"], seen["single_countries"], seen["single_values"]) == (3, 1, 1, 1)
    assert (seen["better_sentences"], seen["best_partners"], seen["two_languages"]) == (0, 1, 0)
    assert (seen["same:theme"], seen["unknown:theme"], seen["same:agent"], seen["unknown:agent"]) == (1, 0, 0, 1)
    assert (seen["borne_out"], seen["others"], seen["timeless"]) == (0, 0, 1)


def test_claims_that_agree_or_are_on_two_scales_are_none() -> None:
    assert not pairs([claim("a", "approve")], [claim("b", "approve")])
    assert not pairs([claim("a", "approve")], [claim("b", "reject", scale=term("level"))])


def test_what_a_rule_asks_at_least_must_be_there() -> None:
    court = claim("a", "approve", agent=terms("c:court"))
    assert pairs([court], [claim("b", "reject")])
    assert not pairs([court], [claim("b", "reject", agent=terms("c:union"))])
    required = Question({**QUESTION.same, "agent": SameField(by="overlap", required=True)}, "position", "position")
    assert not pairs([claim("a", "approve")], [claim("b", "reject")], required)


def test_what_else_fits_is_seen() -> None:
    near, far = Setting(features={"c:plan": 1.0}), Setting(features={"c:rain": 1.0})
    one = [claim("a", "approve", setting=near)]
    other = [claim("b", "reject", setting=near), claim("b", "approve", 100, setting=near)]
    other.append(claim("b", "reject", 200, setting=far))
    first = next(p for p in pairs(one, other) if p.b.evidence[0].start == 0)
    assert first.seen["agrees_elsewhere"] == 1.0
    assert (first.seen["setting"], first.seen["rival"], first.seen["lead"]) == (1.0, 0.0, 1.0)
    assert first.seen["borne_out"] == 1.0
    assert first.seen["others"] > 0


def test_values_and_times_are_seen() -> None:
    question = Question({"setting": SameField(by="setting")}, "value", None)
    day = datetime.date(2025, 3, 4)
    context = Context(time=Period(start=day, end=day))
    one, other = (
        claim(source, "x", value=Quantity(low=low, high=low, unit="day")).model_copy(update={"context": context})
        for source, low in (("a", 12.0), ("b", 21.0))
    )
    (pair,) = pairs([one], [other], question)
    assert pair.seen["value:unit"] == 1.0
    assert pair.seen["value:slip"] == 1.0
    assert (pair.seen["one_time"], pair.seen["timeless"]) == (1.0, 0.0)


def test_the_order_of_the_texts_does_not_matter() -> None:
    one = [claim("a", "approve", quote="accepted")]
    other = [claim("b", "reject", quote="رفض"), claim("b", "approve", 100)]
    there = sorted(tuple(sorted(p.seen.items())) for p in pairs(one, other))
    back = sorted(tuple(sorted(p.seen.items())) for p in pairs(other, one))
    assert there == back


def test_too_many_claims_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.matching.pair_features._MANY", 1)
    one, other = [claim("a", "approve")] * 2, [claim("b", "reject")]
    assert seen_pairs(QUESTION, one, other, Alignment(SENTENCES), {}) is None
