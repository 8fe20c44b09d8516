"""Which indicator a figure is of, and what limits it."""

from __future__ import annotations

import pytest

from consistency import Source
from consistency.extraction import extract_claims
from consistency.language.indicators import indicators
from consistency.model import Claim, Terms


def figures(text: str, language: str = "en") -> list[Claim]:
    claims = extract_claims(Source(id="a", text=text, language=language, published="2025-05-06"))
    return [claim for claim in claims if claim.kind in ("figure", "duration", "toll")]


def told(text: str, language: str = "en", field: str = "indicator") -> set[str]:
    values = [claim.fields.get(field) for claim in figures(text, language)]
    return set().union(*(value.concepts for value in values if isinstance(value, Terms)))


@pytest.mark.parametrize(
    ("text", "language", "indicator"),
    [
        ("Turnout was 61% in the harbour towns.", "en", "turnout"),
        ("Some 61% of those on the rolls had cast a ballot.", "en", "turnout"),
        ("وأدلى 61% من المسجلين بأصواتهم.", "ar", "turnout"),
        ("وقدرت نسبة إقبال الناخبين بـ61%.", "ar", "turnout"),
        ("The sentence handed to the clerk was four years in jail.", "en", "jail-term"),
        ("وعوقب الموظف بالحبس أربع سنوات.", "ar", "jail-term"),
        ("It shook the island with a magnitude of 5.1.", "en", "quake-magnitude"),
        ("بلغت قوة الهزة 5.1 درجات.", "ar", "quake-magnitude"),
        ("The mill will lay off 70 workers.", "en", "job-cuts"),
        ("سيفقد 70 عاملا وظائفهم في المطحنة.", "ar", "job-cuts"),
    ],
)
def test_constructions_of_one_indicator(text: str, language: str, indicator: str) -> None:
    assert told(text, language) == {indicator}


def test_a_step_is_no_level() -> None:
    assert told("Unemployment rose by 2% in the spring.") == set()
    assert told("Consumer prices rose by 2% in the spring.") == {"inflation"}


def test_what_stands_beyond_another_figure_belongs_to_that() -> None:
    two = figures("The court fined the brewer 3 million euros and ordered 9 million euros in compensation.")
    assert [sorted(c.fields["indicator"].concepts) for c in two] == [["fine"], ["compensation-sum"]]  # type: ignore[union-attr]


def test_limits() -> None:
    assert told("Revenue was 40 million euros in the third quarter.", field="limits") == {"third-quarter"}
    assert told("بلغت الإيرادات غير النفطية 40 مليون يورو.", "ar", "limits") >= {"non-oil"}


def test_magnitudes_have_one_unit_in_both_languages() -> None:
    units = {
        c.fields["value"].unit  # type: ignore[union-attr]
        for text, language in (("The quake measured 5.1 on the Richter scale.", "en"), ("زلزال قوته 5.1 درجات.", "ar"))
        for c in figures(text, language)
    }
    assert units == {"magnitude"}


def test_a_number_behind_a_preposition_ends_no_sentence() -> None:
    kinds = [c.kind for c in extract_claims(Source(id="a", text="ويحق لـ4.1 مليون شخص التصويت.", language="ar"))]
    assert kinds.count("sentence") == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_indicator_is_told_in_both_languages(language: str) -> None:
    table = indicators(language)
    assert {way.indicator for ways in table.ways.values() for way in ways} == set(table.known)
