"""The discrepancies of a large set: in a fixed order, made into objects or columns only when they are asked for."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from consistency.engines.arrays import Ints, Tokens
from consistency.engines.claim_table import ClaimTable
from consistency.engines.conflicts import DIFFERENT, relations, scale_of
from consistency.engines.in_process import Found
from consistency.judging.grouping import CONFIDENCES, SEVERITIES, fingerprint_of
from consistency.judging.keys import claim_key
from consistency.judging.messages import message, translations
from consistency.model import Claim, Discrepancy, Evidence

_BATCH = 4096  # discrepancies made at a time

_EVIDENCE = pa.struct(
    [("source", pa.string()), ("role", pa.string()), ("quote", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
)
SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("family", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.string()),
        ("message", pa.string()),
        ("fields", pa.list_(pa.string())),
        ("fingerprint", pa.string()),
        ("evidence", pa.list_(_EVIDENCE)),
    ]
)


class Findings(Sequence[Discrepancy]):
    """The discrepancies that several rules found, the most severe first, then in the order of their evidence.

    Each one's evidence is sorted by source and place, after two quotations that contradict each other.
    """

    def __init__(self, table: ClaimTable, found: Sequence[Found], against: Collection[str] = ()):
        self._table = table
        self._found = [_InOrder(table, one, against) for one in found]
        keys = [(one.key(place), number, place) for number, one in enumerate(self._found) for place in range(len(one))]
        self._order = [(number, place) for _, number, place in sorted(keys, key=lambda entry: entry[0])]

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Discrepancy: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Discrepancy, ...]: ...
    def __getitem__(self, index: int | slice) -> Discrepancy | tuple[Discrepancy, ...]:
        if isinstance(index, slice):
            return tuple(self._made(entry) for entry in self._order[index])
        return self._made(self._order[index])

    def __iter__(self) -> Iterator[Discrepancy]:
        return (self._made(entry) for entry in self._order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as a list, which it stands for

    def rows(self, index: int) -> Ints:
        """Return the rows of the table that a discrepancy's evidence comes from, in its order."""
        number, place = self._order[index]
        return self._found[number].rows_of(place)

    def severities(self) -> set[str]:
        """Return the severities that there are."""
        return {one.severity for one in self._found if len(one)}

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Return the discrepancies as record batches of `SCHEMA`."""
        for start in range(0, len(self), _BATCH):
            entries = self._order[start : start + _BATCH]
            # Entries of one rule stand together, since rules are sorted by their severity first.
            for number, group in itertools.groupby(entries, key=lambda entry: entry[0]):
                yield self._found[number].batch([place for _, place in group])

    def _made(self, entry: tuple[int, int]) -> Discrepancy:
        number, place = entry
        return self._found[number].made(place)


class Listed(Sequence[Discrepancy]):
    """Discrepancies that another engine found, from a table of `SCHEMA` in the order of `Findings`."""

    def __init__(self, table: pa.Table):
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, index: int) -> Discrepancy: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Discrepancy, ...]: ...
    def __getitem__(self, index: int | slice) -> Discrepancy | tuple[Discrepancy, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        row = self._table.slice(index % len(self), 1).to_pylist()[0]
        return Discrepancy(**row)

    def severities(self) -> set[str]:
        """Return the severities that there are."""
        return set(self._table["severity"].unique().to_pylist())

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Return the discrepancies as record batches, cut where `Findings` cuts them."""
        for start in range(0, len(self), _BATCH):
            part = self._table.slice(start, _BATCH).combine_chunks()
            rules = part["rule"].to_pylist()
            for _, group in itertools.groupby(range(len(rules)), key=rules.__getitem__):
                places = list(group)
                yield part.take(pa.array(places)).combine_chunks().to_batches()[0]


def sort_key(row: dict[str, Any]) -> tuple[object, ...]:
    """Return what rows of `SCHEMA` are sorted by: the order of `Findings`."""
    places = [(e["source"], -1 if e["start"] is None else e["start"], e["quote"]) for e in row["evidence"]]
    first = [part for place in places[:2] for part in place]
    order = (SEVERITIES.index(row["severity"]), CONFIDENCES.index(row["confidence"]))
    return (*order, *first, row["rule"], places, row["message"])


