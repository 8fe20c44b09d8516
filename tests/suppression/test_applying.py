"""What suppressions do to a check of texts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from consistency import Report, Source, check
from consistency.cli import main

QUAKE = "The quake near Van killed {} people on Monday."
DAY = datetime.date(2024, 3, 11)


def report(first: str, second: str = QUAKE.format(74), **options: object) -> Report:
    sources = [Source(id="a", text=first, published=DAY), Source(id="b", text=second, published=DAY)]
    return check(sources, **options)  # type: ignore[arg-type]


def rules(result: Report) -> list[str]:
    return [found.rule for found in result.discrepancies]


def test_without_one_there_is_a_conflict() -> None:
    assert rules(report(QUAKE.format(47))) == ["toll-count"]


@pytest.mark.parametrize("name", ["toll-count", "toll", "all"])
def test_a_suppressed_conflict_is_kept_among_the_explained(name: str) -> None:
    result = report(f'<!-- check: ignore {name} because="told" -->\n{QUAKE.format(47)}')
    assert rules(result) == []
    assert ("toll-count", "suppressed: told") in [(e.rule, e.reason) for e in result.explained]


def test_either_side_may_say_it() -> None:
    assert rules(report(QUAKE.format(47), f"{QUAKE.format(74)} <!-- check: ignore toll -->")) == []


def test_another_paragraph_or_rule_is_not_covered() -> None:
    apart = f"<!-- check: ignore toll -->\nIt was cold.\n\n{QUAKE.format(47)}"
    assert rules(report(apart)) == ["toll-count", "unused-suppression"]
    other = f"<!-- check: ignore office -->\n{QUAKE.format(47)}"
    assert rules(report(other)) == ["toll-count", "unused-suppression"]


def test_the_last_day() -> None:
    text = f"<!-- check: ignore toll until=2026-12-31 -->\n{QUAKE.format(47)}"
    undated = report(text)
    assert rules(undated) == []
    assert [s.what for s in undated.coverage.skipped] == ["the last day of 1 suppression"]
    on_it = report(text, as_of=datetime.date(2026, 12, 31))
    assert (rules(on_it), on_it.coverage.skipped) == ([], ())
    after = report(text, as_of=datetime.date(2027, 1, 1))
    assert rules(after) == ["toll-count", "expired-suppression"]
    assert "2026-12-31" in after.discrepancies[1].message


def test_what_did_not_run_is_not_called_unused() -> None:
    text = f"<!-- check: ignore office -->\n{QUAKE.format(47)}"
    assert "unused-suppression" in rules(report(text))
    assert rules(report(text, select=["toll", "suppression"])) == ["toll-count"]
    assert "unused-suppression" not in rules(report(text.replace("office", "all"), ignore=["toll"]))


def test_sources_that_only_serve_are_not_told_of() -> None:
    text = f"<!-- check: ignore office -->\n{QUAKE.format(47)}"
    assert rules(report(text, against={"a"})) == ["toll-count"]


def test_a_third_text_still_conflicts() -> None:
    sources = [
        Source(id="a", text=QUAKE.format(47), published=DAY),
        Source(id="b", text=QUAKE.format(74), published=DAY),
        Source(id="c", text=f"<!-- check: ignore-file toll -->\n{QUAKE.format(99)}", published=DAY),
    ]
    (found,) = check(sources).discrepancies
    assert {evidence.source for evidence in found.evidence} == {"a", "b"}


def test_broken_ones_are_errors_and_the_rest_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(f"<!-- check: ignore tol -->\n{QUAKE.format(47)}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{QUAKE.format(74)}\n", encoding="utf-8")
    (tmp_path / ".check-ignore.yaml").write_text("- {rules: xyzzy}\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "error  toll-count" in captured.out
    assert captured.err.splitlines() == [
        f"{tmp_path / 'a.md'}:1:1: no rule or family 'tol'; did you mean 'toll'?",
        f"{tmp_path / '.check-ignore.yaml'}:1:3: no rule or family 'xyzzy'; --list-rules shows them",
    ]
    (tmp_path / "a.md").write_text(f"{QUAKE.format(47)}\n", encoding="utf-8")
    (tmp_path / ".check-ignore.yaml").write_text("- {rules: toll, files: b.txt, quote: 74 people}\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    (tmp_path / ".check-ignore.yaml").write_text("- {rules: toll, files: b.txt, quote: 47 people}\n", encoding="utf-8")
    capsys.readouterr()
    assert main([str(tmp_path), "--fail-on", "note"]) == 1
    assert f"{tmp_path / '.check-ignore.yaml'}:1" in capsys.readouterr().out
