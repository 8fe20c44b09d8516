"""Claims that the memory does not hold, through DuckDB: the steps of `parts`, with the claims on disk.

DuckDB keeps the claims in a file beside the temporary ones, counts the distinct (block, name) pairs, and hands the
claims of whole groups back, a part at a time. In memory are the pairs, one part, and what is found.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from consistency.engines import parts
from consistency.engines.findings import SCHEMA, sort_key
from consistency.engines.in_process import Stats
from consistency.engines.lexicon import Lexicon
from consistency.engines.plan import Plan, plan_for
from consistency.errors import OptionError, SourceError
from consistency.judging.rules import Rule, RuleSet

Progress = Callable[[str, int, int], None]

_ROWS = 250_000  # claims that are read at a time
_PART = 500_000  # claims of a part, about
_EXCUSED_BY = frozenset({"place", "group", "level", "thing", "state", "when"})


def check_parquet(
    paths: Sequence[str | Path],
    rules: RuleSet,
    stats: Stats,
    against: Collection[str] = (),
    progress: Progress | None = None,
    memory: str = "2GB",
) -> pa.Table:
    """Return the discrepancies in Parquet files of claims as a table of `findings.SCHEMA`, in the order of `Findings`.

    `memory` is what DuckDB may hold. Raises OptionError for a rule that columns cannot answer, SourceError for a file
    that cannot be read.
    """
    try:
        data = ds.dataset([str(path) for path in paths], format="parquet")
    except (OSError, pa.ArrowInvalid) as error:
        raise SourceError(f"cannot be read as Parquet: {' '.join(str(error).split())[:300]}", str(paths[0])) from None
    found: list[pa.RecordBatch] = []
    with tempfile.TemporaryDirectory(prefix="consistency-") as folder:
        for rule in rules.rules:
            plan = _plan(data, rule)
            if plan is not None:
                found += _check(data, plan, Path(folder), frozenset(against), stats, memory, progress)
    table = pa.Table.from_batches(found, SCHEMA)
    order = sorted(range(len(table)), key=_keys(table).__getitem__)
    return table.take(pa.array(order, pa.int64()))


def _batches(data: ds.Dataset) -> Iterator[pa.Table]:
    for batch in data.to_batches(batch_size=_ROWS):
        if batch.num_rows:
            yield pa.Table.from_batches([batch])


def _plan(data: ds.Dataset, rule: Rule) -> Plan | None:
    names = frozenset({*rule.same, rule.differs.field, *_EXCUSED_BY})
    types: dict[str, set[str]] = {}
    spoken = False
    for table in _batches(data):
        spoken = spoken or rule.claims in table["kind"].unique().to_pylist()
        for name, held in parts.types_of(table, names).items():
            types.setdefault(name, set()).update(held)
    if not spoken:
        return None
    plan = plan_for(rule, types, "context" in data.schema.names)
    if isinstance(plan, str):
        raise OptionError(f"rule '{rule.id}' cannot be carried out through DuckDB: {plan}")
    return plan


def _check(
    data: ds.Dataset,
    plan: Plan,
    folder: Path,
    against: frozenset[str],
    stats: Stats,
    memory: str,
    progress: Progress | None,
) -> list[pa.RecordBatch]:
    spilled = folder / f"{plan.rule.id}.parquet"
    with stats.stage("blocking"):
        writer: pq.ParquetWriter | None = None
        for table in _batches(data):
            claims = parts.keyed(table, plan)
            writer = writer or pq.ParquetWriter(spilled, claims.schema)
            writer.write_table(claims)
            stats.claims += claims.num_rows
        if writer is None:
            return []
        writer.close()
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(folder),
        "preserve_insertion_order": "false",
    }
    with duckdb.connect(str(folder / f"{plan.rule.id}.db"), config=settings) as connection:
        source = f"read_parquet('{spilled}')"
        with stats.stage("learning names"):
            entries = connection.sql(
                f"select {parts.BLOCK}, {parts.NAME}, count(*) as {parts.WEIGHT} from {source} group by all"
            ).to_arrow_table()
            lexicon = parts.learn_entries(entries, plan)
            stats.blocks += len(entries[parts.BLOCK].unique())
        with stats.stage("comparing names"):
            groups = parts.group_entries(entries, plan, lexicon, stats)
        connection.register("groups", groups)
        count = max(1, -(-stats.claims // _PART))
        found: list[pa.RecordBatch] = []
        for part in range(count):
            found += _part(connection, source, part, count, plan, lexicon, against, stats)
            if progress:
                progress("checking", part + 1, count)
    return found


def _part(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    part: int,
    count: int,
    plan: Plan,
    lexicon: Lexicon | None,
    against: frozenset[str],
    stats: Stats,
) -> list[pa.RecordBatch]:
    """Check the claims of one part of the groups."""
    with stats.stage("reading parts"):
        claims = connection.sql(
            f"""select c.*, g.{parts.GROUP} from {source} c join groups g
                on c.{parts.BLOCK} = g.{parts.BLOCK} and c.{parts.NAME} is not distinct from g.{parts.NAME}
                where (g.{parts.GROUP} & 9223372036854775807) % {count} = {part}"""
        ).to_arrow_table()
    return list(parts.discrepancies_in(claims, plan, lexicon, against, stats))


def _keys(table: pa.Table) -> list[tuple[object, ...]]:
    return [sort_key(row) for row in table.to_pylist()]
