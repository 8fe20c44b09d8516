"""A rule carried out in parts, for sets that one process cannot hold: the same steps, on whole groups at a time.

1. `keyed`: each claim gets the digest of its block and the text of its name.
2. The distinct (block, name) pairs teach the lexicon, and `group_entries` finds their groups, block by block.
3. `discrepancies_in`: the claims of whole groups are compared.

Digests are the same on every machine, so it does not matter where a part is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from consistency.engines.arrays import Digests, digests_of, mixed
from consistency.engines.claim_table import table_from_arrow
from consistency.engines.fields import OTHER, FieldColumn
from consistency.engines.findings import Findings
from consistency.engines.in_process import Stats, chosen_rows, complete_rows, conflicts_among, grouped
from consistency.engines.lexicon import Lexicon
from consistency.engines.naming import learn_names, naming_of
from consistency.engines.plan import Plan
from consistency.language.orthography import fold

BLOCK, NAME, GROUP, WEIGHT = "_block", "_name", "_group", "_weight"
_KEYS = (BLOCK, NAME, GROUP)


def keyed(table: pa.Table, plan: Plan) -> pa.Table:
    """Return the claims that the rule can compare, with the digest of their block and the text of their name."""
    claims = table_from_arrow(table)
    rows = complete_rows(claims, plan, chosen_rows(claims, plan))
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


def discrepancies_in(
    claims: pa.Table, plan: Plan, lexicon: Lexicon | None, against: frozenset[str], stats: Stats
) -> Iterator[pa.RecordBatch]:
    """Return the discrepancies among the claims of whole groups, as record batches of `findings.SCHEMA`, in order."""
    if not claims.num_rows:
        return
    table = table_from_arrow(claims.drop_columns([name for name in _KEYS if name in claims.column_names]))
    _, group = np.unique(claims[GROUP].to_numpy(), return_inverse=True)
    group = group.reshape(-1)
    rows = np.arange(len(table))
    named = None
    if plan.alike is not None:
        names = _combined(claims[NAME]).dictionary_encode()
        naming = naming_of(plan, names.dictionary, lexicon)
        number = naming.place[names.indices.to_numpy()]
        _, name = np.unique(group * len(naming.ranks) + number, return_inverse=True)
        named = (naming, number, name.reshape(-1))
    found = conflicts_among(table, plan, rows, group, named, stats)
    yield from Findings(table, [found], against).batches()


def types_of(table: pa.Table, plan_fields: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return which types of values the fields of a table hold."""
    claims = table_from_arrow(table)
    return {name: claims.field(name).types() for name in sorted(plan_fields) if name in claims.field_names}


def _combined(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    return pa.concat_arrays(array.chunks) if isinstance(array, pa.ChunkedArray) else array