def severities_of(discrepancies: Sequence[Discrepancy]) -> set[str]:
    """Return the severities that there are among discrepancies, without making each one."""
    if isinstance(discrepancies, Findings | Listed):
        return discrepancies.severities()
    return {found.severity for found in discrepancies}


def batch_of(discrepancies: Sequence[Discrepancy]) -> pa.RecordBatch:
    """Return discrepancies as a record batch of `SCHEMA`."""
    rows = [
        {
            **{name: getattr(found, name) for name in SCHEMA.names if name not in ("fields", "evidence")},
            "fields": list(found.fields),
            "evidence": [
                {"source": e.source, "role": e.role, "quote": e.quote, "start": e.start, "end": e.end}
                for e in found.evidence
            ],
        }
        for found in discrepancies
    ]
    return pa.RecordBatch.from_pylist(rows, SCHEMA)


class _InOrder:
    """The discrepancies of one rule, each with its evidence in order."""

    def __init__(self, table: ClaimTable, found: Found, against: Collection[str]):
        self._table, self._rule = table, found.plan.rule
        owner = np.repeat(np.arange(len(found)), np.diff(np.r_[found.starts, len(found.rows)]))
        rows = found.rows
        if against and len(rows):
            served = np.array([name in against for name in table.source_names], np.bool_)[table.source[rows]]
            concerned = np.zeros(len(found), np.bool_)
            concerned[owner[~served]] = True
            kept = concerned[owner]
            owner, rows = np.cumsum(concerned)[owner[kept]] - 1, rows[kept]
        self._evidence = table.evidence(rows)
        order = np.lexsort((self._quote_ranks(), self._starts(), self._sources(), owner))
        owner, rows, self._evidence = owner[order], rows[order], self._evidence.take(pa.array(order))
        again = _repeated(owner, table.source[rows], self._evidence)
        if again.any():  # one quotation is evidence once
            owner, rows, self._evidence = owner[~again], rows[~again], self._evidence.filter(pa.array(~again))
        self._rows, self._owner = rows, owner
        self._bounds = np.flatnonzero(np.r_[True, np.diff(owner) != 0, True]) if len(owner) else np.zeros(1, np.int64)
        self._partners = self._find_partners(found)

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @property
    def severity(self) -> str:
        return self._rule.severity

    def _sources(self) -> Ints:
        return _ranks(self._evidence.field("source"))

    def _starts(self) -> Ints:
        return np.asarray(pc.fill_null(self._evidence.field("start"), -1).to_numpy(zero_copy_only=False))

    def _quote_ranks(self) -> Ints:
        return _ranks(self._evidence.field("quote"))

    def _find_partners(self, found: Found) -> Ints:
        """Return for each discrepancy the first row that contradicts its first one, from another source."""
        differs = self._rule.differs
        column = self._table.field(differs.field).taken(self._rows)
        scale = scale_of(column, differs.by, differs.tolerance, found.plan.magnitude)
        first = self._bounds[:-1][self._owner] if len(self) else self._owner
        other = np.arange(len(self._rows))
        source = self._table.source[self._rows]
        clash = (relations(scale, first, other) == DIFFERENT) & (source[first] != source[other])
        partner = self._bounds[:-1] + 1
        hits = np.flatnonzero(clash)
        distinct, at = np.unique(self._owner[hits], return_index=True)
        partner[distinct] = hits[at]
        return partner

    def _places(self, place: int) -> list[int]:
        start, end = int(self._bounds[place]), int(self._bounds[place + 1])
        partner = int(self._partners[place])
        return [start, partner, *(at for at in range(start + 1, end) if at != partner)]

    def rows_of(self, place: int) -> Ints:
        return self._rows[self._places(place)]

    def key(self, place: int) -> tuple[object, ...]:
        """Return what the discrepancies of all rules are sorted by."""
        rule = self._rule
        pair = (int(self._bounds[place]), int(self._partners[place]))
        return (
            SEVERITIES.index(rule.severity),
            CONFIDENCES.index(rule.confidence),
            *(part for at in pair for part in self._place(at)),
            rule.id,
            _Whole(self, place),
        )

    def _place(self, at: int) -> tuple[str, int, str]:
        columns = self._columns
        start = columns["start"][at]
        return columns["source"][at], -1 if start is None else start, columns["quote"][at]

    @functools.cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {name: self._evidence.field(name).to_pylist() for name in ("source", "quote", "start", "end")}

    def made(self, place: int) -> Discrepancy:
        rule, places = self._rule, self._places(place)
        evidence = [self._quotation(at, "related" if number else "primary") for number, at in enumerate(places)]
        a, b = (self._claim(at) for at in places[:2])
        return Discrepancy(
            rule=rule.id,
            family=rule.family,
            severity=rule.severity,
            confidence=rule.confidence,
            message=message(rule, a, b),
            messages=translations(rule, a, b),
            evidence=tuple(evidence),
            fields=(rule.differs.field,),
            fingerprint=fingerprint_of(rule.id, [e.quote for e in evidence]),
            claims=tuple(sorted({claim_key(self._claim(at)) for at in places})),
        )

    def batch(self, discrepancies: Sequence[int]) -> pa.RecordBatch:
        """Return discrepancies as a record batch of `SCHEMA`."""
        rule = self._rule
        places = [self._places(place) for place in discrepancies]
        messages = [message(rule, self._claim(at[0]), self._claim(at[1])) for at in places]
        quotes = self._columns["quote"]
        prints = [fingerprint_of(rule.id, [quotes[at] for at in found]) for found in places]
        evidence = self._evidence.take(pa.array([at for found in places for at in found], pa.int64()))
        offsets = np.cumsum([0, *map(len, places)])
        roles = np.full(len(evidence), "related", dtype=object)
        roles[offsets[:-1]] = "primary"
        parts = [evidence.field("source"), pa.array(roles, pa.string())]
        parts += [evidence.field(name) for name in ("quote", "start", "end")]
        struct = pa.StructArray.from_arrays(parts, fields=list(_EVIDENCE))
        constants = [rule.id, rule.family, rule.severity, rule.confidence]
        columns = [pa.repeat(pa.scalar(text, pa.string()), len(places)) for text in constants]
        columns += [
            pa.array(messages, pa.string()),
            pa.array([[rule.differs.field]] * len(places), SCHEMA.field("fields").type),
        ]
        columns += [pa.array(prints, pa.string()), pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct)]
        return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)

    def _quotation(self, at: int, role: Any) -> Evidence:
        columns = self._columns
        return Evidence.model_construct(
            source=columns["source"][at],
            quote=columns["quote"][at],
            start=columns["start"][at],
            end=columns["end"][at],
            role=role,
        )

    def _claim(self, at: int) -> Claim:
        """Return what messages and keys of claims speak of."""
        row = int(self._rows[at])
        columns = [self._table.field(name) for name in self._table.field_names]
        fields = {column.name: column.value(row) for column in columns if column.kind[row]}
        source = self._table.source_names[self._table.source[row]]
        return Claim.model_construct(
            kind=self._rule.claims, source=source, fields=fields, evidence=(self._quotation(at, "primary"),), spans={}
        )


