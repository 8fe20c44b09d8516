"""A second run on texts that did not change: ``pytest benchmarks/test_speed_cache.py -s``.

The first hundred articles of the cases in ../shared, about 150 words each; skipped without them. Cold: the cache of
claims and reports is empty (the tables of the lexicons are there, as after any run before). Cached: the same once more.
Each run is a process of its own, and the two take turns; the ratio is that of their least times. No assertion is made
on times.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from consistency.resources import load_shipped

CASES = sorted((Path(__file__).resolve().parents[2] / "shared" / "benchmark" / "cases").glob("*.yaml"))
ARTICLES, ROUNDS = 100, 3


def articles(folder: Path) -> None:
    """Write the articles with their days."""
    sources = [source for path in CASES for source in load_shipped(path)["sources"]]
    for number, source in enumerate(sources[:ARTICLES]):
        head = f"---\npublished: {source['published']}\n---\n" if source.get("published") else ""
        (folder / f"{number:03}.txt").write_text(head + source["text"], encoding="utf-8")


@pytest.mark.skipif(not CASES, reason="needs ../shared/benchmark/cases")
def test_a_second_run(benchmark: Any, tmp_path: Path) -> None:
    folder, cache = tmp_path / "articles", tmp_path / "cache"
    folder.mkdir()
    articles(folder)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["CONSISTENCY_CACHE"] = str(cache)
    command = [sys.executable, "-m", "consistency.cli", str(folder), "--format", "json", "--fail-on", "never"]

    def run() -> tuple[float, bytes]:
        begin = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        return time.perf_counter() - begin, done.stdout

    run()  # makes the tables
    cold: list[float] = []
    reports: set[bytes] = set()

    def empty() -> None:
        for name in ("claims", "reports"):
            shutil.rmtree(cache / name)
        seconds, report = run()
        cold.append(seconds)
        reports.add(report)

    benchmark.pedantic(lambda: reports.add(run()[1]), setup=empty, rounds=ROUNDS)
    assert len(reports) == 1  # the same report, cached or not
    cached = benchmark.stats.stats.min
    ratio = min(cold) / cached
    benchmark.extra_info["ratio of cold to cached"] = round(ratio, 2)
    print(f"\n{ARTICLES} articles: cached {cached:.2f} s, cold {min(cold):.2f} s: {ratio:.1f} × faster")
