"""A sample of what tests/trust/patterns.py walks whole: patterns over words take linear time."""

from __future__ import annotations

import sys
from pathlib import Path

from commands import run

_WALK = Path(__file__).with_name("patterns.py")


def test_no_pattern_over_words_is_slower_than_linear(tmp_path: Path) -> None:
    done = run(("--sample", "2", "--words", "--length", "800"), tmp_path, (sys.executable, str(_WALK)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_walk_sees_what_is_quadratic() -> None:
    import re

    from patterns import SLACK, growth

    slow = re.compile(r"\s+$")
    assert growth(lambda text: slow.search(text), lambda factor: " " * 4000 * factor + "a") > SLACK
