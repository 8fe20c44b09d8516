"""Many claims as columns: what Parquet, Arrow and JSON Lines are read into, and a list of `Claim` turned into.

A table of claims has the keys of a claim as columns: `kind`, `source`, `evidence` (a quotation, or a struct with
`quote`, `start`, `end`), and either a struct `fields` or each field as a column of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from consistency.engines.arrays import Ints, Tokens
from consistency.engines.fields import FieldColumn, field_from_arrow, field_from_values
from consistency.errors import ClaimError
from consistency.model import Claim, Value
from consistency.reading.claims import claim_from_json

NEEDED = ("kind", "source", "evidence")
_NOT_FIELDS = (*NEEDED, "fields", "context", "spans")


class ClaimTable:
    """Claims in rows; each column is read when a rule asks for it."""

    def __init__(
        self,
        kinds: Tokens,
        kind_names: Sequence[str],
        source: Tokens,
        source_names: Sequence[str],
        field: Callable[[str], FieldColumn],
        field_names: Sequence[str],
        evidence: Callable[[Ints], pa.StructArray],
        claim: Callable[[int], Claim],
        has_context: bool,
    ):
        self.kinds, self.kind_names = kinds, list(kind_names)
        self.source, self.source_names = source, list(source_names)
        self.field_names = list(field_names)
        self.field = functools.cache(field)
        self.evidence = evidence
        self.claim = claim
        self.has_context = has_context

    def __len__(self) -> int:
        return len(self.kinds)

    def rows_of(self, kind: str) -> Ints:
        """Return the rows of the claims of one kind."""
        if kind not in self.kind_names:
            return np.zeros(0, np.int64)
        return np.flatnonzero(self.kinds == self.kind_names.index(kind))

    def source_ranks(self) -> Ints:
        """Return for each source its place in alphabetical order."""
        order = sorted(range(len(self.source_names)), key=self.source_names.__getitem__)
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks


def table_from_arrow(table: pa.Table, path: str | None = None) -> ClaimTable:
    """Return the claims in an Arrow table. Raises ClaimError where a column is missing or of another type."""
    for name in NEEDED:
        if name not in table.column_names:
            there = ", ".join(table.column_names) or "none"
            raise ClaimError(f"column '{name}' is missing; a claim needs {', '.join(NEEDED)} (there are {there})", path)
    kinds, kind_names = _encoded(table["kind"], "kind", path)
    source, source_names = _encoded(table["source"], "source", path)
    columns = field_columns(table, path)
    if not columns:
        raise ClaimError("no fields: give a struct 'fields', or a column for each field", path)
    contexts = [name for name in ("context",) if name in table.column_names]
    has_context = any(table[name].null_count < len(table) for name in contexts)

    def field(name: str) -> FieldColumn:
        return field_from_arrow(name, columns[name], path)

    def claim(row: int) -> Claim:
        return _claim(table, columns, row, path)

    evidence = _evidence_reader(table["evidence"], source, source_names, path)
    return ClaimTable(kinds, kind_names, source, source_names, field, list(columns), evidence, claim, has_context)


def table_from_claims(claims: Sequence[Claim]) -> ClaimTable:
    """Return claims that are already objects as columns."""
    kinds, kind_names = _numbered([claim.kind for claim in claims])
    source, source_names = _numbered([claim.source for claim in claims])
    names = sorted({name for claim in claims for name in claim.fields})

    def field(name: str) -> FieldColumn:
        return field_from_values(name, [claim.fields.get(name) for claim in claims])

    def evidence(rows: Ints) -> pa.StructArray:
        chosen = [claims[row].evidence[0] for row in rows.tolist()]
        return _evidence_array(
            pa.array([e.source for e in chosen], pa.string()),
            pa.array([e.quote for e in chosen], pa.string()),
            pa.array([e.start for e in chosen], pa.int64()),
            pa.array([e.end for e in chosen], pa.int64()),
        )

    plain = Claim.model_fields["context"].default
    has_context = any(claim.context != plain for claim in claims)
    return ClaimTable(kinds, kind_names, source, source_names, field, names, evidence, claims.__getitem__, has_context)


def joined_tables(tables: Sequence[ClaimTable]) -> ClaimTable:
    """Return the claims of several tables as one."""
    starts = np.cumsum([0, *map(len, tables)])

    def at(row: int) -> tuple[ClaimTable, int]:
        number = int(np.searchsorted(starts, row, side="right")) - 1
        return tables[number], row - int(starts[number])

    def field(name: str) -> FieldColumn:
        parts = [
            table.field(name) if name in table.field_names else field_from_values(name, [None] * len(table))
            for table in tables
        ]
        labels, numbers = _merged([part.labels for part in parts])

        def other(row: int) -> Value:
            table, place = at(row)
            return table.field(name).other(place)

        label = [np.r_[number, np.int32(-1)][part.label] for number, part in zip(numbers, parts, strict=True)]
        kind, number = (np.concatenate([getattr(part, key) for part in parts]) for key in ("kind", "number"))
        return FieldColumn(name, kind, number, np.concatenate(label).astype(np.int32), labels, other)

    def evidence(rows: Ints) -> pa.StructArray:
        number = np.searchsorted(starts, rows, side="right") - 1
        order = np.argsort(number, kind="stable")
        parts = [table.evidence(rows[number == i] - starts[i]) for i, table in enumerate(tables)]
        back = np.empty(len(rows), np.int64)
        back[order] = np.arange(len(rows))
        return pa.concat_arrays(parts).take(pa.array(back))

    def claim(row: int) -> Claim:
        table, place = at(row)
        return table.claim(place)

    kind_names, kinds = _merged([table.kind_names for table in tables])
    source_names, sources = _merged([table.source_names for table in tables])
    return ClaimTable(
        np.concatenate([number[table.kinds] for number, table in zip(kinds, tables, strict=True)]),
        kind_names,
        np.concatenate([number[table.source] for number, table in zip(sources, tables, strict=True)]),
        source_names,
        field,
        sorted({name for table in tables for name in table.field_names}),
        evidence,
        claim,
        any(table.has_context for table in tables),
    )


def _merged(lists: Sequence[Sequence[str]]) -> tuple[list[str], list[Tokens]]:
    """Return the distinct texts of several lists, and for each list the numbers of its texts among them."""
    found: dict[str, int] = {}
    numbers = [np.array([found.setdefault(text, len(found)) for text in texts], np.int32) for texts in lists]
    return list(found), numbers


def _numbered(texts: Sequence[str]) -> tuple[Tokens, list[str]]:
    found: dict[str, int] = {}
    return np.array([found.setdefault(text, len(found)) for text in texts], np.int32), list(found)


def _encoded(column: pa.ChunkedArray, name: str, path: str | None) -> tuple[Tokens, list[str]]:
    """Return a needed column of texts (or of whole numbers, as texts) as numbers into its distinct values."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)):
        raise ClaimError(f"column '{name}' has the type {column.type}; it must hold text", path)
    if column.null_count:
        row = int(pc.index(column.is_null(), True).as_py())
        raise ClaimError(f"column '{name}' is empty in {column.null_count:,} rows, first in row {row + 1}", path)
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    chunk = encoded.combine_chunks() if encoded.num_chunks != 1 else encoded.chunk(0)
    if isinstance(chunk, pa.ChunkedArray):
        chunk = pa.concat_arrays(chunk.chunks) if chunk.num_chunks else pa.array([], encoded.type)
    return chunk.indices.to_numpy().astype(np.int32), [str(value) for value in chunk.dictionary.to_pylist()]


