"""Figures and names with nothing known of them but their sentence."""

from __future__ import annotations

from typing import Literal

from consistency.extraction import extract_claims
from consistency.model import Claim, Name, Quantity, Source, Term


def facts(text: str, language: Literal["ar", "en"] = "en") -> list[Claim]:
    claims = extract_claims(Source(id="a", text=text, language=language))
    return [claim for claim in claims if claim.kind.startswith("sentence-")]


def figures(text: str) -> list[float]:
    return [v.low for c in facts(text) if isinstance(v := c.fields.get("value"), Quantity)]


def names(text: str, language: Literal["ar", "en"] = "en") -> list[str]:
    return [v.text for c in facts(text, language) if isinstance(v := c.fields.get("name"), Name)]


def test_years_and_numbers_on_roads_are_figures() -> None:
    assert figures("The bridge on route 14 was opened in 1985 by two mayors.") == [14, 1985, 2]


def test_a_day_in_words_is_its_number() -> None:
    assert figures("The fair in the old harbour opens on November first.") == [1]


def test_a_run_of_capitals_is_one_name_and_an_ordinary_first_word_none() -> None:
    assert names("Ferries of Norlund Sealines leave the harbour twice a week.") == ["Norlund Sealines"]


def test_arabic_names_are_known_ones() -> None:
    assert names("تونس توقف استيراد البطاطا بعد رصد آفة زراعية", "ar") == ["تونس"]


def test_a_text_of_several_sentences_says_so() -> None:
    one = facts("The bridge on route 14 was opened by the mayor.")
    two = facts("The bridge on route 14 was opened by the mayor. Many people came to see it.")
    assert {c.fields["extent"] for c in one} == {Term("sentence")}
    assert {c.fields["extent"] for c in two} == {Term("text")}
