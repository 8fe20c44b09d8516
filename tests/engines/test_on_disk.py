"""Claims on disk: found is what one process finds, to the byte, and what goes wrong is one sentence."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from consistency import check_claims, load_rules, write_discrepancies
from consistency.cli import main
from consistency.errors import OptionError, SourceError

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")
pytest.importorskip("duckdb", reason="the extra `scale` is not installed")

import pyarrow.parquet as pq  # noqa: E402
from killed_bucket import KilledBucket  # noqa: E402
from made_claims import RULE, claims  # noqa: E402

from consistency.engines import batches, capacity, duckdb_engine, inputs  # noqa: E402


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make batches and buckets small, and the folder of temporary files one that the test can look into."""
    monkeypatch.setattr(batches, "ROWS", 500)
    monkeypatch.setattr(duckdb_engine, "_BUCKET", 700)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path


def run(given: Path, output: str, *options: object) -> tuple[int, bytes]:
    """Check a file or folder, and return the exit code and what was written."""
    rule, target = given.parent / "measure.yaml", given.parent / output
    rule.write_text(RULE, encoding="utf-8")
    code = main([str(given), "--rules", str(rule), "--output", str(target), "--quiet", *map(str, options)])
    return code, target.read_bytes() if target.exists() else b""


def in_one(given: Path) -> bytes:
    code, written = run(given, "one.parquet", "--engine", "process")
    assert (code, len(pq.read_table(given.parent / "one.parquet")) > 20) == (1, True)
    return written


