"""Phrases of a lexicon in a text: asked at one word, and found once for all words."""

from __future__ import annotations

import pytest

from consistency.extraction.analysis import Analysis, analyse
from consistency.extraction.phrases import phrases
from consistency.extraction.tokenizer import ConsistencyTokenizer
from consistency.model import Source

LEXICON = phrases([("rest", 1), ("rest of", 2), ("self-made", 3), ("بقية", 1), ("من دون", 4)])


def _analysed(text: str, language: str) -> Analysis:
    from consistency.extraction import load_pipeline

    doc = ConsistencyTokenizer(load_pipeline(language).vocab, language)(text)
    return analyse(doc, Source(id="t", text=text, language=language), language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The rest of them had a rest.", "en", {1: (2, 2), 6: (1, 1)}),
        ("A self-made man.", "en", {1: (3, 3)}),
        ("Nothing here.", "en", {}),
        ("عاد من دون البقية.", "ar", {1: (2, 4), 3: (1, 1)}),
        ("", "en", {}),
    ],
)
def test_what_is_found_is_what_stands_at_each_word(
    text: str, language: str, expected: dict[int, tuple[int, int]]
) -> None:
    analysis = _analysed(text, language)
    at = {index: LEXICON.at(analysis.words, index) for index in range(len(analysis.words))}
    assert {index: phrase for index, phrase in at.items() if phrase is not None} == expected
    assert LEXICON.found(analysis) == expected
    assert LEXICON.found(analysis) is LEXICON.found(analysis)
