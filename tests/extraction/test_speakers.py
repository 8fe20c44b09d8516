"""Who speaks in a sentence: subjects before and behind their verb, appositions, pronouns, roles that can speak."""

from __future__ import annotations

from typing import Literal

import pytest

from consistency.extraction import load_pipeline
from consistency.extraction.analysis import analyse
from consistency.extraction.speakers import speakers
from consistency.model import Source


def spoken(text: str, language: Literal["ar", "en"]) -> list[str | None]:
    doc = load_pipeline(language).make_doc(text)
    analysis = analyse(doc, Source(id="a", text=text, language=language), language)
    found = speakers(analysis)
    return [found[index].name.text if index in found else None for index in range(len(analysis.sentences))]


@pytest.mark.parametrize(
    "text",
    [
        "Elena Marsh, the mayor, said the bridge would open.",
        "The bridge will open, said the mayor, Elena Marsh.",
        "Elena Marsh has also said the bridge would open.",
        "Mayor Elena Marsh was quoted as saying that the bridge would open.",
        "The agency quoted Elena Marsh as saying the bridge would open.",
        "In the words of Elena Marsh, the bridge is ready.",
        'Elena Marsh: "The bridge is ready."',
        "Elena Marsh, who has run the town since 2019, told the council it was safe.",
        "Speaking to reporters, Elena Marsh called the bridge a success.",
    ],
)
def test_a_name_in_english(text: str) -> None:
    assert spoken(text, "en")[0] == "Elena Marsh"


@pytest.mark.parametrize(
    "text",
    [
        "وقالت رئيسة البلدية ليلى منصور إن الجسر جاهز.",
        "وفقا لليلى منصور، الجسر جاهز.",
        "ليلى منصور قالت إن الجسر جاهز.",
        "ليلى منصور: «الجسر جاهز تماما».",
        "الجسر جاهز على حد قول ليلى منصور.",
        "وجاء الوصف على لسان رئيسة البلدية ليلى منصور.",
        "وختمت ليلى منصور بالقول إن الجسر جاهز.",
        "ورحبت ليلى منصور بافتتاح الجسر.",
    ],
)
def test_a_name_in_arabic(text: str) -> None:
    assert spoken(text, "ar")[0] == "ليلى منصور"


def test_a_pronoun_is_the_one_person_of_the_sentence_before() -> None:
    assert spoken('Mayor Elena Marsh hailed the news. "The bridge is ready," she said.', "en")[1] == "Elena Marsh"
    assert spoken("ورحبت ليلى منصور بالخبر. وقالت إن الجسر جاهز.", "ar")[1] == "ليلى منصور"


def test_a_noun_that_cannot_speak_is_no_speaker() -> None:
    assert spoken("The new bridge said nothing to the town.", "en") == [None]


def test_a_dateline_is_no_part_of_the_speaker() -> None:
    assert spoken("DOHA - Mediators announced that the truce holds.", "en") == ["Mediators"]


def test_the_new_holder_is_not_who_leaves() -> None:
    text = 'Petra Galani, the outgoing director, leaves in May. "We will lend more," the new director said.'
    assert spoken(text, "en")[-1] != "Petra Galani"


@pytest.mark.parametrize(
    "text",
    [
        "ونعاه رئيس الحكومة سمير منصور الذي قال إن الراحل خدم بلاده.",
        "وافتتح سمير منصور الجسر مؤكدا أن الأشغال اكتملت.",
    ],
)
def test_arabic_subject_of_a_relative_or_a_participle(text: str) -> None:
    assert spoken(text, "ar") == ["سمير منصور"]


def test_a_pronoun_means_who_is_named_in_its_sentence() -> None:
    text = "Olga Marsh said the quay was safe. Peter Vance, a diver, showed two cracks that he said were new."
    assert spoken(text, "en") == ["Olga Marsh", "Peter Vance"]
