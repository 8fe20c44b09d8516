"""Known entities are found whole, behind clitics, and never inside other words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.knowledge.entities import find_entities
from consistency.language.orthography import fold
from consistency.resources import knowledge_resource


def found(text: str, language: str) -> list[tuple[str, str, str]]:
    folded = fold(text)
    return [
        (text[slice(*folded.original(mention.start, mention.end))], mention.entity, mention.type)
        for mention in find_entities(folded, language)
    ]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("وروسيا", "RU"),
        ("لروسيا", "RU"),
        ("بموسكو", "place:moscow"),
        ("والولايات المتحدة", "US"),
        ("للصين", "CN"),
        ("روسي", "RU"),
        ("الروسية", "RU"),
        ("الروس", "RU"),
        ("أميركية", "US"),
        ("والأمريكيين", "US"),
        ("الكورية الشمالية", "KP"),
        ("بريطانيا", "GB"),
        ("الإمارات", "AE"),
        ("الأمم المتحدة", "org:un"),
        ("لحزب الله", "org:hezbollah"),
        ("بالبيت الأبيض", "org:white-house"),
        ("عدن", "place:aden"),
        ("كييف", "place:kyiv"),
    ],
)
def test_arabic_names_in_their_forms(text: str, entity: str) -> None:
    assert [mention[1] for mention in found(text, "ar")] == [entity]


@pytest.mark.parametrize(
    ("text", "entity", "kind"),
    [
        ("the Dutch team", "NL", "nationality"),
        ("three Frenchmen", "FR", "nationality"),
        ("a Frenchman", "FR", "nationality"),
        ("the Kremlin", "org:kremlin", "metonym"),
        ("N'Djamena", "place:ndjamena", "capital"),
        ("Kiev", "place:kyiv", "capital"),
        ("the U.S. economy", "US", "country"),
        ("they told us", None, None),
        ("who said it", None, None),
        ("the WHO said", "org:who", "organisation"),
        ("turkey for dinner", None, None),
        ("Michael Jordan scored", None, None),
        ("Jordan Smith scored", None, None),
        ("in Jordan", "JO", "country"),
        ("Barack Obama", "barack-obama", "person"),
    ],
)
def test_english_names_are_capitalised(text: str, entity: str | None, kind: str | None) -> None:
    assert [mention[1:] for mention in found(text, "en")] == ([(entity, kind)] if entity else [])


@pytest.mark.parametrize(
    "text", ["اليد اليمنى", "المجرى الملاحي", "دعم مالي كبير", "بنوك", "كيف حدث ذلك", "الإدارة المالية", "روسياتي"]
)
def test_common_words_are_no_countries(text: str) -> None:
    assert found(text, "ar") == []


def test_mali_after_a_preposition_is_the_country() -> None:
    assert [mention[1] for mention in found("انقلاب في مالي", "ar")] == ["ML"]


def test_a_name_of_two_places_is_the_one_whose_country_the_text_names() -> None:
    assert found("عمان - قالت الحكومة الأردنية", "ar")[0][1] == "place:amman"
    assert found("عمان - قالت الحكومة العمانية", "ar")[0][1] == "OM"
    assert found("انفجار في طرابلس شمالي لبنان", "ar")[0][1] == "place:tripoli-lebanon"
    assert found("انفجار في طرابلس", "ar")[0][1] == "place:tripoli"


def test_washington_is_a_government_or_a_city() -> None:
    assert [mention[2] for mention in found("قالت واشنطن إن وفدا وصل إلى واشنطن", "ar")] == ["metonym", "capital"]
    assert [mention[2] for mention in found("Washington said so in Washington", "en")] == ["metonym", "capital"]


def test_the_country_of_a_mention() -> None:
    folded = fold("The Kremlin and Berlin")
    assert [mention.country for mention in find_entities(folded, "en")] == ["RU", "DE"]


def test_a_mention_with_marks_and_tatweel_quotes_the_original() -> None:
    assert found("فِي رُوسِيَــا اليوم", "ar") == [("رُوسِيَــا", "RU", "country")]


def test_countries_are_complete() -> None:
    countries = knowledge_resource("countries")
    assert len(countries) >= 197
    for code, country in countries.items():
        assert re.fullmatch("[A-Z]{2}", code)
        assert country["ar"]
        assert country["en"]
        assert country["utc"]
        assert re.fullmatch("[A-Z]{3}", country["currency"])


@pytest.mark.parametrize(("name", "least"), [("places", 600), ("organisations", 250), ("aliases", 400)])
def test_each_entry_has_names_in_one_language_at_least(name: str, least: int) -> None:
    entries = knowledge_resource(name)
    assert len(entries) >= least
    countries = knowledge_resource("countries")
    for key, entry in entries.items():
        assert re.fullmatch("[a-z0-9-]+", key)
        assert entry.get("ar") or entry.get("en")
        assert entry.get("country") is None or entry["country"] in countries


def test_an_alias_belongs_to_one_person() -> None:
    seen: dict[str, str] = {}
    for key, entry in knowledge_resource("aliases").items():
        for name in (*entry.get("ar", ()), *entry.get("en", ())):
            assert seen.setdefault(fold(name).text, key) == key


@given(st.text(max_size=200), st.sampled_from(("ar", "en", "fr")))
def test_any_text_gives_ordered_spans(text: str, language: str) -> None:
    folded = fold(text)
    end = 0
    for mention in find_entities(folded, language):
        assert end <= mention.start < mention.end <= len(folded.text)
        end = mention.end
