"""What is seen of two figures, feature by feature, on figures that are made for it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from consistency.matching.alignment import Alignment, Beside
from consistency.matching.logistic import LogisticModel
from consistency.matching.slots import FARTHEST, Figure, SlotPair, figures_of, slot_pairs
from consistency.model import Claim, Evidence, Period, Quantity, Setting, Term, Terms, Value

MODEL = LogisticModel(0.0, {})


class Sentences:
    """An alignment in which any two sentences stand beside each other alike."""

    def __init__(self, better: int = 0, shared: Sequence[str] = ("c:fire",), single: Sequence[str] = ()):
        self._beside = Beside(better, frozenset(shared), frozenset(single), 0.5, 1.0)

    def beside(self, a: Claim, b: Claim, most: int) -> Beside | None:
        return self._beside if self._beside.better <= most else None


class Strangers:
    """An alignment in which no sentence is known."""

    def beside(self, a: Claim, b: Claim, most: int) -> None:
        return None


def people(value: float, words: str = "", source: str = "a", quote: str = "q", **fields: Value) -> Figure:
    return figure(Quantity(value, value, "person"), words, source, quote, "figure", **fields)


def figure(
    value: Quantity | Period,
    words: str = "",
    source: str = "a",
    quote: str = "q",
    kind: str = "figure",
    **fields: Value,
) -> Figure:
    features = dict.fromkeys((f"l:{word}" for word in words.split()), 1.0)
    given: dict[str, Value] = {"value": value, **fields, **({"setting": Setting(features)} if features else {})}
    evidence = (Evidence(source=source, quote=quote),)
    return Figure(Claim(kind=kind, source=source, fields=given, evidence=evidence), value, (0, 1))


def day(number: int, **more: Any) -> Period:
    date = datetime.date(2025, 3, number)
    return Period(date, date, **{"month": 3, "day": number, **more})


def pairs(
    one: Sequence[Figure],
    other: Sequence[Figure],
    sentences: object = None,
    days: tuple[Period | None, Period | None] = (None, None),
) -> list[SlotPair]:
    found = slot_pairs(one, other, cast(Alignment, sentences or Sentences()), {}, days, MODEL)
    assert found is not None
    return found


def seen(one: Figure, other: Figure, *more: Any) -> Mapping[str, float]:
    (pair,) = pairs([one], [other], *more)
    return pair.seen


def test_two_counts_are_seen_as_they_are() -> None:
    noun: dict[str, Any] = {"head": Term("c:child"), "fate": Term("dead"), "thing": Terms(frozenset(("x", "y")))}
    told = seen(people(47, **noun), people(74, **{**noun, "thing": Terms(frozenset("xyz"))}, role=Term("victim")))
    assert told == {
        "better_sentences": 0.0, "shared_words": 1.0, "shared_values": 0.0, "other_countries": 0.0,
        "best_setting": 2.0, "lead_over_others": 0.0, "agrees_elsewhere": 0.0, "only_here": 2.0, "rivals": 0.0,
        "noun": 1.0, "thing": 2.0, "other_role": 1.0, "one_fate": 1.0, "other_fate": 0.0,
        "unit": 1.0, "ratio": pytest.approx(math.log10(74 / 47)), "slip": 1.0, "size": pytest.approx(math.log10(75)),
        "count": 1.0, "ordinal": 0.0, "other_bound": 0.0, "day": 0.0, "weeks": 0.0,
        "duration": 0.0, "days_apart": 1.0, "two_languages": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (Quantity(3, 3, ordinal=True), Quantity(7, 7, ordinal=True), {"ordinal": 1.0, "count": 0.0, "slip": 0.0}),
        (Quantity(3, 3, "metre"), Quantity(7, 7, "foot"), {"unit": 0.0, "count": 0.0}),
        (Quantity(3, 3, "metre"), Quantity(7, 7, "metre"), {"unit": 1.0, "count": 0.0}),
        (Quantity(3, 3), Quantity(7, 7, "person"), {"unit": 0.0, "count": 1.0}),
        (Quantity(3, 3), Quantity(0, 0), {"size": math.log10(4), "ratio": math.log10(3e9)}),
        (Quantity(-300, -300), Quantity(30, 30), {"size": math.log10(301), "ratio": 1.0}),
        (Quantity(1e9, 1e9), Quantity(3e9, 3e9), {"size": 4.0}),
        (Quantity(30, 30), Quantity(90, 90, bound="about"), {"other_bound": 1.0}),
        (day(3), day(12), {"day": 1.0, "weeks": 1.0, "slip": 1.0, "unit": 1.0, "size": 0.0}),
        (day(3), day(12, weekday=2), {"unit": 0.0}),
        (day(3, day=None), day(12), {"slip": 0.0}),
        (day(3, month=None), day(12), {"slip": 0.0}),
        (day(3, weekday=0), day(12, weekday=2), {"unit": 1.0}),
    ],
)
def test_values_are_seen(x: Quantity | Period, y: Quantity | Period, expected: dict[str, float]) -> None:
    for told in (seen(figure(x), figure(y)), seen(figure(y), figure(x))):
        assert {name: told[name] for name in expected} == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (Quantity(3, 3), day(3)),
        (Quantity(3, 3), Quantity(7, 7, "metre")),
        (Quantity(3, 3, "USD"), Quantity(7, 7, "metre")),
        (Quantity(3, 3), Quantity(7, 7, ordinal=True)),
        (Quantity(3, 3, "barrel", per="day"), Quantity(7, 7, "barrel", per="week")),
        (Quantity(3, 3), Quantity(3, 3)),
        (Quantity(300, 900, bound="at_least"), Quantity(700, 700)),
    ],
)
def test_what_cannot_differ_is_no_pair(x: Quantity | Period, y: Quantity | Period) -> None:
    assert pairs([figure(x)], [figure(y)]) == pairs([figure(y)], [figure(x)]) == []


def test_nouns_that_cannot_be_compared_are_not_alike() -> None:
    child = people(3, head=Term("c:child"))
    assert seen(child, people(7, head=Term("c:child")))["noun"] == 1.0
    assert seen(child, people(7))["noun"] == seen(people(7), child)["noun"] == 0.0
    assert seen(child, people(7, head=Terms(frozenset("x"))))["noun"] == 0.0


def test_sentences_without_anything_in_common_show_nothing() -> None:
    a, b = people(3), people(7)
    fate: dict[str, Any] = {"fate": Term("dead")}
    assert seen(a, b, Strangers()) == {}
    assert seen(a, b, Sentences(better=FARTHEST + 1)) == {}
    assert seen(a, b, Sentences(better=FARTHEST))["better_sentences"] == FARTHEST
    assert seen(a, b, Sentences(shared=["n:5", "d:1"])) == {}
    assert seen(a, b, Sentences(shared=[])) == {}
    assert seen(people(3, **fate), people(7, **fate), Sentences(shared=["n:5", "d:1"]))["shared_values"] == 2.0
    assert seen(a, b, Sentences(shared=["n:5", "c:fire"], single=["e:KE", "e:UG", "c:x"])) == {
        **seen(a, b), "shared_words": 2.0, "shared_values": 1.0, "other_countries": 2.0,
    }  # fmt: skip
    (pair,) = pairs([a], [b], Strangers())
    assert pair.likelihood == 0.0
    assert pairs([a], [b])[0].likelihood == 0.5


def test_fates_are_one_or_two_or_untold() -> None:
    def told(x: str | None, y: str | None) -> tuple[float, float]:
        a, b = (people(n, fate=Term(f)) if f else people(n) for n, f in ((3, x), (7, y)))
        found = seen(a, b)
        return found["one_fate"], found["other_fate"]

    assert [told("dead", "dead"), told("dead", "hurt"), told("dead", None), told(None, None)] == [
        (1.0, 0.0), (0.0, 1.0), (0.0, 1.0), (0.0, 0.0),
    ]  # fmt: skip


def test_the_rest_of_the_texts_is_seen() -> None:
    a, b = people(3, "fire market night"), people(7, "fire market night")
    alike = pairs([a], [b])[0].seen
    assert (alike["best_setting"], alike["only_here"], alike["rivals"], round(alike["lead_over_others"], 6)) == (
        2,
        2,
        0,
        1,
    )
    # Another figure of the second text that fits as well is a rival, one that fits less is led.
    (tied, _) = (p.seen for p in pairs([a], [b, people(9, "fire market night")]))
    assert (tied["best_setting"], tied["rivals"], round(tied["lead_over_others"], 6)) == (2, 1, 1)
    first, second = (p.seen for p in pairs([a], [b, people(9, "boat river")]))
    assert (first["best_setting"], second["best_setting"]) == (2, 1)
    assert first["lead_over_others"] > 0 > second["lead_over_others"]
    assert (first["agrees_elsewhere"], first["only_here"]) == (0, 2)
    # The second text has the first one's figure as well: it agrees elsewhere, in its setting.
    (borne, *_) = (p.seen for p in pairs([a, people(9, "boat")], [b, people(3, "fire market night")]))
    assert (round(borne["agrees_elsewhere"], 6), borne["only_here"]) == (1, 1)
    far = pairs([a], [b, people(3, "boat river")])[0].seen
    assert (far["agrees_elsewhere"], far["only_here"]) == (0, 1)


def test_a_figure_that_both_texts_have_is_no_rival() -> None:
    a, b = people(3), people(7)
    assert [p.seen["rivals"] for p in pairs([a], [b])] == [0]
    assert [p.seen["rivals"] for p in pairs([a], [b, people(8)])] == [1, 1]
    assert [p.seen["rivals"] for p in pairs([a, people(5)], [b, people(8)])] == [2, 2, 2, 2]
    shared = {(p.a.value, p.b.value): p.seen["rivals"] for p in pairs([a, people(8)], [b, people(8)])}
    assert shared[a.value, b.value] == 0


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (day(3), day(3), 0), (day(3), day(5), 2), (day(5), day(3), 2), (day(3), day(13), 10), (day(3), day(29), 10),
        (None, day(3), 1), (None, None, 1), (Period(day(1).start, day(9).start), day(3), 1),
        (Period(None, None), day(9), 1),
    ],
)  # fmt: skip
def test_days_between_texts_are_seen(one: Period | None, other: Period | None, apart: int) -> None:
    assert seen(people(3), people(7), Sentences(), (one, other))["days_apart"] == apart


def test_languages_and_lengths_of_time_are_seen() -> None:
    arabic = people(7, quote="سبعة")
    assert seen(people(3), arabic)["two_languages"] == seen(arabic, people(3))["two_languages"] == 1.0
    assert seen(people(3, quote="ثلاثة"), arabic)["two_languages"] == 0.0
    lasting = figure(Quantity(3, 3, "hour"), kind="duration")
    assert seen(lasting, figure(Quantity(7, 7, "hour")))["duration"] == 1.0
    assert seen(figure(Quantity(7, 7, "hour")), lasting)["duration"] == 1.0


def test_a_likelihood_is_the_logistic_function_of_the_sum() -> None:
    model = LogisticModel(-1.0, {"slip": 2.0, "noun": 0.5})
    assert model.likelihood({"slip": 1.0, "noun": 0.0, "other": 9.0}) == pytest.approx(1 / (1 + math.exp(-1)))
    assert model.likelihood({"slip": 0.0, "noun": 2.0}) == pytest.approx(0.5)


def test_figures_are_the_best_claims_of_a_place_in_the_order_of_places() -> None:
    def at(kind: str, start: int, source: str = "a", name: str = "value", value: Value | None = None) -> Claim:
        told = value or Quantity(start, start)
        evidence = (Evidence(source=source, quote="q"),)
        return Claim(kind=kind, source=source, fields={name: told}, evidence=evidence, spans={name: (start, start + 2)})

    claims = [
        at("figure", 9, "b"), at("figure", 20), at("toll", 20), at("figure", 5), at("age", 5), at("figure", 5),
        at("event", 40, name="date", value=day(3)), at("event", 50, name="date", value=Term("x")), at("price", 60),
    ]  # fmt: skip
    found = figures_of(claims)
    assert list(found) == ["a", "b"]
    assert [(f.claim.kind, f.place[0]) for f in found["a"]] == [("age", 5), ("toll", 20), ("event", 40)]
    assert found["a"][2].value == day(3)
    assert figures_of(claims[::-1]) == found
