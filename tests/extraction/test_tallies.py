"""How often something has happened by now."""

from __future__ import annotations

import datetime

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.model import Quantity, Term


def _tallies(text: str) -> set[tuple[str, float]]:
    language = "ar" if any("\u0600" < c < "\u06ff" for c in text) else "en"
    source = Source(id="a", text=text, published=datetime.date(2025, 3, 5), language=language)
    found = set()
    for claim in extract_claims(source):
        if claim.kind == "tally":
            feat, tally = claim.fields["of"], claim.fields["tally"]
            assert isinstance(feat, Term)
            assert isinstance(tally, Quantity)
            found.add((feat.concept, tally.low))
    return found


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("It was the seventh attack on the pipeline this year.", ("attack", 7.0)),
        ("She claimed her second Mostar Marathon title.", ("title", 2.0)),
        ("وهذا هو الفوز الثاني لديريبا في بيروت.", ("win", 2.0)),
        ("هذه ثالث زيارة للوزير إلى دكار.", ("visit", 3.0)),
    ],
)
def test_ordinals_tally(text: str, tally: tuple[str, float]) -> None:
    assert tally in _tallies(text)


@pytest.mark.parametrize(
    "text",
    [
        "ويعد الزلزال الأشد في الولاية منذ عامين، حين قضى خمسة أشخاص في هزة مماثلة.",
        "ليرتفع عدد قتلى الحادث إلى ثلاثة حتى الآن.",
    ],
)
def test_dead_are_no_tally(text: str) -> None:
    assert _tallies(text) == set()
