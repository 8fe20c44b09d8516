"""The README says what is so: its commands, its code, its report, and the lists of what rules may name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from consistency.cli import main
from consistency.judging.excuses import EXCUSES
from consistency.judging.rules import Rule
from consistency.matching.comparisons import COMPARISONS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(heading: str) -> str:
    """Return the first fenced block after a heading, or after any words that stand once."""
    assert README.count(heading) == 1
    found = re.search(r"```\w*\n(.*?)```", README.split(heading)[1], re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.skipif(not (ROOT / ".ci" / "run").is_file(), reason="needs the checkout's .ci/run")
def test_ci_calls_the_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert block("## Tests").strip() + " || exit" in lines


def test_the_ten_lines_of_api_run() -> None:
    code = block("## The API in ten lines")
    assert len(code.splitlines()) == 10
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("toll-count error")


def test_the_commands_for_large_sets_run(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")
    table, command = block("## Large sets").splitlines()[1:]
    claims = tmp_path / "claims.parquet"
    subprocess.run([sys.executable, *table.replace("claims.parquet", str(claims)).split()[1:]], cwd=ROOT, check=True)
    given = [part.replace("examples/", f"{ROOT}/examples/") for part in command.split()[1:]]
    checked = subprocess.run(
        [sys.executable, "-c", "from consistency.cli import main; raise SystemExit(main())", *given],
        cwd=tmp_path, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (1, "1 discrepancy in 3 claims, written to found.parquet\n")
    code = re.search(r"  ```python\n(  from consistency import check_claims.*?)  ```", README, re.DOTALL)
    assert code is not None
    lines = "\n".join(line.strip() for line in code[1].splitlines()).replace("examples/", f"{ROOT}/examples/")
    subprocess.run([sys.executable, "-c", lines.replace(", jobs=2", "")], cwd=tmp_path, check=True)


def test_the_report_is_a_real_one(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    main(["--fail-on", "never", "examples/newsroom/draft.md", "--against", "examples/newsroom/wire"])
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in block("A report (").splitlines() if line not in ("[…]", *printed)] == []


def test_every_option_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    assert options - set(re.findall(r"--[a-z][a-z-]+", README)) == set()


@pytest.mark.parametrize(
    ("what", "until", "names"),
    [("- `by` is one of:", "; each", set(COMPARISONS)), ("- `unless` lists", "; each", set(EXCUSES))],
)
def test_the_closed_sets_are_told_whole(what: str, until: str, names: set[str]) -> None:
    told = README.split(what)[1].split(until)[0]
    assert set(re.findall(r"`(\w+)`", told)) == names, f'README.md: "{what}" lists other names than there are'


def test_every_key_of_a_rule_is_told() -> None:
    told = README.split("## How to write a rule")[1].split("## What it does not do")[0]
    assert {key for key in Rule.model_fields if key != "path" and not re.search(rf"\b{key}\b", told)} == set()


DRAFT = """---
published: 2025-05-06
---
# Ferry runs aground

The ferry Nadia ran aground off Saint-Louis on Monday night, injuring 23 people, the coast guard said.
"""
WIRE = """---
published: 2025-05-06
---
# Ferry aground

SAINT-LOUIS - A ferry, the Nadia, ran aground on Monday night. The coast guard said 23 people were injured.
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_from_nothing_to_a_check_that_fails(tmp_path: Path) -> None:
    for name, text in (("drafts/draft.md", DRAFT), ("wire/agency.md", WIRE)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    commands = block("## In CI").replace(".venv/bin/check", f"{sys.executable} -m consistency.cli").splitlines()
    assert commands[0].endswith(".venv/bin/pip install ../consistency")

    def last_lines(lines: list[str]) -> int:
        return subprocess.run(["bash", "-ec", "\n".join(lines)], cwd=tmp_path, check=False).returncode

    assert last_lines(commands[1:]) == 0
    draft = tmp_path / "drafts" / "draft.md"
    draft.write_text(DRAFT.replace("23", "32"), encoding="utf-8")
    assert last_lines(commands[-1:]) == 1
