"""Tables of claims: what they are read from, what is wrong with them, and what is written."""

from __future__ import annotations

import datetime
import json
import random
import types
from pathlib import Path

import pytest

import consistency
from consistency import load_rules
from consistency.cli import main
from consistency.errors import ClaimError, SourceError
from consistency.model import Period

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

import pyarrow.parquet as pq  # noqa: E402
from made_claims import RULE  # noqa: E402

from consistency.engines import inputs  # noqa: E402


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    path = tmp_path / "measure.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


def rows(count: int = 40) -> list[dict[str, object]]:
    draw = random.Random(4)
    people = ["Ahmed Khaled Tamimi", "أحمد خالد التميمي", "Fatima Yusuf Haddad", "فاطمة يوسف حداد"]
    return [
        {
            "kind": "measure",
            "source": f"s{number}",
            "subject": draw.choice(people),
            "attribute": draw.choice(["height", "weight"]),
            "value": draw.choice([100.0, 100.5, 160.0]),
            "evidence": f"quotation {number}",
        }
        for number in range(count)
    ]


def json_line(row: dict[str, object]) -> str:
    fields = {name: row[name] for name in ("subject", "attribute", "value") if row[name] is not None}
    claim = {"kind": row["kind"], "source": row["source"], "fields": fields, "evidence": row["evidence"]}
    return json.dumps(claim, ensure_ascii=False)


def parquet(path: Path, table: object) -> Path:
    pq.write_table(table if isinstance(table, pa.Table) else pa.Table.from_pylist(table), path)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().err


