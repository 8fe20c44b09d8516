"""What each form of the report costs from start to end: ``python benchmarks/startup.py``.

`check examples/newsroom` in a process of its own, its cache filled by a run before, so that most of what is left is
starting: imports, rules, reading, and writing the report. The forms take turns, and the ratios are those of their least
user times, which other work on the machine disturbs less than the clock's. The first rows are an interpreter that does
nothing and one that imports spaCy.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html", "csv")
ROOT = Path(__file__).resolve().parents[1]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the processor time of a command, its own and the system's for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    check = [sys.executable, "-m", "consistency.cli", "examples/newsroom", "--fail-on", "never", "--format"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import spacy": [sys.executable, "-c", "import spacy"],
    }
    commands |= {name: [*check, name] for name in FORMATS}
    with tempfile.TemporaryDirectory() as cache:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["CONSISTENCY_CACHE"] = cache
        cold = seconds([*check, "text"], environment)
        least = dict.fromkeys(commands, float("inf"))
        for _ in range(rounds):
            for name, command in commands.items():
                least[name] = min(least[name], seconds(command, environment))
    print(f"| run | times `text` ({least['text']:.2f} s of processor) |\n|---|---|")
    for name, least_time in least.items():
        print(f"| {name} | {least_time / least['text']:.2f} |")
    print(f"| text, with an empty cache | {cold / least['text']:.2f} |")


if __name__ == "__main__":
    main()