class _Whole:
    """All the evidence of a discrepancy, looked at only where everything before it is equal."""

    def __init__(self, found: _InOrder, place: int):
        self._found, self._at = found, place

    def _evidence(self) -> tuple[tuple[object, ...], str]:
        made = self._found.made(self._at)
        return tuple((e.source, -1 if e.start is None else e.start, e.quote) for e in made.evidence), made.message

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and self._evidence() == other._evidence()

    def __lt__(self, other: _Whole) -> bool:
        return self._evidence() < other._evidence()

    __hash__ = None  # type: ignore[assignment]


def _repeated(owner: Ints, source: Tokens, evidence: pa.StructArray) -> npt.NDArray[np.bool_]:
    """Tell which entries are the same as the one before, in one discrepancy."""
    if len(owner) < 2:
        return np.zeros(len(owner), np.bool_)
    same = (owner[1:] == owner[:-1]) & (source[1:] == source[:-1])
    for name in ("source", "start", "quote"):
        column = pc.fill_null(evidence.field(name), -1) if name == "start" else evidence.field(name)
        same &= pc.equal(column[1:], column[:-1]).to_numpy(zero_copy_only=False)
    return np.r_[False, same]


def _ranks(texts: pa.Array) -> Ints:
    """Return for each text its place among the distinct ones, in the order of their characters."""
    encoded = texts.dictionary_encode()
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks[encoded.indices.to_numpy()] if len(order) else np.zeros(len(texts), np.int64)
