"""A rule carried out in parts, for sets that one process cannot hold: the same steps, on whole groups at a time.

1. `keyed`: each claim gets the digest of its block and the text of its name.
2. The distinct (block, name) pairs teach the lexicon, and `group_entries` finds their groups, block by block.
3. `discrepancies_in`: the claims of whole groups are compared.

Digests are the same on every machine, so it does not matter where a part is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from consistency.engines.arrays import Digests, Ints, digests_of, mixed
from consistency.engines.claim_table import ClaimTable, field_columns, joined_tables, table_from_arrow
from consistency.engines.fields import OTHER, FieldColumn, types_in
from consistency.engines.findings import Findings
from consistency.engines.in_process import (
    Stats,
    chosen_rows,
    complete_rows,
    conflicts_among,
    conflicts_in_blocks,
    grouped,
    texts_of,
)
from consistency.engines.lexicon import Lexicon
from consistency.engines.naming import learn_names, naming_of
from consistency.engines.plan import Plan
from consistency.language.orthography import fold

BLOCK, NAME, GROUP, WEIGHT = "_block", "_name", "_group", "_weight"
_KEYS = (BLOCK, NAME, GROUP)


def keyed(table: pa.Table, plan: Plan) -> pa.Table:
    """Return the claims that the rule can compare, with the digest of their block and the text of their name."""
    return keyed_rows(table, table_from_arrow(table), plan, Stats())


def keyed_rows(table: pa.Table, claims: ClaimTable, plan: Plan, stats: Stats) -> pa.Table:
    """Return what `keyed` does for claims that are already read from `table`."""
    chosen = chosen_rows(claims, plan)
    rows = complete_rows(claims, plan, chosen)
    stats.claims += len(chosen)
    stats.incomplete += len(chosen) - len(rows)
    block = np.zeros(len(rows), np.uint64)
    for name, by in plan.equal:
        block = mixed(block ^ mixed(_digests(claims.field(name), by)[rows]))
    name_texts = pa.nulls(len(rows), pa.string())
    if plan.alike is not None:
        column = claims.field(plan.alike[0])
        name_texts = pa.array(column.labels, pa.string()).take(pa.array(column.label[rows]))
    kept = table.take(pa.array(rows))
    return kept.append_column(BLOCK, pa.array(block.view(np.int64))).append_column(NAME, name_texts)


def _digests(column: FieldColumn, by: str | None) -> Digests:
    """Return the same number for values that the comparison holds equal, whatever else the column holds."""
    texts = [fold(text).text for text in column.labels] if by == "equal" else column.labels
    label = np.r_[digests_of(texts), np.uint64(0)]
    number = np.where(column.number == 0.0, 0.0, column.number).view(np.uint64)  # no difference between 0 and -0
    result = mixed(label[column.label] ^ mixed(number) ^ mixed(column.kind.astype(np.uint64)))
    others = np.flatnonzero(column.kind == OTHER)
    result[others] = digests_of(repr(column.value(row)) for row in others.tolist())
    return result


def learn_entries(entries: pa.Table, plan: Plan) -> Lexicon | None:
    """Return what the distinct pairs of a block and a name teach; None where no name is compared."""
    if plan.alike is None or plan.alike[1] != "name":
        return None
    names = _combined(entries[NAME]).dictionary_encode()
    _, block = np.unique(entries[BLOCK].to_numpy(), return_inverse=True)
    return learn_names(names.dictionary, block.reshape(-1), names.indices.to_numpy().astype(np.int64))


def group_entries(entries: pa.Table, plan: Plan, lexicon: Lexicon | None, stats: Stats) -> pa.Table:
    """Return the (block, name) pairs of whole blocks, each with the digest of its group."""
    digest, block = np.unique(entries[BLOCK].to_numpy(), return_inverse=True)
    block = block.reshape(-1)
    if plan.alike is None:
        return entries.append_column(GROUP, entries[BLOCK])
    names = _combined(entries[NAME]).dictionary_encode()
    naming = naming_of(plan, names.dictionary, lexicon)
    number = naming.place[names.indices.to_numpy()]
    at, centre = grouped(plan, naming, block, number, entries[WEIGHT].to_numpy(), stats)
    number_of = np.zeros(int(at.max(initial=-1)) + 1, np.int64)
    number_of[at] = number
    group = mixed(digest.view(np.uint64)[block] ^ naming.ranks[number_of[centre]])
    return entries.append_column(GROUP, pa.array(group.view(np.int64)))


def entries_of(tables: Iterable[pa.Table]) -> pa.Table:
    """Return the distinct (block, name) pairs of tables of keyed claims, with the number of claims of each."""
    counted = [table.select([BLOCK, NAME]).group_by([BLOCK, NAME]).aggregate([([], "count_all")]) for table in tables]
    total = pa.concat_tables(counted).group_by([BLOCK, NAME]).aggregate([("count_all", "sum")])
    return total.rename_columns([BLOCK, NAME, WEIGHT])


def groups_by_digest(groups: pa.Table) -> Callable[[pa.Table], Ints]:
    """Return what finds the groups of keyed claims, given what `group_entries` made of their (block, name) pairs."""
    digests = _pair_digests(groups)
    order = np.argsort(digests)
    digests, group = digests[order], groups[GROUP].to_numpy()[order]
    return lambda claims: group[np.searchsorted(digests, _pair_digests(claims))]


def _pair_digests(table: pa.Table) -> Digests:
    names = _combined(table[NAME]).dictionary_encode()
    label = np.r_[digests_of(names.dictionary.to_pylist()), np.uint64(0)]
    number = pc.fill_null(names.indices, len(names.dictionary)).to_numpy(zero_copy_only=False)
    return mixed(table[BLOCK].to_numpy().view(np.uint64) ^ mixed(label[number]))


def discrepancies_in_blocks(
    tables: Sequence[pa.Table], plan: Plan, lexicon: Lexicon | None, against: frozenset[str], stats: Stats
) -> Iterator[pa.RecordBatch]:
    """Return the discrepancies among keyed claims of whole blocks, as record batches of `findings.SCHEMA`, in order."""
    table = _claims(tables)
    _, block = np.unique(_numbers(tables, BLOCK), return_inverse=True)
    block = block.reshape(-1)
    rows = np.arange(len(table))
    stats.blocks += int(block.max(initial=-1)) + 1
    stats.largest_block = max(stats.largest_block, int(np.bincount(block).max(initial=0)))
    if plan.alike is None:
        found = conflicts_among(table, plan, rows, block, None, stats)
    else:
        texts, label = texts_of(table, plan, rows)
        with stats.stage("reading names"):
            naming = naming_of(plan, texts, lexicon)
        found = conflicts_in_blocks(table, plan, rows, block, (naming, naming.place[label]), stats)
    yield from Findings(table, [found], against).batches()


def discrepancies_in(
    claims: pa.Table, plan: Plan, lexicon: Lexicon | None, against: frozenset[str], stats: Stats
) -> Iterator[pa.RecordBatch]:
    """Return the discrepancies among the claims of whole groups, as record batches of `findings.SCHEMA`, in order."""
    yield from discrepancies_in_groups([claims], plan, lexicon, against, stats)


def discrepancies_in_groups(
    tables: Sequence[pa.Table], plan: Plan, lexicon: Lexicon | None, against: frozenset[str], stats: Stats
) -> Iterator[pa.RecordBatch]:
    """Return what `discrepancies_in` does for claims in several tables."""
    table = _claims(tables)
    if not len(table):
        return
    _, group = np.unique(_numbers(tables, GROUP), return_inverse=True)
    group = group.reshape(-1)
    rows = np.arange(len(table))
    named = None
    if plan.alike is not None:
        texts, label = texts_of(table, plan, rows)
        with stats.stage("reading names"):
            naming = naming_of(plan, texts, lexicon)
        number = naming.place[label]
        _, name = np.unique(group * len(naming.ranks) + number, return_inverse=True)
        named = (naming, number, name.reshape(-1))
    found = conflicts_among(table, plan, rows, group, named, stats)
    yield from Findings(table, [found], against).batches()


def _claims(tables: Sequence[pa.Table]) -> ClaimTable:
    """Return keyed claims as one table of claims, without their keys."""
    read = [
        table_from_arrow(table.drop_columns([name for name in _KEYS if name in table.column_names])) for table in tables
    ]
    return read[0] if len(read) == 1 else joined_tables(read)


def _numbers(tables: Sequence[pa.Table], key: str) -> Ints:
    return np.concatenate([table[key].to_numpy() for table in tables])


def types_of(table: pa.Table, names: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return which types of values those fields of a table hold that are named."""
    columns = field_columns(table)
    return {name: types_in(name, columns[name]) for name in sorted(names) if name in columns}


def _combined(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    return pa.concat_arrays(array.chunks) if isinstance(array, pa.ChunkedArray) else array
