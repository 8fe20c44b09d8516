"""What `large_sets` measures, one thing in a process of its own: input is read first, then the clock starts.

Each run prints a line ``RES {…}`` of figures: seconds (`t_s`), those of the processor (`cpu_s`), the most memory
(`hwm_mb`), precision and recall of pairs of claims in conflict (`disc_p`, `disc_r`).
"""

from __future__ import annotations

import importlib.util
import json
import os
import runpy
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from claim_sets import RULE, invented, measured_claims, ten_times
from mixed_claims import MIXED_RULE, mixed

OURS, IN_FILES, LINES, SPARK, TEN = "ours", "ours, from Parquet to Parquet", "lines", "spark", "ten million"
DUCKDB, CDIST, SPLINK = "duckdb, distinct names first", "rapidfuzz cdist in perfect blocks", "splink"
INVENTED, MIXED = "invented", "mixed"
PEERS = {
    DUCKDB: ("duckdb", ["duck_sql.py", "{}", "0.9", "uniq"]),
    CDIST: ("rapidfuzz", ["cdist_blocks.py", "{}", "jw", "0.9", "perfect", "1"]),
    SPLINK: ("splink", ["splink_peer.py", "{}", "full", "0.9"]),
}


def run_one(what: str, size: int, perf: Path, data: Path) -> None:
    """Measure one thing in this process, and print its figures."""
    if what in PEERS:
        _peer(perf, [argument.format(size) for argument in PEERS[what][1]], data)
        return
    runs: dict[str, Callable[[int, Path], dict[str, float]]] = {
        OURS: _ours, IN_FILES: _in_files, LINES: _lines, SPARK: _spark, TEN: _ten, INVENTED: _invented,
        MIXED: _mixed,
    }  # fmt: skip
    print("RES " + json.dumps(runs[what](size, data)))


def _peer(perf: Path, arguments: list[str], data: Path) -> None:
    """Run a script of shared/perf, with the name that newer versions of DuckDB give its result."""
    os.environ["CLAIMS_DIR"] = str(data)
    if importlib.util.find_spec("duckdb"):
        import duckdb

        if not hasattr(duckdb.DuckDBPyConnection, "arrow"):
            setattr(duckdb.DuckDBPyConnection, "arrow", duckdb.DuckDBPyConnection.to_arrow_table)  # noqa: B010
    sys.path.insert(0, str(perf))
    sys.argv = [str(perf / arguments[0]), *arguments[1:]]
    runpy.run_path(sys.argv[0], run_name="__main__")


def _ours(size: int, data: Path) -> dict[str, float]:
    from consistency.engines.check import plan_of
    from consistency.engines.claim_table import table_from_arrow
    from consistency.engines.in_process import Stats, find_discrepancies
    from consistency.engines.plan import Plan
    from consistency.judging import parse_rule

    claims, topic = measured_claims(data, size)
    rule = parse_rule(RULE, "measure.yaml")
    clock = _Clock()
    table = table_from_arrow(claims)
    plan = plan_of(rule, table)
    assert isinstance(plan, Plan), plan
    found = find_discrepancies(table, plan, Stats())
    told = clock.told()
    right, claimed = pairs_found(found, table, plan, topic)
    true = json.loads((data / f"meta_{size}.json").read_text())["true_discrepancies"]
    return told | {"disc_p": right / max(claimed, 1), "disc_r": right / true}


def _invented(size: int, _: Path) -> dict[str, float]:
    return _of_another_make(*invented(size, seed=size), RULE)


def _mixed(size: int, _: Path) -> dict[str, float]:
    return _of_another_make(*mixed(size, seed=size), MIXED_RULE)


def _of_another_make(claims: Any, thing: Any, rule: str) -> dict[str, float]:
    from consistency.judging import parse_rule

    clock = _Clock()
    right, claimed, true = found_and_true(claims, thing, parse_rule(rule, "measure.yaml"))
    return clock.told() | {"disc_p": right / max(claimed, 1), "disc_r": right / true}


def _in_files(size: int, data: Path) -> dict[str, float]:
    return _command(_table_file(size, data), data)


def _table_file(size: int, data: Path) -> Path:
    """Return the claims of shared/perf/gen.py as a file of Parquet, made once."""
    claims = data / f"table_{size}.parquet"
    if not claims.exists():
        pq.write_table(measured_claims(data, size)[0], claims)
    return claims


def _ten(size: int, data: Path) -> dict[str, float]:
    """Check ten times as many claims as `size`, on disk by itself where that is much for memory."""
    claims = data / f"ten_{size}.parquet"
    if not claims.exists():
        ten_times(data, size, claims)
    return _command(claims, data, "--jobs", "1")


def _command(claims: Path, data: Path, *options: str) -> dict[str, float]:
    from consistency.cli import main

    rule = data / "measure.yaml"
    rule.write_text(RULE, encoding="utf-8")
    clock = _Clock()
    main([str(claims), "--rules", str(rule), "--output", str(data / "found.parquet"), "--quiet", *options])
    return clock.told() | {"discrepancies": pq.read_metadata(data / "found.parquet").num_rows}


