"""What the command prints: reports to standard output or whole into files, errors and progress to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from consistency.errors import ConsistencyError, OptionError
from consistency.resources import replace_file


def has_colors() -> bool:
    """Tell whether standard output takes colours (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def print_text(text: str) -> None:
    """Print to standard output; a reader that has gone (`check … | head`) is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise OptionError(f"the report cannot be written: {(error.strerror or str(error)).lower()}") from None


def write_report(text: str, output: str | None) -> None:
    """Print the report, or write it to a file whole or not at all."""
    if output is None or output == "-":
        print_text(text)
        return
    path = Path(output)
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_text(text, encoding="utf-8", newline="")
            return
        replace_file(path, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OptionError(f"the report '{output}' cannot be written: {reason}") from None


def print_errors(errors: Iterable[ConsistencyError]) -> None:
    """Print one line an error to standard error: with its place, or with the name of the command."""
    for error in errors:
        print_line(str(error) if error.path else f"check: {error}")


def print_line(line: str) -> None:
    """Print a line to standard error, control characters made visible."""
    from consistency.reports.terminal import safe

    with contextlib.suppress(OSError):  # nobody may be left to read it
        print(safe(line), file=sys.stderr, flush=True)


class Progress:
    """A bar on standard error, once the work has taken a while and where a person is looking."""

    _WHILE = 1.0  # seconds

    def __init__(self, quiet: bool):
        self._wanted = not quiet and sys.stderr.isatty()
        self._started = time.monotonic()
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Progress:
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._wanted or (self._bar is None and time.monotonic() - self._started < self._WHILE):
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
