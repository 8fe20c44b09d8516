"""Settings of paths over tables of claims: rules that keep silent about sources, and other severities for them."""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from consistency import Claim, check_claims
from consistency.cli import main
from consistency.judging import Override, Rule, RuleSet, parse_rule
from consistency.model import Evidence, Name, Quantity, Report, Text

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")
pytest.importorskip("duckdb", reason="the extra `scale` is not installed")

import pyarrow.parquet as pq  # noqa: E402
from made_claims import RULE, claims  # noqa: E402

from consistency.engines import duckdb_engine, inputs  # noqa: E402

RULES = RuleSet((parse_rule(RULE, "measure.yaml"),))
PEOPLE = ["Ahmed Khaled Tamimi", "أحمد خالد التميمي", "Fatima Yusuf Haddad", "سيرغي إيفانوف"]
OLD = frozenset(f"s{number}" for number in range(0, 40, 3))
OLDER = frozenset(f"s{number}" for number in range(0, 40, 4))


def drawn(seed: int, often: int) -> list[Claim]:
    """Return claims about a few things; a source speaks of one thing `often` times at most."""
    draw = random.Random(seed)
    made = []
    for number in range(40 * often):
        source, subject = f"s{number % 40}", draw.choice(PEOPLE)
        value, attribute = draw.choice([100.0, 100.5, 140.0, 180.0]), draw.choice(["height", "weight"])
        fields: dict[str, Any] = {
            "subject": Name(subject), "attribute": Text(attribute), "value": Quantity(value, value)
        }  # fmt: skip
        quote = f"{subject}, {attribute}: {value} ({number})"
        made.append(
            Claim(kind="measure", source=source, fields=fields, evidence=(Evidence(source=source, quote=quote),))
        )
    return made


def quoted(report: Report) -> set[tuple[str, str]]:
    return {(found.severity, e.quote) for found in report.discrepancies for e in found.evidence}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("often", [1, 3])
def test_columns_keep_silent_where_the_small_way_does(seed: int, often: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def exempt(rule: Rule, source: str) -> bool:
        return source in OLD

    given = drawn(seed, often)
    small = check_claims(given, rules=RULES, exempt=exempt)
    assert len(quoted(small)) < len(quoted(check_claims(given, rules=RULES)))
    monkeypatch.setattr(inputs, "MANY", 10)
    assert quoted(check_claims(given, rules=RULES, exempt=exempt)) == quoted(small) != set()


@pytest.mark.parametrize("seed", range(4))
def test_a_discrepancy_is_as_grave_as_its_gravest_conflict(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Quantity(100.0, 100.0)  # what all say who are not of OLD, so that they are at odds with nobody else
    given = [claim for claim in drawn(seed, 1) if claim.source in OLD or claim.fields["value"] == plain]
    note, warning = Override(OLD, {"measure": "note"}, {}), Override(OLDER, {"measure": "warning"}, {})
    for overrides in ([note], [note, warning], [warning, note], [warning]):
        small = quoted(check_claims(given, rules=RULES, overrides=overrides))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inputs, "MANY", 10)
            assert quoted(check_claims(given, rules=RULES, overrides=overrides)) == small
    assert {severity for severity, _ in quoted(check_claims(given, rules=RULES, overrides=[note]))} == {"note"}


def test_another_threshold_of_a_source_is_judged_claim_by_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    given, overrides = drawn(1, 1), [Override(OLD, {}, {"measure": 1.0})]
    small = check_claims(given, rules=RULES, overrides=overrides)
    monkeypatch.setattr(inputs, "MANY", 10)
    assert list(check_claims(given, rules=RULES, overrides=overrides).discrepancies) == list(small.discrepancies) != []


SETTINGS = """
[per-path."s1*"]
severity = {measure = "note"}
[per-path."s2*"]
ignore = ["measure"]
"""


@pytest.mark.parametrize(
    "options", [("--engine", "process"), ("--engine", "duckdb"), ("--engine", "duckdb", "--jobs", "2")]
)
def test_settings_of_paths_hold_for_the_sources_of_a_table(
    options: Collection[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb_engine, "_BUCKET", 700)
    given, rule, target = tmp_path / "claims.parquet", tmp_path / "measure.yaml", tmp_path / "found.jsonl"
    pq.write_table(claims(3000, 3), given)
    rule.write_text(RULE, encoding="utf-8")

    def found() -> list[dict[str, Any]]:
        main([str(given), "--rules", str(rule), "--output", str(target), "--quiet", *options])
        return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]

    assert any(e["source"].startswith("s2") for one in found() for e in one["evidence"])
    (tmp_path / "consistency.toml").write_text(SETTINGS, encoding="utf-8")
    rows = found()
    assert {one["severity"] for one in rows} == {"error", "note"}
    assert not any(e["source"].startswith("s2") for one in rows for e in one["evidence"])
    assert all(any(e["source"].startswith("s1") for e in one["evidence"]) for one in rows if one["severity"] == "note")


def test_settings_of_paths_hold_for_few_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, rule = tmp_path / "claims.jsonl", tmp_path / "measure.yaml"
    rule.write_text(RULE, encoding="utf-8")
    fields = [{"subject": "Ahmed Khaled Tamimi", "attribute": "height", "value": value} for value in (100, 140)]
    lines = [
        {"kind": "measure", "source": f"s{number}", "fields": one, "evidence": f"q{number}"}
        for number, one in enumerate(fields, 1)
    ]
    given.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert main([str(given), "--rules", str(rule), "--quiet"]) == 1
    (tmp_path / "consistency.toml").write_text(SETTINGS, encoding="utf-8")
    assert main([str(given), "--rules", str(rule), "--quiet"]) == 0


def test_a_baseline_for_tables_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "claims.parquet"
    pq.write_table(claims(100, 3), given)
    assert main([str(given), "--baseline", str(tmp_path / "known.json")]) == 2
    assert capsys.readouterr().err == "check: --baseline: tables of claims are checked without a baseline\n"
