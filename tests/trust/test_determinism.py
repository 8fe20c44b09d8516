"""The same bytes for the same texts: in any order, with any hash seed, workers, locale, time zone, and on any day."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from commands import MODULE, TEXTS, copy_examples, every_format, run

from consistency.reports import FORMATS

# The run of another year: whatever asks Python for today is told that day.
_LATER = (
    MODULE[0], "-c", "import sys, time; now = time.time; time.time = lambda: now() + 400 * 86400;"
    "import datetime; assert datetime.date.today().year > 2026; from consistency.cli import main; sys.exit(main())",
)  # fmt: skip
_ORDINARY = ("0", "1", {"LC_ALL": "C.UTF-8", "TZ": "UTC"}, MODULE)
_RUNS = [
    ("en", "1", "2", {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}, MODULE),
    ("en", "4242", "1", {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"}, _LATER),
    ("ar", "77", "2", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Riyadh", "LANG": "ar_EG.UTF-8"}, _LATER),
]
Run = tuple[str, str, dict[str, str], tuple[str, ...]]


def _reports(folder: Path, texts: list[str], ui: str, run_of: Run) -> dict[str, bytes]:
    seed, jobs, environment, command = run_of
    options = ["--why-not", "--no-cache", "--jobs", jobs, "--ui", ui, *every_format(folder / "reports")]
    done = run([*texts, *options], copy_examples(folder), command, {"PYTHONHASHSEED": seed, **environment})
    assert (done.returncode, done.stderr) == (1, "")
    return {path.name: path.read_bytes() for path in (folder / "reports").iterdir()}


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The reports of an ordinary run in each language, by format."""
    return {ui: _reports(tmp_path_factory.mktemp(ui), list(TEXTS), ui, _ORDINARY) for ui in ("en", "ar")}


@pytest.mark.parametrize(("ui", "seed", "jobs", "environment", "command"), _RUNS)
def test_every_report_is_the_same_to_the_byte(
    ordinary: dict[str, dict[str, bytes]], tmp_path: Path, ui: str, seed: str, jobs: str, environment: dict[str, str],
    command: tuple[str, ...],
) -> None:  # fmt: skip
    shuffled = list(TEXTS)
    random.Random(seed).shuffle(shuffled)
    found = _reports(tmp_path, shuffled, ui, (seed, jobs, environment, command))
    assert [name for name in FORMATS if found[name] != ordinary[ui][name]] == []
    assert b"draft.md" in found["text"]