def test_parquet_arrow_and_json_lines_say_the_same(tmp_path: Path, rule: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Text for a name compares as a name: the rule says so.
    given = rows()
    rules = load_rules(rule, shipped=False)
    table = pa.Table.from_pylist(given)
    from_parquet = consistency.check_claims(parquet(tmp_path / "c.parquet", table), rules=rules)
    lines = tmp_path / "c.jsonl"
    lines.write_text("\n".join(map(json_line, given)), encoding="utf-8")
    small = consistency.check_claims(lines, rules=rules)
    monkeypatch.setattr(inputs, "MANY", 10)
    assert inputs.is_table(lines)
    from_lines = consistency.check_claims(lines, rules=rules)
    assert len(from_parquet.discrepancies) >= 2
    assert list(from_parquet.discrepancies) == list(from_lines.discrepancies)
    assert list(from_parquet.discrepancies) == list(consistency.check_claims(table, rules=rules).discrepancies)
    assert {e.quote for d in from_parquet.discrepancies for e in d.evidence} == {
        e.quote for d in small.discrepancies for e in d.evidence
    }
    assert from_parquet.coverage.claims == {"measure": 40}


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_the_output_is_the_same_to_the_byte_in_any_order(
    tmp_path: Path, rule: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows(200)
    written = []
    for seed in range(3):
        random.Random(seed).shuffle(given)
        output = tmp_path / f"found.{ending}"
        claims = parquet(tmp_path / "c.parquet", given)
        assert run(capsys, claims, "--rules", rule, "--output", output)[0] == 1
        written.append(output.read_bytes())
    assert written[0] == written[1] == written[2]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_the_output_holds_what_the_report_holds(tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = parquet(tmp_path / "c.parquet", rows())
    report = consistency.check_claims(claims, rules=load_rules(rule, shipped=False))
    for ending in ("parquet", "jsonl"):
        run(capsys, claims, "--rules", rule, "--output", tmp_path / f"f.{ending}")
    table = pq.read_table(tmp_path / "f.parquet").to_pylist()
    assert table == [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["fingerprint"] for row in table] == [found.fingerprint for found in report.discrepancies]
    assert [[e["quote"] for e in row["evidence"]] for row in table] == [
        [e.quote for e in found.evidence] for found in report.discrepancies
    ]


def test_bad_lines_are_told_and_the_rest_is_checked(
    tmp_path: Path, rule: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    lines = [json_line(row) for row in rows()]
    lines[3] = '{"kind": "measure", "source":'
    lines[7] = '{"kind": "measure", "fields": {"subject": "A B", "attribute": "height", "value": 3}, "evidence": "q"}'
    lines[9] = "[1]"
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join([lines[0], "", *lines[1:]]), encoding="utf-8")
    output = tmp_path / "f.jsonl"
    code, told = run(capsys, path, "--rules", rule, "--output", output)
    assert code == 2
    assert [line.split(": ")[0] for line in told.splitlines()] == [f"{path}:5:30", f"{path}:9", f"{path}:11"]
    assert output.read_text(encoding="utf-8").count("\n") >= 2


def test_lines_with_values_of_two_types_are_read_one_by_one(
    tmp_path: Path, rule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    given = rows()
    given[5]["value"] = {"type": "quantity", "low": 300, "high": 320}
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(map(json_line, given)), encoding="utf-8")
    report = consistency.check_claims(path, rules=load_rules(rule, shipped=False))
    assert "quotation 5" in {e.quote for d in report.discrepancies for e in d.evidence}


def test_rows_without_a_source_are_told_and_the_rest_is_checked(
    tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows()
    given[4]["source"] = None
    code, told = run(
        capsys, parquet(tmp_path / "c.parquet", given), "--rules", rule, "--output", tmp_path / "f.parquet"
    )
    assert code == 2
    assert told == f"{tmp_path / 'c.parquet'}: row 5: a claim needs 'source', which is empty here\n"
    assert pq.read_table(tmp_path / "f.parquet").num_rows >= 2


def test_claims_without_a_field_of_the_rule_are_counted(tmp_path: Path, rule: Path) -> None:
    given = rows()
    given[4]["subject"] = None
    report = consistency.check_claims(parquet(tmp_path / "c.parquet", given), rules=load_rules(rule, shipped=False))
    assert [skipped.what for skipped in report.coverage.skipped] == ["1 claims"]


def test_a_missing_column_is_told(tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.Table.from_pylist(rows()).drop_columns(["evidence"])
    code, told = run(capsys, parquet(tmp_path / "c.parquet", table), "--rules", rule)
    assert code == 2
    assert told.startswith(f"{tmp_path / 'c.parquet'}: column 'evidence' is missing; a claim needs")


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("source", [1.5] * 40, "column 'source' has the type double; it must hold text"),
        ("subject", [b"x"] * 40, "column 'subject' has the type binary, which holds no value of a claim"),
        ("value", [{"low": 1.0}] * 40, "column 'value' is a struct without 'type'"),
    ],
)
def test_a_wrong_type_is_told(tmp_path: Path, rule: Path, column: str, values: list[object], said: str) -> None:
    table = pa.Table.from_pylist(rows())
    table = table.set_column(table.column_names.index(column), column, pa.array(values))
    with pytest.raises(ClaimError, match=said):
        consistency.check_claims(parquet(tmp_path / "c.parquet", table), rules=load_rules(rule, shipped=False))


def test_a_truncated_file_is_told(tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = parquet(tmp_path / "c.parquet", rows())
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SourceError, match="cannot be read as Parquet"):
        consistency.check_claims(path, rules=load_rules(rule, shipped=False))
    code, told = run(capsys, path, "--rules", rule, "--output", tmp_path / "f.parquet")
    assert (code, "cannot be read as Parquet" in told, (tmp_path / "f.parquet").exists()) == (2, True, False)


def test_a_disk_without_space_leaves_no_half_file(
    tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    link = tmp_path / "full"
    link.mkdir()
    claims = parquet(tmp_path / "c.parquet", rows())
    from consistency.engines import output

    class Full(pq.ParquetWriter):  # type: ignore[misc]
        def write_batch(self, *_: object, **__: object) -> None:
            with full.open("wb", buffering=0) as file:
                file.write(b"x")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "pq", types.SimpleNamespace(ParquetWriter=Full))
        code, told = run(capsys, claims, "--rules", rule, "--output", link / "f.parquet")
    assert code == 2
    assert told.splitlines()[0].endswith("cannot be written: no space left on device")
    assert list(link.iterdir()) == []


def test_stats_tell_what_was_looked_at(tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "f.jsonl"
    _, told = run(capsys, parquet(tmp_path / "c.parquet", rows()), "--rules", rule, "--output", output, "--stats")
    assert told.startswith("claims: 40; without a field that the rule needs: 0\nblocks: 2; largest: ")


def test_a_rule_that_columns_cannot_answer_goes_the_small_way(tmp_path: Path) -> None:
    other = RULE.replace("attribute: {by: equal, required: true, at_least: 1}", "attribute: {by: equal}")
    (tmp_path / "measure.yaml").write_text(other, encoding="utf-8")
    report = consistency.check_claims(
        pa.Table.from_pylist(rows()), rules=load_rules(tmp_path / "measure.yaml", shipped=False)
    )
    assert report.discrepancies
    assert all(found.rule == "measure" for found in report.discrepancies)


def test_tables_and_texts_are_not_mixed(tmp_path: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    code, told = run(capsys, parquet(tmp_path / "c.parquet", rows()), tmp_path / "a.txt")
    assert code == 2
    assert "is a table of claims" in told


def test_discrepancies_with_the_same_quotations_are_in_one_order(rule: Path) -> None:
    # Nothing in the quotations tells the two attributes apart: the messages decide.
    given = [
        {
            **row,
            "attribute": attribute,
            "value": row["value"] if attribute == "age" else 7.0 * number,
            "evidence": "one",
        }
        for number, row in enumerate(rows(12))
        for attribute in ("height", "age")
    ]
    rules = load_rules(rule, shipped=False)

    def found() -> list[tuple[str, list[tuple[str, str]]]]:
        report = consistency.check_claims(pa.Table.from_pylist(given), rules=rules)
        return [(one.message, [(e.source, e.quote) for e in one.evidence]) for one in report.discrepancies]

    first = found()
    assert len({tuple(evidence) for _, evidence in first}) < len({message for message, _ in first})
    random.Random(2).shuffle(given)
    assert found() == first


@pytest.mark.parametrize("guard", ["absent", "unclaimed", "addends", "unrivalled", "left_over"])
def test_a_guard_that_columns_do_not_have_sends_a_rule_the_small_way(guard: str) -> None:
    from consistency.engines.check import plan_of
    from consistency.engines.claim_table import table_from_arrow
    from consistency.judging import parse_rule

    table = table_from_arrow(pa.Table.from_pylist(rows()))
    assert not isinstance(plan_of(parse_rule(RULE, "measure.yaml"), table), str)
    rule = parse_rule(f"{RULE}guards: [mutual_best, {guard}]\n", "measure.yaml")
    assert plan_of(rule, table) == f"its guard '{guard}' looks at more than the claims of one thing"


def test_days_in_json_lines_are_days(tmp_path: Path) -> None:
    from consistency.engines.fields import DAY, OTHER
    from consistency.engines.table_files import read_table_file

    def line(start: str, end: str) -> str:
        fields = {"opening": {"type": "period", "start": start, "end": end}}
        return json.dumps({"kind": "post", "source": "s", "evidence": "q", "fields": fields})

    path = tmp_path / "c.jsonl"
    days = [("2024-03-01", "2024-03-01"), ("2024-03-01", "2024-03-05")]
    path.write_text("\n".join(line(*day) for day in days), encoding="utf-8")
    column = read_table_file(path).table.field("opening")
    assert column.kind.tolist() == [DAY, OTHER]
    assert column.value(0) == Period(datetime.date(2024, 3, 1), datetime.date(2024, 3, 1))
    assert column.value(1) == Period(datetime.date(2024, 3, 1), datetime.date(2024, 3, 5), "interval")
