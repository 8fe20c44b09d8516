"""Speed as ratios against a named reference in the same run: ``pytest benchmarks/test_speed.py``.

Cold runs are whole processes; the reference is ``python -c "import spacy; spacy.blank('ar')"``. Warm runs are compared
with spaCy's blank pipeline with the sentencizer over the same texts. No assertion is made on times; the ratios are
printed and kept in the benchmark's extra info. The processes may write bytecode, as a user's may: with
PYTHONDONTWRITEBYTECODE set, the modules of a checkout would be compiled anew in each run, those of spaCy not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import spacy

import consistency
from bundles import bundle
from consistency import Source
from consistency.reports import FORMATS

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in (".txt", ".md") and "rules" not in p.parts)
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
BLANK = [sys.executable, "-c", "import spacy; spacy.blank('ar')"]
CHECK = [sys.executable, "-c", "from consistency.cli import main; main()"]


ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def run(command: list[str]) -> None:
    """Run a command to its end, whatever it says."""
    subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of a command."""
    begin = time.perf_counter()
    run(command)
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("articles", [str(p) for p in (SEEDS or EXAMPLES)]),
        ("help", ["--help"]),
        ("list-rules", ["--list-rules"]),
        ("claims", [str(ROOT / "examples" / "claims.jsonl"), "--rules", str(ROOT / "examples" / "rules")]),
    ],
)
def test_cold(benchmark: Any, name: str, arguments: list[str]) -> None:
    references: list[float] = []
    # The two take turns, so that a machine that is busy for a while slows both down.
    benchmark.pedantic(
        lambda: run([*CHECK, *arguments]),
        setup=lambda: references.append(seconds(BLANK)),
        rounds=7,
        warmup_rounds=1,
    )
    reference = min(references)
    ratio = benchmark.stats.stats.min / reference
    benchmark.extra_info["ratio to spacy.blank"] = round(ratio, 2)
    print(f"\ncheck {name}: {ratio:.2f} × spacy.blank('ar') in a process of its own ({reference:.2f} s)")


@pytest.mark.parametrize("name", FORMATS)
def test_formats(benchmark: Any, name: str) -> None:
    """A whole process that checks claims, which needs no spaCy, and reports them in one format."""
    claims = [str(ROOT / "examples" / "claims.jsonl"), "--rules", str(ROOT / "examples" / "rules")]
    references: list[float] = []
    benchmark.pedantic(
        lambda: run([*CHECK, *claims, "--format", name]),
        setup=lambda: references.append(seconds([*CHECK, *claims, "--format", "text"])),
        rounds=7,
        warmup_rounds=1,
    )
    ratio = benchmark.stats.stats.min / min(references)
    benchmark.extra_info["ratio to text"] = round(ratio, 2)
    print(f"\ncheck --format {name}: {benchmark.stats.stats.min:.2f} s, {ratio:.2f} × text")


def _warm(name: str) -> tuple[list[str], str]:
    if name == "articles":
        return [p.read_text(encoding="utf-8") for p in (SEEDS or EXAMPLES)[:2]], "ar"
    # Two long articles, each on the same four events.
    told = [source.text for source in bundle(16, words=200, languages=(name,))]
    return ["\n\n".join(told[number::4]) for number in range(2)], name


@pytest.mark.parametrize("name", ["articles", "ar", "en"])
def test_warm(benchmark: Any, name: str) -> None:
    """Two real articles, and two invented ones of 800 words in either language."""
    texts, language = _warm(name)
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    sources = [Source(id=str(n), text=text, language=language) for n, text in enumerate(texts)]
    consistency.check(sources)
    references: list[float] = []

    def refer() -> None:
        begin = time.process_time()
        list(nlp.pipe(texts))
        references.append(time.process_time() - begin)

    times: list[float] = []

    def check() -> None:
        begin = time.process_time()
        consistency.check(sources)
        times.append(time.process_time() - begin)

    refer()
    # The two take turns, and only the time of this process counts, so that a busy machine does little to the ratio.
    benchmark.pedantic(check, setup=refer, rounds=30, warmup_rounds=2)
    reference = min(references)
    ratio = min(times) / reference
    benchmark.extra_info["ratio to spaCy's blank pipeline"] = round(ratio, 2)
    words = sum(len(text.split()) for text in texts)
    print(
        f"\ntwo {name} warm ({words} words): {ratio:.1f} × spaCy's blank pipeline "
        f"({1000 * min(times):.0f} ms, {1000 * reference:.1f} ms)"
    )
