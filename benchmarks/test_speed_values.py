"""Speed of reading values against spaCy in the same run: ``pytest -s benchmarks/test_speed_values.py``.

The reference is spaCy's blank tokenizer with the sentencizer over the same texts, which it has seen before, so that
its cache of words is warm. Read are quantities, dates and times, of texts folded beforehand and split into tokens once
for all three. The least of many interleaved runs is compared, so that other work on the machine touches both alike. No
assertion is made on times: the ratios are printed and kept in the benchmark's extra info.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy

from consistency.language.orthography import Folded, fold
from consistency.normalization.dates import find_dates, language_of
from consistency.normalization.quantities import find_quantities
from consistency.normalization.times import find_times
from consistency.normalization.tokens import tokenize

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in (".txt", ".md") and "rules" not in p.parts)
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
PUBLISHED = date(2025, 3, 2)
ROUNDS = 60


def texts_of(paths: list[Path], language: str) -> list[str]:
    """Return the texts of one language, by their script."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [text for text in texts if language_of(fold(text), None) == language]


def least_seconds(*runs: Callable[[], object]) -> list[float]:
    """Return the least wall time of each of some functions, run in turn."""
    least = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for place, run in enumerate(runs):
            begin = time.perf_counter()
            run()
            least[place] = min(least[place], time.perf_counter() - begin)
    return least


def read_values(folded_texts: list[Folded], language: str, *, times: bool) -> None:
    """Read quantities and dates of each text, and times too where asked for."""
    for folded in folded_texts:
        tokens = tokenize(folded)
        find_quantities(tokens, language)
        find_dates(tokens, language, PUBLISHED)
        if times:
            find_times(tokens, language, PUBLISHED)


@pytest.mark.parametrize(
    ("name", "paths", "language"), [("seeds", SEEDS, "ar"), ("examples", EXAMPLES, "ar"), ("examples", EXAMPLES, "en")]
)
def test_values(benchmark: Any, name: str, paths: list[Path], language: str) -> None:
    texts = texts_of(paths, language)
    if not texts:
        pytest.skip("../shared/seeds is absent")
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    folded = [fold(text) for text in texts]
    reference, values, without_times, tokens = least_seconds(
        lambda: list(nlp.pipe(texts)),
        lambda: read_values(folded, language, times=True),
        lambda: read_values(folded, language, times=False),
        lambda: [tokenize(text) for text in folded],
    )
    benchmark(read_values, folded, language, times=True)
    benchmark.extra_info["ratio to spaCy's tokenizer and sentencizer"] = round(values / reference, 2)

    def per_word(seconds: float) -> str:
        return f"{seconds / words * 1e6:.2f} µs"

    print(
        f"\nvalues of {name} ({language}, {words} words): {values / reference:.2f} × spaCy's tokenizer and sentencizer"
    )
    print(f"without times {without_times / reference:.2f} ×; a word: all {per_word(values)}, of that tokens", end=" ")
    print(f"{per_word(tokens)}, spaCy {per_word(reference)}")


@pytest.mark.parametrize(
    ("name", "paths", "language"), [("seeds", SEEDS, "ar"), ("examples", EXAMPLES, "ar"), ("examples", EXAMPLES, "en")]
)
def test_folding(benchmark: Any, name: str, paths: list[Path], language: str) -> None:
    texts = texts_of(paths, language)
    if not texts:
        pytest.skip("../shared/seeds is absent")
    words = sum(len(text.split()) for text in texts)
    (seconds,) = least_seconds(lambda: [fold(text) for text in texts])
    benchmark(lambda: [fold(text) for text in texts])
    benchmark.extra_info["million words a second"] = round(words / seconds / 1e6, 2)
    print(f"\nfolding {name} ({language}): {words / seconds / 1e6:.1f} million words a second")
