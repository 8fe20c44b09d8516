"""How likely two values answer one question: what is seen of them, and what the shipped weights make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import Source
from consistency.assessment import bundle_of
from consistency.extraction import extract_claims
from consistency.judging import Bundle
from consistency.judging.slots import Slots, slots_of
from consistency.matching.logistic import LogisticModel
from consistency.matching.slots import FIELDS, figures_of, slot_model

A = (
    "A bus carrying pilgrims hit a fuel tanker near Ghazni on Sunday, killing 47 people, police said. "
    "Firefighters needed five hours to put out the blaze. "
    "Guard rails will cost 240 million afghanis. The road is to reopen on March 14."
)
B = (
    "Police in Ghazni say that 74 people were killed in the bus that hit a fuel tanker. "
    "The blaze took firefighters eight hours to put out. "
    "Guard rails for the road will cost 240 million afghanis. The road is to reopen on March 14."
)


def _bundle(*sources: Source) -> Bundle:
    return bundle_of([claim for source in sources for claim in extract_claims(source)], sources)


def _slots(a: str = A, b: str = B, model: LogisticModel | None = None) -> Slots:
    bundle = _bundle(Source(id="a", text=a, language="en"), Source(id="b", text=b, language="en"))
    return Slots(bundle, model) if model else slots_of(bundle)


def _quotes(slots: Slots, least: float) -> set[tuple[str, str]]:
    likely = (pair for pair in slots.best_pairs() if pair.likelihood >= least)
    return {(_quote(A, pair.a.place), _quote(B, pair.b.place)) for pair in likely}


def _quote(text: str, place: tuple[int, int]) -> str:
    return " ".join(text[slice(*place)].split())


def test_figures_that_answer_one_question_are_likely() -> None:
    assert _quotes(_slots(), 0.5) == {("47 people", "74 people"), ("five hours", "eight hours")}


def test_what_agrees_is_no_pair() -> None:
    pairs = {(_quote(A, p.a.place), _quote(B, p.b.place)) for p in _slots().pairs()}
    assert ("240 million afghanis", "240 million afghanis") not in pairs
    assert ("March 14", "March 14") not in pairs


def test_a_slip_of_digits_is_seen() -> None:
    pair = next(p for p in _slots().pairs() if _quote(A, p.a.place) == "47 people")
    assert pair.seen["slip"] == 1.0
    assert pair.seen["one_fate"] == 1.0
    assert pair.seen["only_here"] == 2.0


def test_texts_about_nothing_in_common_have_no_pairs() -> None:
    assert not _slots(A, "Malta expects 310,000 visitors, of whom 20 write poems. It took seven months.").pairs()


def test_the_order_of_the_texts_does_not_matter() -> None:
    one, other = _slots(A, B), _slots(B, A)
    assert sorted(p.likelihood for p in one.pairs()) == pytest.approx(sorted(p.likelihood for p in other.pairs()))


def test_every_weight_is_of_something_that_is_seen() -> None:
    seen = _slots().pairs()[0].seen
    assert set(slot_model().weights) == set(seen)


def test_two_texts_with_too_many_figures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.matching.slots._MANY", 3)
    slots = _slots()
    assert not slots.pairs()
    assert slots.capped == ["a and b"]


def test_the_first_claim_about_a_figure_tells_most() -> None:
    figures = figures_of(_bundle(Source(id="a", text=A, language="en")).claims)
    assert next(f for f in figures["a"] if _quote(A, f.place) == "47 people").claim.kind == "toll"
    assert {f.claim.kind for f in figures["a"]} <= set(FIELDS)


@given(st.dictionaries(st.sampled_from(["slip", "noun", "rivals"]), st.floats(-1e3, 1e3)), st.floats(-50, 50))
def test_a_likelihood_lies_between_none_and_all(weights: dict[str, float], bias: float) -> None:
    likelihood = LogisticModel(bias, weights).likelihood({"slip": 1.0, "noun": 0.5, "rivals": 2.0})
    assert 0.0 <= likelihood <= 1.0
