"""Which texts of many are compared."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from consistency.matching.relatedness import MOST_PARTNERS, partners_of
from consistency.model import Claim, Evidence, Setting, Term, Terms


def claim(source: str, features: Iterable[str]) -> Claim:
    setting = Setting(dict.fromkeys(features, 1.0))
    return Claim(kind="k", source=source, fields={"setting": setting}, evidence=(Evidence(source=source, quote="q"),))


def events(count: int, articles: int) -> list[Claim]:
    """Return a claim for each of `articles` texts on each of `count` events; all share some words of every day."""
    return [
        claim(f"{event}-{article}", ["l:say", "l:year", f"l:port{event}", f"p:minister{event}", f"l:{article}"])
        for event in range(count)
        for article in range(articles)
    ]


def test_few_texts_without_sentences_are_all_compared() -> None:
    assert partners_of(events(1, MOST_PARTNERS + 1)) is None


def test_of_many_texts_those_on_one_event_are_compared() -> None:
    partners = partners_of(events(20, 3))
    assert partners is not None
    for source, others in partners.items():
        event = source.split("-")[0]
        assert {f"{event}-{article}" for article in range(3)} - {source} <= others


def test_the_relation_goes_both_ways_and_never_back_to_itself() -> None:
    partners = partners_of(events(5, 9))
    assert partners is not None
    assert all(source in partners[other] for source, others in partners.items() for other in others)
    assert all(source not in others for source, others in partners.items())


@pytest.mark.parametrize("count", [10, 60])
def test_the_number_of_pairs_grows_with_the_number_of_texts_and_no_more(count: int) -> None:
    partners = partners_of(events(count, 4))
    assert partners is not None
    assert sum(map(len, partners.values())) <= 2 * MOST_PARTNERS * len(partners)


def test_a_text_without_settings_is_compared_with_all() -> None:
    bare = Claim(kind="k", source="bare", fields={"x": Term("y")}, evidence=(Evidence(source="bare", quote="q"),))
    partners = partners_of([*events(10, 2), bare])
    assert partners is not None
    assert len(partners["bare"]) == 20


def text(source: str, words: Iterable[str]) -> Claim:
    fields = {"words": Terms(frozenset(words))}
    return Claim(kind="sentence", source=source, fields=fields, evidence=(Evidence(source=source, quote="q"),))


COMMON = [f"c:{place}" for place in range(6)]
ONE = [*COMMON, *(f"l:port{place}" for place in range(44))]
OTHER = [*COMMON, *(f"l:vote{place}" for place in range(44))]


def test_two_texts_with_nothing_in_common_are_kept_apart() -> None:
    partners = partners_of([text("a", ONE), text("b", ONE), text("c", OTHER)])
    assert partners == {"a": {"b"}, "b": {"a"}, "c": frozenset()}


@pytest.mark.parametrize(
    "other",
    [OTHER[:30], [*OTHER, "d:2025-03-02", "e:EG", "n:12:"], [*OTHER, *(f"l:word{place}" for place in range(200))]],
    ids=["short", "a name, a day and a figure shared", "much longer"],
)
def test_what_may_tell_of_one_thing_is_compared(other: list[str]) -> None:
    one = [*ONE, "d:2025-03-02", "e:EG", "n:12:"]
    assert partners_of([text("a", one), text("b", other)]) is None
