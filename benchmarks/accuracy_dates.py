"""How many of duckling's day-grained phrases are read as the very day, beside dateparser where it is installed.

    python benchmarks/accuracy_dates.py [FOLDER]

FOLDER holds duckling's corpus as all.jsonl (default: ../shared/eval/duckling_ar_en). Counted are the phrases of
dimension Time, language AR or EN, whose gold is one day and no holiday, at the corpus' reference of 12 February 2013.
The corpus takes a bare weekday or month for the coming one, so it is read with prefer="future".
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from consistency.normalization.dates import find_dates

REFERENCE = date(2013, 2, 12)
_GOLD = re.compile(r"datetime \((\d+), (\d+), (\d+), [^)]*\) Day")


def phrases(folder: Path, language: str) -> Iterator[tuple[str, date]]:
    """Yield the phrases of one language ("ar" or "en") with the day that they mean."""
    for line in (folder / "all.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = _GOLD.match(row["gold_haskell"]) if row["dimension"] == "Time" else None
        if gold and row["lang"] == language.upper():
            for phrase in row["phrases"]:
                yield phrase, date(*map(int, gold.groups()))


def ours(phrase: str, language: str) -> date | None:
    """Return the day that a phrase is read as, None for anything but one day."""
    mentions = find_dates(phrase, language, REFERENCE, prefer="future")
    if len(mentions) != 1 or mentions[0].value.start != mentions[0].value.end:
        return None
    return mentions[0].value.start


def peer() -> Callable[[str, str], date | None] | None:
    """Return dateparser as a reader of days, or None where it is not installed."""
    try:
        import dateparser
    except ImportError:
        return None
    settings = {"RELATIVE_BASE": datetime(2013, 2, 12, 4, 30), "PREFER_DATES_FROM": "future"}

    def read(phrase: str, language: str) -> date | None:
        found = dateparser.parse(phrase, languages=[language], settings=settings)
        return found.date() if found else None

    return read


def main() -> None:
    """Print the shares of both readers, and what is not read."""
    default = Path(__file__).resolve().parents[2] / "shared" / "eval" / "duckling_ar_en"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    readers = {"consistency": ours, "dateparser": peer()}
    for language in ("ar", "en"):
        rows = list(phrases(folder, language))
        for name, read in readers.items():
            if read is None:
                print(f"{language}  {name}: not installed")
                continue
            started = time.perf_counter()
            missed = [phrase for phrase, gold in rows if read(phrase, language) != gold]
            seconds = time.perf_counter() - started
            right = len(rows) - len(missed)
            print(f"{language}  {name}: {right}/{len(rows)} = {right / len(rows):.3f}  ({seconds:.2f} s)")
            if name == "consistency":
                print("    not read so:", " | ".join(missed))


if __name__ == "__main__":
    main()