def field_columns(table: pa.Table, path: str | None = None) -> dict[str, Any]:
    """Return the column of each field. Raises ClaimError where `fields` is no struct."""
    if "fields" not in table.column_names:
        return {name: table[name] for name in table.column_names if name not in _NOT_FIELDS}
    fields = table["fields"]
    if not pa.types.is_struct(fields.type):
        raise ClaimError(f"column 'fields' has the type {fields.type}; it must be a struct of the fields", path)
    names = [fields.type.field(i).name for i in range(fields.type.num_fields)]
    return {name: _child(fields, place) for place, name in enumerate(names)}


def _child(column: pa.ChunkedArray, place: int) -> pa.ChunkedArray:
    return pa.chunked_array([chunk.flatten()[place] for chunk in column.chunks], column.type.field(place).type)


def _evidence_reader(
    column: pa.ChunkedArray, source: Tokens, source_names: Sequence[str], path: str | None
) -> Callable[[Ints], pa.StructArray]:
    kind = column.type
    names = [kind.field(i).name for i in range(kind.num_fields)] if pa.types.is_struct(kind) else []
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or "quote" in names):
        raise ClaimError(f"column 'evidence' has the type {kind}; it holds a quotation, or a struct with 'quote'", path)
    own = pa.array(source_names, pa.string())

    def read(rows: Ints) -> pa.StructArray:
        taken = column.take(pa.array(rows)).combine_chunks()
        if isinstance(taken, pa.ChunkedArray):
            taken = pa.concat_arrays(taken.chunks) if taken.num_chunks else pa.array([], kind)
        parts = dict(zip(names, taken.flatten(), strict=True)) if names else {"quote": taken}
        quote = pc.fill_null(parts["quote"].cast(pa.string()), "")
        nothing = pa.nulls(len(rows), pa.int64())
        start = parts["start"].cast(pa.int64()) if "start" in parts else nothing
        end = parts["end"].cast(pa.int64()) if "end" in parts else pc.add(start, pc.utf8_length(quote).cast(pa.int64()))
        told = own.take(pa.array(source[rows]))
        return _evidence_array(pc.coalesce(parts["source"], told) if "source" in parts else told, quote, start, end)

    return read


def _evidence_array(source: pa.Array, quote: pa.Array, start: pa.Array, end: pa.Array) -> pa.StructArray:
    return pa.StructArray.from_arrays([source, quote, start, end], ["source", "quote", "start", "end"])


def _claim(table: pa.Table, columns: dict[str, Any], row: int, path: str | None) -> Claim:
    """Return one row as a claim, for rules that need claims one by one."""
    given: dict[str, Any] = {name: table[name][row].as_py() for name in ("kind", "source", "evidence")}
    given["source"] = str(given["source"])
    if isinstance(given["evidence"], dict):
        given["evidence"] = {key: value for key, value in given["evidence"].items() if value is not None}
    values: dict[str, Value | Any] = {}
    for name, column in columns.items():
        value = column[row].as_py()
        if value is not None:
            values[name] = _as_json(value)
    context = table["context"][row].as_py() if "context" in table.column_names else None
    claim = {**given, "fields": values}
    if context is not None:
        claim["context"] = _as_json(context)
    return claim_from_json(claim, path, row + 1)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items() if part is not None}
    if hasattr(value, "isoformat"):
        return {"type": "period", "value": value.isoformat()}
    return value