def _lines(size: int, data: Path) -> dict[str, float]:
    """Read JSON Lines of claims: parsed alone, to a table of claims that was checked, and to the discrepancies."""
    import msgspec
    import orjson

    from consistency import check_claims
    from consistency.engines.table_files import read_table_file
    from consistency.judging import RuleSet, parse_rule

    path = data / f"lines_{size}.jsonl"
    if not path.exists():
        _write_lines(measured_claims(data, size)[0], path)
    rules = RuleSet((parse_rule(RULE, "measure.yaml"),))
    content = path.read_bytes()
    decoder = msgspec.json.Decoder()
    parsed = {"orjson_s": orjson.loads, "msgspec_s": decoder.decode}
    told: dict[str, float] = {}
    for _ in range(3):  # in turn; the fastest counts
        for name, parse in parsed.items():
            began = time.perf_counter()
            for line in content.splitlines():
                parse(line)
            told[name] = min(told.get(name, 1e9), time.perf_counter() - began)
        began = time.perf_counter()
        table = read_table_file(path).table
        for name in table.field_names:
            table.field(name)
        told["table_s"] = min(told.get("table_s", 1e9), time.perf_counter() - began)
        began = time.perf_counter()
        check_claims(path, rules=rules)
        told["t_s"] = min(told.get("t_s", 1e9), time.perf_counter() - began)
    return told


def _write_lines(claims: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for batch in claims.to_batches(10_000):
            for row in batch.to_pylist():
                value = {key: part for key, part in row.pop("value").items() if part is not None}
                for name in ("start", "end"):
                    if name in value:
                        value[name] = value[name].isoformat()
                fields = {name: row.pop(name) for name in ("subject", "attribute", "year")}
                file.write(json.dumps({**row, "fields": {**fields, "value": value}}, ensure_ascii=False) + "\n")


def _spark(size: int, data: Path) -> dict[str, float]:
    """Check on Spark local[2], from Parquet to Parquet; the start of its session is told apart."""
    from pyspark.sql import SparkSession

    from consistency.engines.spark import check_frame
    from consistency.judging import RuleSet, parse_rule

    claims = _table_file(size, data)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.driver.memory", "6g")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.local.dir", folder)
            .getOrCreate()
        )
        started = time.perf_counter() - began
        session.sparkContext.setLogLevel("ERROR")
        rules = RuleSet((parse_rule(RULE, "measure.yaml"),))
        found = data / f"spark_found_{size}"
        began = time.perf_counter()
        check_frame(session.read.parquet(str(claims)), rules).write.mode("overwrite").parquet(str(found))
        seconds = time.perf_counter() - began
        session.stop()
    return {"t_s": seconds, "session_s": started, "discrepancies": pq.read_table(found).num_rows}


def pairs_found(found: Any, table: Any, plan: Any, topic: Any) -> tuple[int, int]:
    """Return how many pairs of claims in conflict there are in one discrepancy, right ones and all."""
    from consistency.engines.arrays import pairs_in_runs
    from consistency.engines.conflicts import DIFFERENT, relations, scale_of

    differs = plan.rule.differs
    scale = scale_of(table.field(differs.field).taken(found.rows), differs.by, differs.tolerance, plan.magnitude)
    one, other = pairs_in_runs(found.starts, np.diff(np.r_[found.starts, len(found.rows)]))
    conflict = relations(scale, one, other) == DIFFERENT
    same = topic[found.rows[one]] == topic[found.rows[other]]
    return int((conflict & same).sum()), int(conflict.sum())


def found_and_true(claims: Any, thing: Any, rule: Any) -> tuple[int, int, int]:
    """Return how many pairs of claims in conflict were found rightly, were found, and there are, for each thing."""
    from consistency.engines.arrays import pairs_in_runs, runs
    from consistency.engines.check import plan_of
    from consistency.engines.claim_table import table_from_arrow
    from consistency.engines.conflicts import DIFFERENT, relations, scale_of
    from consistency.engines.in_process import Stats, find_discrepancies
    from consistency.engines.plan import Plan

    table = table_from_arrow(claims)
    plan = plan_of(rule, table)
    assert isinstance(plan, Plan), plan
    right, claimed = pairs_found(find_discrepancies(table, plan, Stats()), table, plan, thing)
    order = np.argsort(thing, kind="stable")
    one, other = pairs_in_runs(*runs(thing[order]))
    one, other = order[one], order[other]
    scale = scale_of(table.field(rule.differs.field), rule.differs.by, rule.differs.tolerance, plan.magnitude)
    apart = table.source[one] != table.source[other]
    return right, claimed, int((apart & (relations(scale, one, other) == DIFFERENT)).sum())


class _Clock:
    """Seconds, seconds of the processor, and the most memory in MB, since this was made."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")
        self._began, self._worked = time.perf_counter(), time.process_time()

    def told(self) -> dict[str, float]:
        status = Path("/proc/self/status").read_text()
        return {
            "t_s": time.perf_counter() - self._began,
            "cpu_s": time.process_time() - self._worked,
            "hwm_mb": int(status.split("VmHWM:")[1].split()[0]) / 1024,
        }
