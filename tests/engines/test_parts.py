"""A rule in parts, and on Spark, finds what it finds in one process, row for row."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.judging import RuleSet, parse_rule

pa = pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

from made_claims import RULE as RULE_TEXT  # noqa: E402
from made_claims import claims  # noqa: E402

from consistency.engines import parts  # noqa: E402
from consistency.engines.check import plan_of  # noqa: E402
from consistency.engines.claim_table import table_from_arrow  # noqa: E402
from consistency.engines.findings import Findings  # noqa: E402
from consistency.engines.in_process import Stats  # noqa: E402
from consistency.engines.plan import Plan  # noqa: E402

RULE = parse_rule(RULE_TEXT, "measure.yaml")


def in_one(table: Any) -> list[dict[str, Any]]:
    report = consistency.check_claims(table, rules=RuleSet((RULE,)))
    assert isinstance(report.discrepancies, Findings)
    rows = [row for batch in report.discrepancies.batches() for row in batch.to_pylist()]
    assert len(rows) > 20
    return in_order(rows)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["fingerprint"], row["message"]))


def test_parts_find_what_one_process_finds() -> None:
    table = claims(3000, 5)
    plan = plan_of(RULE, table_from_arrow(table))
    assert isinstance(plan, Plan)
    order = list(range(len(table)))
    random.Random(1).shuffle(order)
    shuffled = table.take(pa.array(order))
    keyed = pa.concat_tables(parts.keyed(shuffled.slice(at, 700), plan) for at in range(0, len(table), 700))
    entries = keyed.group_by([parts.BLOCK, parts.NAME]).aggregate([([], "count_all")])
    entries = entries.rename_columns([parts.BLOCK, parts.NAME, parts.WEIGHT])
    lexicon = parts.learn_entries(entries, plan)
    blocks = entries[parts.BLOCK].to_pylist()
    groups = pa.concat_tables(
        parts.group_entries(entries.filter(pa.array([block % 3 == part for block in blocks])), plan, lexicon, Stats())
        for part in range(3)
    )
    joined = keyed.join(groups.drop_columns([parts.WEIGHT]), [parts.BLOCK, parts.NAME])
    ids = joined[parts.GROUP].to_pylist()
    found = [
        row
        for part in range(4)
        for batch in parts.discrepancies_in(
            joined.filter(pa.array([group % 4 == part for group in ids])), plan, lexicon, frozenset(), Stats()
        )
        for row in batch.to_pylist()
    ]
    assert in_order(found) == in_one(table)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no java here")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_finds_what_one_process_finds(spark: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from consistency.engines.spark import check_frame

    table = claims(3000, 6)
    pq.write_table(table, tmp_path / "claims.parquet")
    frame = spark.read.parquet(str(tmp_path / "claims.parquet"))
    found = check_frame(frame, RuleSet((RULE,))).toArrow().to_pylist()
    assert in_order(found) == in_one(table)
