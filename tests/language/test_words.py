"""Clitics and lemmas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
