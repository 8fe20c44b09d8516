"""Tables of words: each word is read once, and neither words without end nor words without number are kept."""

import pytest

from consistency.language import word_table
from consistency.language.word_table import WordTable


def test_a_word_is_read_once() -> None:
    read: list[str] = []

    def length(word: str) -> int:
        read.append(word)
        return len(word)

    table = WordTable(length)
    assert [*map(table.__getitem__, ["قال", "said", "قال"])] == [3, 4, 3]
    assert read == ["قال", "said"]


def test_what_is_no_word_is_not_kept() -> None:
    table = WordTable(len)
    assert table["x" * 10_000] == 10_000
    assert not table


def test_it_does_not_grow_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_table, "_MOST_WORDS", 10)
    table = WordTable(len)
    assert [table["a" * n] for n in range(1, 40)] == list(range(1, 40))
    assert len(table) <= 10
