"""The baseline: what is known stays known however the text is laid out, and what is new is told."""

from __future__ import annotations

import json
import os
import shutil
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from consistency.cli import main

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a copy of the examples."""
    monkeypatch.chdir(tmp_path)
    for name in ("english", "arabic", "mixed"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    return tmp_path


def wrapped(text: str) -> str:
    head, dashes, body = text.rpartition("---\n")
    lines = [textwrap.fill(p, 38, break_on_hyphens=False, break_long_words=False) for p in body.split("\n")]
    return head + dashes + "\n".join(lines)


CHANGES: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "byte order mark": lambda text: "\ufeff" + text,
    "moved down": lambda text: text.replace("---\n", "---\n\n\n\n") if text.startswith("---") else f"\n\n\n{text}",
    "comment before": lambda text: text.replace("\n---\n", "\n---\n<!-- desk: checked -->\n\n", 1),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["english", "arabic", "mixed"])
def test_known_ones_stay_known(folder: Path, name: str, change: str) -> None:
    assert main([name]) == 1
    assert main([name, "--baseline", "known.json", "--update-baseline"]) == 0
    before = (folder / "known.json").read_text(encoding="utf-8")
    assert main([name, "--baseline", "known.json"]) == 0
    for path in (folder / name).iterdir():
        path.write_bytes(CHANGES[change](path.read_text(encoding="utf-8")).encode())
    assert main([name, "--baseline", "known.json"]) == 0
    assert main([name, "--baseline", "known.json", "--update-baseline"]) == 0
    assert (folder / "known.json").read_text(encoding="utf-8") == before


def test_what_is_new_is_told_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = ["english", "--baseline", "known.json"]
    assert main([*known, "--update-baseline"]) == 0
    assert "known discrepanc" in capsys.readouterr().out
    path = folder / "english" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("14 people", "15 people"), encoding="utf-8")
    assert main([*known, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["discrepancies"]
    assert [d["rule"] for d in found] == ["toll-count"]


def test_a_renamed_file_keeps_its_entries(folder: Path) -> None:
    assert main(["english", "--baseline", "known.json", "--update-baseline"]) == 0
    (folder / "english" / "a.md").rename(folder / "english" / "z.md")
    assert main(["english", "--baseline", "known.json"]) == 0


def price(shop: str, euros: float, day: str = "2025-03-02") -> str:
    fields = {
        "product": "green tea 100 g",
        "price": {"type": "quantity", "value": euros, "unit": "EUR"},
        "date": {"type": "period", "value": day},
    }
    claim = {"kind": "price", "source": shop, "fields": fields, "evidence": f"{shop}: {euros}"}
    return json.dumps(claim) + "\n"


def test_the_same_conflict_once_more_is_new(folder: Path) -> None:
    path = folder / "prices.jsonl"
    command = ["prices.jsonl", "--rules", str(EXAMPLES / "rules"), "--baseline", "known.json"]
    two = price("a", 2.5) + price("b", 3.5)
    path.write_text(two, encoding="utf-8")
    assert main(command[:-2]) == 1
    assert main([*command, "--update-baseline"]) == 0
    path.write_text(two + price("c", 3.5), encoding="utf-8")
    assert main(command) == 0  # a third that says what one of the two says is no new conflict
    path.write_text(two + price("c", 4.5), encoding="utf-8")
    assert main(command) == 1
    assert main([*command, "--update-baseline"]) == 0
    path.write_text(two, encoding="utf-8")
    assert main(command) == 0  # a part of what is known
    path.write_text(two + price("c", 2.5, "2025-04-01") + price("d", 3.5, "2025-04-01"), encoding="utf-8")
    assert main(command) == 1


def test_the_file_is_sorted_a_line_an_entry(folder: Path) -> None:
    assert main(["english", "arabic", "mixed", "--baseline", "known.json", "--update-baseline"]) == 0
    text = (folder / "known.json").read_text(encoding="utf-8")
    value = json.loads(text)
    assert (value["schema"], value["version"]) == ("consistency-baseline", 1)
    entries = value["entries"]
    assert len(entries) > 5
    assert entries == sorted(entries, key=lambda entry: (entry["rule"], *entry["claims"]))
    assert len(text.splitlines()) == len(entries) + 6
    assert [path.name for path in folder.glob(".*")] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such baseline; --update-baseline writes one"),
        ("", ":1:1: not a baseline, or a spoiled one: not JSON"),
        ('{"schema": "consistency-baseline", "version": 1, "entries": [', "not JSON"),
        ("[]", "not a baseline, or a spoiled one"),
        ('{"version": 1, "entries": []}', "not a baseline, or a spoiled one"),
        ('{"schema": "consistency-baseline", "version": 1, "entries": [{}]}', "not a baseline, or a spoiled one"),
        ('{"schema": "consistency-baseline", "version": 1, "entries": [1]}', "not a baseline, or a spoiled one"),
        ('{"schema": "consistency-baseline", "version": 7, "entries": []}', "a baseline of version 7, and this is"),
        ("[" * 100_000, "not a baseline, or a spoiled one"),
    ],
)
def test_a_baseline_that_cannot_be_used(
    folder: Path, content: str | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (folder / "known.json").write_text(content, encoding="utf-8")
    assert main(["english", "--baseline", "known.json"]) == 2
    captured = capsys.readouterr()
    assert "error  toll-count" in captured.out  # everything is reported
    (line,) = captured.err.splitlines()
    assert line.startswith("known.json:")
    assert message in line


def test_only_a_baseline_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "english" / "a.md").read_text(encoding="utf-8")
    assert main(["english", "--baseline", "english/a.md", "--update-baseline"]) == 2
    assert "not a baseline" in capsys.readouterr().err
    assert (folder / "english" / "a.md").read_text(encoding="utf-8") == before
    (folder / "old.json").write_text('{"schema": "consistency-baseline", "version": 0, "entries": []}', "utf-8")
    assert main(["english", "--baseline", "old.json", "--update-baseline"]) == 0
    assert main(["english", "--baseline", "old.json"]) == 0


def test_it_is_not_written_where_not_all_was_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["english", "gone.txt", "--baseline", "known.json", "--update-baseline"]) == 2
    assert "is left as it was, since not everything could be checked" in capsys.readouterr().err
    assert not (folder / "known.json").exists()
    assert main(["english", "--update-baseline"]) == 2
    assert capsys.readouterr().err == "check: --update-baseline: no --baseline FILE is given to be written\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "locked").mkdir(mode=0o500)
    assert main(["english", "--baseline", "locked/known.json", "--update-baseline"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_folder_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["english", "--baseline", "gone/known.json", "--update-baseline"]) == 2
    captured = capsys.readouterr()
    assert captured.err == "gone/known.json: cannot be written: no such file or directory\n"
    assert "error  toll-count" in captured.out


def test_the_configuration_may_name_it(folder: Path) -> None:
    (folder / "consistency.toml").write_text("baseline = 'known.json'\n", encoding="utf-8")
    assert main(["english", "--update-baseline"]) == 0
    assert main(["english"]) == 0


@pytest.mark.parametrize(
    ("form", "ending"), [("json", "json"), ("gitlab", "json"), ("html", "html"), ("markdown", "md")]
)
def test_what_a_run_writes_into_the_folder_is_no_text(folder: Path, form: str, ending: str) -> None:
    line = [".", "--baseline", "known.json", "--format", "text", "--format", f"{form}=report.{ending}"]
    assert main([*line, "--update-baseline"]) == 0
    assert main(line) == 0  # neither the baseline nor the report is read
    assert main(["known.json", *line[1:]]) == 2  # unless it is named
