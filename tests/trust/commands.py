"""The command in a process of its own, with texts in which every kind of finding stands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from consistency.reports import FORMATS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXTS = (
    "newsroom/draft.md", *sorted(f"newsroom/wire/{path.name}" for path in (EXAMPLES / "newsroom/wire").iterdir()),
    "arabic/a.txt", "arabic/b.txt", "english/a.md", "english/b.md", "mixed/draft.md", "mixed/wire.txt",
)  # fmt: skip
MODULE = (sys.executable, "-m", "consistency.cli")


def copy_examples(folder: Path) -> Path:
    """Copy the examples into a folder of the test's own, which is returned."""
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder / "examples"


def every_format(folder: Path) -> list[str]:
    """Return the options that write a report in each format to `folder`, which is made."""
    folder.mkdir(parents=True)
    return [option for name in FORMATS for option in ("--format", f"{name}={folder / name}")]


def run(
    arguments: Sequence[str], cwd: Path, command: Sequence[str] = MODULE, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command with `arguments`; what it prints is text."""
    return subprocess.run(
        [*command, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip
