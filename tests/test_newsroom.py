"""The gallery: a draft against its wire copy, by the command, in every format."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from consistency.cli import main
from consistency.reports import FORMATS

ROOT = Path(__file__).resolve().parents[1]
NEWSROOM = ["examples/newsroom/draft.md", "--against", "examples/newsroom/wire"]
# What was put into the texts, each once.
PLANTED = {
    "office-status", "toll-count", "event-date", "quantity-indicator", "stance-position", "quote-wording",
    "name-variant", "internal-weekday",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_what_was_planted_is_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*NEWSROOM, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert sorted(found["rule"] for found in report["discrepancies"]) == sorted(PLANTED)
    # The draft is under check: it is quoted first, and is what "here" means.
    assert {found["evidence"][0]["source"] for found in report["discrepancies"]} == {NEWSROOM[0]}
    assert all(found["messages"]["ar"] for found in report["discrepancies"])
    assert report["coverage"]["agreements"]


def test_every_format_at_once_in_arabic(tmp_path: Path) -> None:
    outputs = [part for name in FORMATS for part in ("--format", f"{name}={tmp_path / name}")]
    assert main([*NEWSROOM, "--ui", "ar", *outputs]) == 1
    for name in FORMATS:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "Lahlou" in text, name
        assert "سابق" in text, name


@pytest.mark.parametrize(("name", "loaded"), [("text", False), ("sarif", False), ("csv", False), ("html", True)])
def test_only_the_page_loads_jinja2(name: str, loaded: bool) -> None:
    claims = ["examples/claims.jsonl", "--rules", "examples/rules"]  # spaCy, which texts need, loads it as well
    code = (
        f"import sys; from consistency.cli import main; main({claims!r} + ['--format', {name!r}]);"
        "print(chr(10), 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1].strip() == str(loaded)
