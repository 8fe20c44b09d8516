"""Speed of reading values against spaCy in the same run: ``pytest -s benchmarks/test_speed_values.py``.

The reference is spaCy's blank tokenizer with the sentencizer over the same texts. Read are quantities, dates and times,
of texts folded beforehand and split into tokens once for all three. Two ratios are printed. *At first sight*: both have
read other texts of the language but not these, as a program that gets one article after the other. *Seen before*: both
have read the very texts, so that spaCy finds each chunk of them in its cache; each text is timed by itself, in turns,
and the least of many rounds counts. Our own examples are dense with figures; the seeds and cases are news as it is
written. No assertion is made on times: the ratios are printed and kept in the benchmark's extra info.
"""

from __future__ import annotations

import gc
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
from consistency.normalization.tokens import KnownChunks, WordRoles, tokenize
from consistency.resources import parse_yaml

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in (".txt", ".md") and "rules" not in p.parts)
SHARED = next((up / "shared" for up in ROOT.parents if (up / "shared").is_dir()), ROOT.parent / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
CASES = sorted((SHARED / "benchmark" / "cases").glob("*.yaml"))
SETS = [("seeds", SEEDS, "ar"), ("cases", CASES, "ar"), ("cases", CASES, "en")]
SETS += [("examples", EXAMPLES, "ar"), ("examples", EXAMPLES, "en")]
PUBLISHED = date(2025, 3, 2)
ROUNDS = 60
FEWEST = 15  # rounds, of large sets


def texts_of(paths: list[Path], language: str) -> list[str]:
    """Return the texts of one language, by their script; of a case those of all its sources."""
    texts = []
    for path in paths:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".yaml":
            texts += [source["text"] for source in parse_yaml(content, path.name).value["sources"]]
        else:
            texts.append(content)
    return [text for text in texts if language_of(fold(text), None) == language]


def least_seconds(texts: list[Any], *runs: Callable[[Any], object]) -> list[float]:
    """Return the least wall time of each of some functions on each text, run in turn, added up over the texts."""
    sums = [0.0] * len(runs)
    for text in texts:
        least = [float("inf")] * len(runs)
        for _ in range(ROUNDS if len(texts) < 10 else FEWEST):
            for place, run in enumerate(runs):
                begin = time.perf_counter()
                run(text)
                least[place] = min(least[place], time.perf_counter() - begin)
        sums = [total + seconds for total, seconds in zip(sums, least, strict=True)]
    return sums


def first_sight(texts: list[str], others: list[str], language: str) -> float:
    """Return how long the values of `texts` take over spaCy, neither of which has seen them: the least of five runs."""
    reference = values = float("inf")
    for _ in range(5):
        nlp = spacy.blank(language)
        nlp.add_pipe("sentencizer")
        for table in (known for known in gc.get_objects() if isinstance(known, (WordRoles, KnownChunks))):
            table.clear()
        read_values([fold(text) for text in others], language, times=True)
        folded = [fold(text) for text in texts]
        for text in others:
            nlp(text)
        begin = time.perf_counter()
        for text in texts:
            nlp(text)
        between = time.perf_counter()
        read_values(folded, language, times=True)
        reference, values = min(reference, between - begin), min(values, time.perf_counter() - between)
    return values / reference


def read_values(folded_texts: list[Folded], language: str, *, times: bool) -> None:
    """Read quantities and dates of each text, and times too where asked for."""
    for folded in folded_texts:
        tokens = tokenize(folded)
        find_quantities(tokens, language)
        find_dates(tokens, language, PUBLISHED)
        if times:
            find_times(tokens, language, PUBLISHED)


@pytest.mark.parametrize(("name", "paths", "language"), SETS)
def test_values(benchmark: Any, name: str, paths: list[Path], language: str) -> None:
    texts = texts_of(paths, language)
    if not texts:
        pytest.skip("../shared is absent")
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    folded = [fold(text) for text in texts]
    read_values(folded, language, times=True)
    for text in texts:
        nlp(text)
    reference, values, without_times, tokens = least_seconds(
        list(zip(texts, folded, strict=True)),
        lambda pair: nlp(pair[0]),
        lambda pair: read_values([pair[1]], language, times=True),
        lambda pair: read_values([pair[1]], language, times=False),
        lambda pair: tokenize(pair[1]),
    )
    others = [text for other, known, of in SETS if of == language and other != name for text in texts_of(known, of)][:5]
    first = first_sight(texts, others, language)
    benchmark(read_values, folded, language, times=True)
    benchmark.extra_info["ratio at first sight"] = round(first, 2)
    benchmark.extra_info["ratio to spaCy's tokenizer and sentencizer"] = round(values / reference, 2)

    def per_word(seconds: float) -> str:
        return f"{seconds / words * 1e6:.2f} µs"

    print(
        f"\nvalues of {name} ({language}, {words} words): {first:.2f} × spaCy's tokenizer and sentencizer at first "
        f"sight, {values / reference:.2f} × seen before"
    )
    print(f"without times {without_times / reference:.2f} ×; a word: all {per_word(values)}, of that tokens", end=" ")
    print(f"{per_word(tokens)}, spaCy {per_word(reference)}")


@pytest.mark.parametrize(("name", "paths", "language"), SETS)
def test_folding(benchmark: Any, name: str, paths: list[Path], language: str) -> None:
    texts = texts_of(paths, language)
    if not texts:
        pytest.skip("../shared is absent")
    words = sum(len(text.split()) for text in texts)
    (seconds,) = least_seconds(texts, fold)
    benchmark(lambda: [fold(text) for text in texts])
    benchmark.extra_info["million words a second"] = round(words / seconds / 1e6, 2)
    print(f"\nfolding {name} ({language}): {words / seconds / 1e6:.1f} million words a second")
