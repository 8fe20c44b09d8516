"""Clitics and lemmas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.language.concepts import find_concepts
from consistency.language.words import word_forms


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("وبوزارة", "وزاره"),
        ("للقرار", "قرار"),
        ("قواتهما", "قوه"),
        ("زيارته", "زياره"),
        ("الوزراء", "وزير"),
        ("وزير", "وزير"),
    ],
)
def test_arabic_clitics_come_off_known_words(word: str, lemma: str) -> None:
    assert word_forms(word, "ar").lemma == lemma


@pytest.mark.parametrize(("word", "lemma"), [("ministers", "minister"), ("killed", "kill"), ("Trump's", "trump")])
def test_english_lemmas(word: str, lemma: str) -> None:
    assert word_forms(word, "en").lemma == lemma


def test_a_word_that_begins_like_a_clitic_stays_whole() -> None:
    assert word_forms("وزير", "ar").proclitics == ()
    assert word_forms("لجنة", "ar").proclitics == ()


@given(st.text(max_size=60), st.sampled_from(["ar", "en"]))
def test_any_string_has_forms(word: str, language: str) -> None:
    forms = word_forms(word, language)
    assert forms.keys


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("العملة", "currency"), ("عمله", "work-act"), ("آلية", "mechanism"), ("إليه", None), ("أثر", "effect"),
        ("إثر", None),
        ("الوادي", "valley"), ("وأدى", None), ("انتخابات", "election"), ("إنتخابات", "election"), ("ازمة", "crisis"),
    ],
)  # fmt: skip
def test_a_written_hamza_tells_words_apart_that_fold_alike(word: str, concept: str | None) -> None:
    assert find_concepts([word_forms(word, "ar").concept_keys], "ar") == [concept]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("نصف", "نصف"),
        ("والنصف", "نصف"),
        ("بلبنان", "لبنان"),
        ("للصين", "الصين"),
        ("الدقائق", "دقيقه"),
        ("سالم", "سالم"),
    ],
)
def test_our_list_overrules_the_dictionary(word: str, lemma: str) -> None:
    forms = word_forms(word, "ar")
    assert forms.lemma == lemma
    assert find_concepts([forms.concept_keys], "ar") in ([None], ["half-part"])