def parquet(path: Path, table: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    pq.write_table(table, path)
    return path


@pytest.mark.parametrize("options", [(), ("--jobs", 2)])
def test_the_bytes_are_those_of_one_process(small: Path, options: tuple[object, ...]) -> None:
    given = parquet(small / "claims.parquet", claims(3000, 7))
    assert run(given, "disk.parquet", "--engine", "duckdb", *options) == (1, in_one(given))
    assert list((small / "temporary").iterdir()) == []


def test_a_block_that_is_too_large_is_cut_by_groups(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb_engine, "_BUCKET", 60)  # a block has 375 claims
    given = parquet(small / "claims.parquet", claims(3000, 8))
    assert run(given, "disk.parquet", "--engine", "duckdb") == (1, in_one(given))


def test_a_folder_is_read_as_its_files(small: Path) -> None:
    table = claims(2000, 9)
    whole = parquet(small / "claims.parquet", table)
    parquet(small / "folder" / "a.parquet", table.slice(0, 800))
    parquet(small / "folder" / "b.parquet", table.slice(800))
    for engine in ("process", "duckdb"):
        assert run(small / "folder", "folder.parquet", "--engine", engine) == (1, in_one(whole))


def as_lines(table: Any) -> list[str]:
    rows = table.to_pylist()
    named = ("subject", "attribute", "value")
    return [
        json.dumps({**{k: v for k, v in row.items() if k not in named}, "fields": {k: row[k] for k in named}})
        for row in rows
    ]


def test_json_lines_are_read_and_bad_ones_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    lines = as_lines(claims(2000, 10))
    lines[3] = "{"
    lines[5] = lines[5].replace('"source"', '"sauce"')
    given = small / "claims.jsonl"
    given.write_text("\n".join(lines), encoding="utf-8")
    code, one = run(given, "one.parquet", "--engine", "process")
    told = capsys.readouterr().err
    assert code == 2
    assert [line.split(": ")[0] for line in told.splitlines()] == [f"{given}:4:2", f"{given}:6"]
    assert run(given, "disk.parquet", "--engine", "duckdb") == (2, one)
    assert capsys.readouterr().err == told


def test_rows_without_a_source_are_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = claims(2000, 11)
    sources = table["source"].to_pylist()
    sources[1234] = None
    given = parquet(small / "claims.parquet", table.set_column(1, "source", pa.array(sources)))
    code, one = run(given, "one.parquet", "--engine", "process")
    told = capsys.readouterr().err
    assert (code, "row 1235: a claim needs 'source'" in told) == (2, True)
    assert run(given, "disk.parquet", "--engine", "duckdb") == (2, one)
    assert capsys.readouterr().err == told


def test_what_does_not_fit_goes_to_disk_unasked(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = parquet(small / "claims.parquet", claims(3000, 7))
    asked: list[object] = []
    check = duckdb_engine.check_files

    def noted(*options: Any) -> Any:
        asked.append(options)
        return check(*options)

    monkeypatch.setattr(duckdb_engine, "check_files", noted)
    one = in_one(given)
    assert (run(given, "auto.parquet"), asked) == ((1, one), [])
    monkeypatch.setattr(capacity, "MOST", 2999)
    assert (run(given, "auto.parquet"), len(asked)) == ((1, one), 1)


def test_a_truncated_file_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = parquet(small / "claims.parquet", claims(1000, 7))
    given.write_bytes(given.read_bytes()[:-100])
    assert run(given, "disk.parquet", "--engine", "duckdb") == (2, b"")
    assert "cannot be read as Parquet" in capsys.readouterr().err


def test_a_killed_worker_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = parquet(small / "claims.parquet", claims(3000, 7))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb_engine, "_Bucket", KilledBucket)
        assert run(given, "disk.parquet", "--engine", "duckdb", "--jobs", 2) == (2, b"")
    (told,) = capsys.readouterr().err.splitlines()
    assert "a worker process was killed" in told
    assert list((small / "temporary").iterdir()) == []


def test_a_full_disk_for_temporary_files_is_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    resource = pytest.importorskip("resource")
    given = parquet(small / "claims.parquet", claims(3000, 7))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        code, written = run(given, "disk.parquet", "--engine", "duckdb")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    (told,) = capsys.readouterr().err.splitlines()
    assert (code, written) == (2, b"")
    assert told.startswith(f"check: temporary files under '{small / 'temporary'}' cannot be written: ")
    assert list((small / "temporary").iterdir()) == []


def test_wrong_columns_are_told(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = claims(1000, 7)
    for number, wrong, said in (
        (0, table.drop_columns(["evidence"]), "column 'evidence' is missing"),
        (1, table.set_column(1, "source", pa.array([1.5] * len(table))), "column 'source' has the type double"),
        (2, table.set_column(4, "value", pa.array([b"x"] * len(table))), "column 'value' has the type binary"),
    ):
        given = parquet(small / f"claims-{number}.parquet", wrong)
        assert run(given, f"{number}.parquet", "--engine", "duckdb") == (2, b"")
        told = capsys.readouterr().err.splitlines()
        assert (len(told), said in told[0]) == (1, True), told
    assert list((small / "temporary").iterdir()) == []


def test_claims_without_a_field_of_the_rule_are_counted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = claims(2000, 12)
    subjects = table["subject"].to_pylist()
    subjects[5] = subjects[1700] = None
    given = parquet(small / "claims.parquet", table.set_column(2, "subject", pa.array(subjects)))
    assert run(given, "disk.parquet", "--engine", "duckdb", "--stats") == (1, in_one(given))
    assert "without a field that the rule needs: 2\n" in capsys.readouterr().err


def test_a_folder_of_json_lines_is_read_as_its_files(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    table = claims(2000, 13)
    whole = parquet(small / "claims.parquet", table)
    lines = as_lines(table)
    folder = small / "folder" / "2024"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("\n".join(lines[:900]), encoding="utf-8")
    (folder.parent / "b.ndjson").write_text("\n".join(lines[900:1500]) + "\n", encoding="utf-8")
    parquet(folder.parent / "c.parquet", table.slice(1500))  # both forms in one folder
    for engine in ("process", "duckdb"):
        assert run(small / "folder", "folder.parquet", "--engine", engine) == (1, in_one(whole))


def test_bad_lines_of_a_folder_are_told_with_their_file(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    lines = as_lines(claims(1000, 14))
    (small / "folder").mkdir()
    lines[3], lines[701] = "{", lines[701].replace('"source"', '"sauce"')
    for name, part in (("a", lines[:500]), ("b", lines[500:])):
        (small / "folder" / f"{name}.jsonl").write_text("\n".join(part), encoding="utf-8")
    told = []
    for engine in ("process", "duckdb"):
        code, written = run(small / "folder", "folder.parquet", "--engine", engine)
        assert (code, len(written) > 0) == (2, True)
        told.append(capsys.readouterr().err)
    assert [line.split(": ")[0] for line in told[0].splitlines()] == [
        str(small / "folder" / "a.jsonl") + ":4:2", str(small / "folder" / "b.jsonl") + ":202"
    ]  # fmt: skip
    assert sorted(told[1].splitlines()) == sorted(told[0].splitlines())


def test_python_reads_as_the_command_does(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = parquet(small / "claims.parquet", claims(3000, 7))
    one = in_one(given)
    rules = load_rules(small / "measure.yaml", shipped=False)

    def written(**options: Any) -> tuple[str, bytes]:
        report = check_claims(given, rules=rules, **options)
        write_discrepancies(report.discrepancies, small / "python.parquet")
        return type(report.discrepancies).__name__, (small / "python.parquet").read_bytes()

    assert written() == ("Findings", one)
    assert written(engine="duckdb", jobs=2) == ("Merged", one)
    monkeypatch.setattr(capacity, "MOST", 2999)
    assert written() == ("Merged", one)
    assert list((small / "temporary").iterdir()) == []
    serving = {"s1", "s2", "s3"}
    told = [
        [found.fingerprint for found in check_claims(given, rules=rules, against=serving, engine=engine).discrepancies]
        for engine in ("process", "duckdb")
    ]
    assert told[0] == told[1] != []
    with pytest.raises(OptionError, match="unknown engine 'spark'"):
        check_claims(given, rules=rules, engine="spark")


def test_python_raises_the_first_bad_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MANY", 10)
    lines = as_lines(claims(1000, 15))
    lines[3] = "{"
    given = small / "claims.jsonl"
    given.write_text("\n".join(lines), encoding="utf-8")
    for engine in ("process", "duckdb"):
        with pytest.raises(SourceError, match=r"claims\.jsonl:4:2: not JSON"):
            check_claims(given, engine=engine)
