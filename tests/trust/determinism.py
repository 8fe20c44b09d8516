"""The same bytes for the same texts: in any order, with any hash seed, workers, locale, time zone, and on any day.

    python tests/trust/determinism.py [--runs 20]

Each run checks the texts of the examples in another order and another environment, in English and Arabic, and writes
each format; a table of claims is checked in this process and on disk as well. What has other bytes than the first run
is printed, and is exit 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from commands import MODULE, TEXTS, copy_examples, every_format, run

LANGUAGES = ("en", "ar")
# The run of another year: whatever asks Python for today is told that day.
_LATER = (
    MODULE[0], "-c", "import sys, time; now = time.time; time.time = lambda: now() + 400 * 86400;"
    "import datetime; assert datetime.date.today().year > 2026; from consistency.cli import main; sys.exit(main())",
)  # fmt: skip
_LOCALES = ("C.UTF-8", "tr_TR.UTF-8", "C", "ar_EG.UTF-8")
_ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")


@dataclass(frozen=True)
class Surroundings:
    """What a report must not depend on."""

    number: int

    @property
    def jobs(self) -> str:
        return "12"[self.number % 2]

    @property
    def command(self) -> tuple[str, ...]:
        return _LATER if self.number // 2 % 2 else MODULE

    @property
    def environment(self) -> dict[str, str]:
        locale, zone = _LOCALES[self.number // 2 % 4], _ZONES[self.number % 3]
        return {"PYTHONHASHSEED": str(self.number * 211), "LC_ALL": locale, "LANG": locale, "TZ": zone}

    def texts(self) -> list[str]:
        """Return the texts of the examples, in another order for each number but 0."""
        shuffled = list(TEXTS)
        if self.number:
            random.Random(self.number).shuffle(shuffled)
        return shuffled


def reports_of_texts(folder: Path, ui: str, around: Surroundings) -> dict[str, bytes]:
    """Return the reports of the examples by format; `folder` is new."""
    options = ["--why-not", "--no-cache", "--jobs", around.jobs, "--ui", ui, *every_format(folder / "reports")]
    done = run([*around.texts(), *options], copy_examples(folder), around.command, around.environment)
    assert (done.returncode, done.stderr) == (1, ""), done
    return {path.name: path.read_bytes() for path in (folder / "reports").iterdir()}


def reports_of_claims(folder: Path, around: Surroundings) -> dict[str, bytes]:
    """Return what is found in a table of claims, whose rows stand in any order, by each engine."""
    import pyarrow.parquet as pq
    from made_claims import RULE, claims

    table = claims(2000, seed=5)
    rows = list(range(len(table)))
    if around.number:
        random.Random(around.number).shuffle(rows)
    (folder / "rules").mkdir(parents=True)
    (folder / "rules/measure.yaml").write_text(RULE, encoding="utf-8")
    pq.write_table(table.take(rows), folder / "claims.parquet")
    found = {}
    for engine in ("process", "duckdb"):
        arguments = ["claims.parquet", "--rules", "rules", "--select", "measure", "--engine", engine, "--quiet"]
        for ending in ("parquet", "jsonl"):
            out = f"{engine}.{ending}"
            done = run([*arguments, "--jobs", around.jobs, "--output", out], folder, around.command, around.environment)
            assert (done.returncode, done.stderr) == (1, ""), done
            found[out] = (folder / out).read_bytes()
    return found


def differing(found: dict[str, bytes], ordinary: dict[str, bytes]) -> list[str]:
    """Return the names of the reports that have other bytes than those of the ordinary run."""
    return sorted(name for name in found.keys() | ordinary.keys() if found.get(name) != ordinary.get(name))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    first: dict[str, dict[str, bytes]] = {}
    wrong = 0
    for number in range(given.runs):
        around = Surroundings(number)
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            found = {ui: reports_of_texts(folder / ui, ui, around) for ui in LANGUAGES}
            found["claims"] = reports_of_claims(folder / "claims", around)
        for name, reports in found.items():
            for report in differing(reports, first.setdefault(name, reports)):
                wrong += 1
                print(f"run {number}: {name} {report} has other bytes: {around.environment}, {around.jobs} workers")
        print(f"run {number} is done", flush=True)
    count = sum(map(len, first.values()))
    print(f"{given.runs} runs of {count} reports: {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[1] / "engines"))
    sys.exit(main())
