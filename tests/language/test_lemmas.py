"""Lemmas from the file in the cache: those of simplemma, whatever becomes of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies import DictionaryLookupStrategy

from consistency.language import lemmas
from consistency.language.lemmas import lemma_of

WORDS = [
    "وزيرة",
    "الوزراء",
    "يُعلِنُ",
    "كتـب",
    "ministers",
    "Ran",
    "PARIS",
    "o'clock",
    "don’t",
    "donʼt",
    "x\ty",
    "a\nb",
    "",
]


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    def forget() -> None:
        lemmas._dictionary.cache_clear()

    monkeypatch.setattr(lemmas, "cache_folder", lambda: tmp_path)
    forget()
    yield tmp_path
    forget()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("word", WORDS)
def test_as_simplemma(word: str, language: str) -> None:
    assert lemma_of(word, language) == DictionaryLookupStrategy().get_lemma(word, language)


@given(st.text(alphabet="ابتوينمأة\u064e\u0640aestE'’\n\t-", max_size=8), st.sampled_from(["ar", "en"]))
def test_any_word_as_simplemma(word: str, language: str) -> None:
    assert lemma_of(word, language) == DictionaryLookupStrategy().get_lemma(word, language)


def test_a_lone_surrogate_is_no_word() -> None:
    assert lemma_of("\ud800", "en") is None


@pytest.mark.parametrize("damage", ["empty", "cut", "other", "middle"])
def test_a_damaged_file_changes_nothing(own_cache: Path, damage: str) -> None:
    assert lemma_of("ministers", "en") == "minister"
    (path,) = (own_cache / "lemmas").iterdir()
    whole = path.read_bytes()
    spoiled = {
        "empty": b"",
        "cut": whole[:100],
        "other": b"x" * len(whole),
        "middle": whole.replace(b"\tminister\n", b"\tmonster!\n"),
    }[damage]
    path.unlink()
    path.write_bytes(spoiled)
    lemmas._dictionary.cache_clear()
    assert lemma_of("ministers", "en") == "minister"
    assert lemma_of("qqqqq", "en") is None


def test_without_a_folder_to_write(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_cache / "file").write_bytes(b"")
    monkeypatch.setattr(lemmas, "cache_folder", lambda: own_cache / "file")
    assert lemma_of("ministers", "en") == "minister"
