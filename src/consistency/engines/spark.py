"""Claims that one machine cannot hold, on Spark: a DataFrame of claims in, a DataFrame of discrepancies out.

The steps and their functions are those of `parts`, inside ``mapInArrow``. Names are grouped before claims are moved,
and then claims travel by group and not by block: a block of any size is spread over all workers, and none is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from consistency.engines import parts
from consistency.engines.in_process import Stats
from consistency.engines.plan import Plan, plan_for
from consistency.errors import OptionError
from consistency.judging.rules import Rule, RuleSet
from consistency.model import LIMITS, Limits

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_Batches = Iterable[pa.RecordBatch]  # what any pyspark gives; one of them takes back nothing but iterators
_Made = Iterator[pa.RecordBatch]
OUTPUT = (
    "rule string, family string, severity string, confidence string, message string, fields array<string>, "
    "fingerprint string, evidence array<struct<source string, role string, quote string, start bigint, `end` bigint>>"
)
_EXCUSED_BY = frozenset({"place", "group", "level", "thing", "state", "when"})


def check_frame(frame: DataFrame, rules: RuleSet, against: Collection[str] = (), limits: Limits = LIMITS) -> DataFrame:
    """Return the discrepancies in a DataFrame of claims, with the columns of `findings.SCHEMA`, in no fixed order.

    `frame` has the columns of a table of claims (README, "Large sets"); the budget of pairs in `limits` is for
    each block and for each group of claims. Raises OptionError where no rule speaks of its
    claims, or where one does not have the form that columns can answer.
    """
    kinds = {row[0] for row in frame.select("kind").distinct().collect()}
    chosen = [rule for rule in rules.rules if rule.claims in kinds]
    if not chosen:
        raise OptionError("no rule speaks of the kinds of claims that there are")
    results = [_check(frame, _plan(frame, rule, limits), frozenset(against)) for rule in chosen]
    result = results[0]
    for other in results[1:]:
        result = result.unionByName(other)
    return result


def _plan(frame: DataFrame, rule: Rule, limits: Limits) -> Plan:
    names = frozenset({*rule.same, rule.differs.field, *_EXCUSED_BY})

    def held(batches: _Batches) -> _Made:
        for batch in batches:
            found = parts.types_of(pa.Table.from_batches([batch]), names)
            rows = [{"field": name, "type": kind} for name, kinds in found.items() for kind in kinds]
            yield pa.RecordBatch.from_pylist(rows, pa.schema([("field", pa.string()), ("type", pa.string())]))

    types: dict[str, set[str]] = {}
    for row in frame.mapInArrow(held, "field string, type string").distinct().collect():
        types.setdefault(row["field"], set()).add(row["type"])
    plan = plan_for(rule, types, "context" in frame.columns, limits.pairs)
    if isinstance(plan, str):
        raise OptionError(f"rule '{rule.id}' cannot be carried out on Spark: {plan}")
    return plan


def _check(frame: DataFrame, plan: Plan, against: frozenset[str]) -> DataFrame:
    from pyspark.sql import functions as f
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    more = [StructField(parts.BLOCK, LongType()), StructField(parts.NAME, StringType())]
    claims = frame.mapInArrow(
        _on_tables(lambda table: parts.keyed(table, plan)), StructType([*frame.schema.fields, *more])
    )
    claims = claims.cache()
    entries = claims.groupBy(parts.BLOCK, parts.NAME).agg(f.count("*").alias(parts.WEIGHT)).cache()
    lexicon = parts.learn_entries(entries.select(parts.BLOCK, parts.NAME).toArrow(), plan)
    known = frame.sparkSession.sparkContext.broadcast(lexicon)
    group = f"{parts.BLOCK} bigint, {parts.NAME} string, {parts.WEIGHT} bigint, {parts.GROUP} bigint"
    groups = entries.repartition(parts.BLOCK).mapInArrow(
        _on_partitions(lambda table: parts.group_entries(table, plan, known.value, Stats()).to_batches()), group
    )
    same_name = claims[parts.NAME].eqNullSafe(groups[parts.NAME])
    joined = claims.join(groups, (claims[parts.BLOCK] == groups[parts.BLOCK]) & same_name).select(
        *(claims[name] for name in claims.columns), groups[parts.GROUP]
    )
    return joined.repartition(parts.GROUP).mapInArrow(
        _on_partitions(lambda table: parts.discrepancies_in(table, plan, known.value, against, Stats())), OUTPUT
    )


def _on_tables(apply: Callable[[pa.Table], pa.Table]) -> Callable[[_Batches], _Made]:
    """Return a function for mapInArrow that works on each batch."""

    def run(batches: _Batches) -> _Made:
        for batch in batches:
            yield from apply(pa.Table.from_batches([batch])).to_batches()

    return run


def _on_partitions(apply: Callable[[pa.Table], Any]) -> Callable[[_Batches], _Made]:
    """Return a function for mapInArrow that works on a whole partition: whole blocks, or whole groups."""

    def run(batches: _Batches) -> _Made:
        held = list(batches)
        if held:
            yield from apply(pa.Table.from_batches(held))

    return run
