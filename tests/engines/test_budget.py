"""The budget of pairs holds for each block and each group of a table of claims, and coverage tells what it left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.judging import RuleSet, parse_rule
from consistency.model import Limits, Report

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

import pyarrow.parquet as pq  # noqa: E402
from made_claims import RULE, claims  # noqa: E402

from consistency.cli import main  # noqa: E402


def check(table: Any, pairs: int, rule: str = RULE) -> Report:
    return consistency.check_claims(table, rules=RuleSet((parse_rule(rule, "m.yaml"),)), limits=Limits(pairs=pairs))


def skipped(report: Report) -> set[str]:
    return {f"{one.what.split(' ')[0]} {one.why.split(' ', 1)[-1]}" for one in report.coverage.skipped}


def test_the_words_that_most_names_share_are_left_out_first() -> None:
    table = claims(3000, 5)
    whole, less, none = (check(table, pairs) for pairs in (2_000_000, 300, 1))
    assert not whole.coverage.skipped
    assert whole.coverage.pairs > less.coverage.pairs > none.coverage.pairs
    assert "names names of one block share these words" in skipped(less)
    assert len(less.discrepancies) > 0
    assert len(less.coverage.skipped) < len(none.coverage.skipped)


def test_on_disk_the_same_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("duckdb", reason="the extra `scale` is not installed")
    pq.write_table(claims(3000, 5), tmp_path / "c.parquet")
    (tmp_path / "m.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "consistency.toml").write_text("most-pairs = 300\n", encoding="utf-8")
    told, written = [], []
    for engine in ("process", "duckdb"):
        output = tmp_path / "found.parquet"
        options = ["--config", str(tmp_path / "consistency.toml"), "--engine", engine, "--stats", "--quiet"]
        main([str(tmp_path / "c.parquet"), "--rules", str(tmp_path / "m.yaml"), "--output", str(output), *options])
        told.append(capsys.readouterr().err.splitlines()[:3])
        written.append(output.read_bytes())
    assert told[0] == told[1]
    assert "capped: 0;" not in told[0][1]
    assert written[0] == written[1]


def prices(count: int, sources: int) -> Any:
    rows = [
        {
            "kind": "measure",
            "source": f"s{number % sources}",
            "subject": "oil" if number % 2 else "olive oil",
            "attribute": "price",
            "value": 100.0 + 10 * (number % 3),
            "evidence": f"quotation {number}",
        }
        for number in range(count)
    ]
    return pa.Table.from_pylist(rows)


def test_a_group_that_must_be_compared_pair_by_pair_is_left_out() -> None:
    rule = RULE.replace("{by: name, required: true, at_least: 0.7}", "{by: equal, required: true, at_least: 1}")
    rule += "guards: []\n"
    table = prices(60, 5)  # each source speaks of each thing again and again
    assert check(table, 2_000_000, rule).discrepancies
    report = check(table, 400, rule)  # two groups of 30 have 435 pairs each
    assert not report.discrepancies
    assert [one.what for one in report.coverage.skipped] == ["a group of 30 claims"] * 2


def test_a_block_of_too_many_texts_is_left_out() -> None:
    rule = RULE.replace("by: name", "by: text")
    rows = prices(60, 60).to_pylist()
    table = pa.Table.from_pylist([{**row, "subject": f"{row['subject']} {row['source']}"} for row in rows])
    assert check(table, 2_000_000, rule).discrepancies
    report = check(table, 1000, rule)
    assert not report.discrepancies
    assert [one.what for one in report.coverage.skipped] == ["a block of 60 texts"]


def test_a_crowd_of_near_values_is_held_against_the_extremes() -> None:
    rule = RULE.replace("{by: name, required: true, at_least: 0.7}", "{by: equal, required: true, at_least: 1}")
    rows = [
        {**row, "subject": "oil", "value": 1000.7 + number * 0.6}
        for number, row in enumerate(prices(60, 60).to_pylist())
    ]
    table = pa.Table.from_pylist(rows)
    (every,), (extremes,) = (check(table, pairs, rule).discrepancies for pairs in (2_000_000, 100))
    assert len(every.evidence) == len(extremes.evidence) > 10
