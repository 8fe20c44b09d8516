"""The public functions of normalization, as DESIGN gives them."""

from __future__ import annotations

from datetime import date

from consistency.normalization import find_dates, find_quantities, find_times, fold, name_similarity


def test_quantities_carry_a_canonical_unit() -> None:
    (mention,) = find_quantities("خفض بنسبة ٥٠٪", language="ar")
    assert (mention.value.low, mention.value.high, mention.value.unit, mention.value.bound) == (
        50.0,
        50.0,
        "percent",
        "exact",
    )
    assert "خفض بنسبة ٥٠٪"[mention.start : mention.end] == mention.quote


def test_dates_are_resolved_by_the_day_of_publication() -> None:
    (mention,) = find_dates("يوم الاثنين الماضي", language="ar", published=date(2025, 3, 2))
    assert mention.value.start == mention.value.end == date(2025, 2, 24)
    assert mention.value.precision == "day"


def test_times_carry_their_zone() -> None:
    (mention,) = find_times("at 06:11 GMT", language="en")
    assert (mention.value.minute, mention.value.zone) == (6 * 60 + 11, 0)


def test_names_are_compared_across_scripts() -> None:
    assert name_similarity("بوتين", "Putin") > 90
    assert name_similarity("بوتين", "Biden") < 80


def test_folding_leads_back() -> None:
    folded = fold("أَحْمَـد")
    assert folded.text == "احمد"
    assert folded.original(0, 4) == (0, 8)
