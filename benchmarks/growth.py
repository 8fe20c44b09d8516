"""How the time of a check grows with the number of texts, all against all: ``python benchmarks/growth.py``.

Times are of this process alone, so that other work on the machine counts little; each is the least of the rounds. The
exponent of the growth is the slope of a line through the logarithms (least squares): 1 is linear, 2 quadratic. The
texts are those of bundles.py; `--long` checks one long text against a short one instead.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Sequence

import consistency
from bundles import bundle
from consistency import Report, Source

COUNTS = (10, 30, 100, 300)
WORDS = 250
LENGTHS = (62_500, 250_000, 1_000_000)  # characters


def seconds(sources: Sequence[Source]) -> tuple[float, float, Report]:
    """Return the time of reading the sources' claims, that of all the rest, and the report."""
    read = begin = time.process_time()

    def progress(stage: str, done: int, count: int) -> None:
        nonlocal read
        if stage == "reading":
            read = time.process_time()

    report = consistency.check(sources, progress=progress)
    return read - begin, time.process_time() - read, report


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Return the slope of log(time) over log(size)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def measure(sizes: Sequence[int], what: str, make: Callable[[int], list[Source]], rounds: int) -> None:
    """Print the times for each size, and the exponents of their growth."""
    consistency.check(bundle(4))  # tables are read on first use
    print(f"{what:>10}  claims   pairs   reading  judging    both")
    rows: list[tuple[float, float]] = []
    for size in sizes:
        sources = make(size)
        results = [seconds(sources) for _ in range(rounds)]
        read, judged = min(r[0] for r in results), min(r[1] for r in results)
        coverage = results[0][2].coverage
        rows.append((read, judged))
        claims = sum(coverage.claims.values())
        print(f"{size:10}  {claims:6}  {coverage.pairs:6}  {read:6.2f} s {judged:6.2f} s {read + judged:6.2f} s")
    read_by, judged_by, both_by = (
        exponent(sizes, times) for times in ([r for r, _ in rows], [j for _, j in rows], [r + j for r, j in rows])
    )
    print(f"exponent of growth: reading {read_by:.2f}, judging {judged_by:.2f}, both {both_by:.2f}")


def long_text(length: int) -> list[Source]:
    """Return one text of about `length` characters, and a short one on one of its events."""
    articles = bundle(max(4, length // 1200), words=WORDS, seed=3)
    text = "\n\n".join(source.text for source in articles if source.language == "en")
    while len(text) < length:
        text += "\n\n" + text
    return [Source(id="long", text=text[:length], language="en"), articles[1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="one long text against a short one")
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.long:
        measure(LENGTHS, "characters", long_text, 1)
    else:
        measure(COUNTS, "articles", lambda count: bundle(count, words=WORDS), arguments.rounds)


if __name__ == "__main__":
    main()
