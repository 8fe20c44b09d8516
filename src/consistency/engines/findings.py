"""The discrepancies of a large set: in a fixed order, made into objects or columns only when they are asked for."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from consistency.engines.apart import by_severity
from consistency.engines.arrays import Ints, Tokens
from consistency.engines.claim_table import ClaimTable
from consistency.engines.conflicts import DIFFERENT, relations, scale_of
from consistency.engines.fields import FieldColumn
from consistency.engines.in_process import Found
from consistency.engines.lazy import BATCH, LazyDiscrepancies
from consistency.judging.grouping import CONFIDENCES, SEVERITIES, fingerprint_of
from consistency.judging.keys import claim_key
from consistency.judging.messages import fields_told, message, translations
from consistency.model import Claim, Discrepancy, Evidence

_PLACE = ("source", "quote", "start", "end")
_PLAIN = Claim.model_fields["context"].default
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


class Findings(LazyDiscrepancies):
    """The discrepancies that several rules found, the most severe first, then in the order of their evidence.

    Each one's evidence is sorted by source and place, after two quotations that contradict each other.
    """

    def __init__(self, table: ClaimTable, found: Sequence[Found], against: Collection[str] = ()):
        self._table = table
        self._found = [_InOrder(table, part, against) for one in found for part in by_severity(table, one)]
        keys = [(key, number, place) for number, one in enumerate(self._found) for place, key in enumerate(one.keys())]
        self._order = [(number, place) for _, number, place in sorted(keys, key=lambda entry: entry[0])]

    def __len__(self) -> int:
        return len(self._order)

    def made(self, index: int) -> Discrepancy:
        number, place = self._order[index]
        return self._found[number].made(place)

    def rows(self, index: int) -> Ints:
        """Return the rows of the table that a discrepancy's evidence comes from, in its order."""
        number, place = self._order[index]
        return self._found[number].rows_of(place)

    def severities(self) -> set[str]:
        return {one.severity for one in self._found if len(one)}

    def batches(self) -> Iterator[pa.RecordBatch]:
        for start in range(0, len(self), BATCH):
            entries = self._order[start : start + BATCH]
            # Entries of one rule stand together, since rules are sorted by their severity first.
            for number, group in itertools.groupby(entries, key=lambda entry: entry[0]):
                yield self._found[number].batch([place for _, place in group])


def severities_of(discrepancies: Sequence[Discrepancy]) -> set[str]:
    """Return the severities that there are among discrepancies, without making each one."""
    if isinstance(discrepancies, LazyDiscrepancies):
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

    def keys(self) -> list[tuple[object, ...]]:
        """Return what the discrepancies of all rules are sorted by, for each discrepancy."""
        rule, told = self._rule, []
        for rows in (self._bounds[:-1], self._partners):
            evidence = self._evidence.take(pa.array(rows))
            starts = pc.fill_null(evidence.field("start"), -1)
            told += [part.to_pylist() for part in (evidence.field("source"), starts, evidence.field("quote"))]
        severity, confidence = SEVERITIES.index(rule.severity), CONFIDENCES.index(rule.confidence)
        wholes = (_Whole(self, place) for place in range(len(self)))
        return [(severity, confidence, *pair, rule.id, whole) for *pair, whole in zip(*told, wholes, strict=True)]

    def quotations(self, place: int) -> list[tuple[object, ...]]:
        """Return source, start and text of each quotation of a discrepancy, in its order."""
        columns = self._columns
        source, start, quote = columns["source"], columns["start"], columns["quote"]
        return [(source[at], -1 if start[at] is None else start[at], quote[at]) for at in self._places(place)]

    def message_of(self, place: int) -> str:
        """Return the message of a discrepancy in English."""
        a, b = (self._message_claim(at, at, self._columns) for at in self._places(place)[:2])
        return message(self._rule, a, b)

    @functools.cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {name: self._evidence.field(name).to_pylist() for name in _PLACE}

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
        order, offsets = self._places_of(np.array(discrepancies, np.int64))
        evidence = self._evidence.take(pa.array(order))
        quoted = {name: evidence.field(name).to_pylist() for name in _PLACE}
        bounds = offsets.tolist()
        claims = [
            [self._message_claim(int(order[at]), at, quoted) for at in (start, start + 1)] for start in bounds[:-1]
        ]
        messages = [message(rule, a, b) for a, b in claims]
        quotes = quoted["quote"]
        prints = [fingerprint_of(rule.id, quotes[start:end]) for start, end in itertools.pairwise(bounds)]
        roles = np.full(len(evidence), "related", dtype=object)
        roles[offsets[:-1]] = "primary"
        parts = [evidence.field("source"), pa.array(roles, pa.string())]
        parts += [evidence.field(name) for name in ("quote", "start", "end")]
        struct = pa.StructArray.from_arrays(parts, fields=list(_EVIDENCE))
        constants = [rule.id, rule.family, rule.severity, rule.confidence]
        columns = [pa.repeat(pa.scalar(text, pa.string()), len(messages)) for text in constants]
        columns += [
            pa.array(messages, pa.string()),
            pa.array([[rule.differs.field]] * len(messages), SCHEMA.field("fields").type),
        ]
        columns += [pa.array(prints, pa.string()), pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct)]
        return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)

    def _places_of(self, discrepancies: Ints) -> tuple[Ints, Ints]:
        """Return what `_places` does for several discrepancies one after the other, and where each begins."""
        starts, partners = self._bounds[discrepancies], self._partners[discrepancies]
        sizes = self._bounds[discrepancies + 1] - starts
        offsets = np.r_[0, np.cumsum(sizes)]
        rows = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], sizes)
        ahead = np.where(rows == np.repeat(starts, sizes), 0, np.where(rows == np.repeat(partners, sizes), 1, 2))
        return rows[np.lexsort((rows, ahead, np.repeat(np.arange(len(sizes)), sizes)))], offsets

    @functools.cached_property
    def _told(self) -> list[FieldColumn]:
        names = fields_told(self._rule)
        return [self._table.field(name) for name in self._table.field_names if name in names]

    def _message_claim(self, at: int, place: int, columns: dict[str, list[Any]]) -> Claim:
        """Return what a message speaks of: the claim of a row, with its evidence at a place of `columns`."""
        row = int(self._rows[at])
        source = self._table.source_names[self._table.source[row]]
        evidence = Evidence.model_construct(role="primary", **{name: columns[name][place] for name in _PLACE})
        fields = {column.name: column.value(row) for column in self._told if column.kind[row]}
        return Claim.model_construct(
            kind=self._rule.claims, source=source, fields=fields, evidence=(evidence,), spans={}, context=_PLAIN
        )

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
            kind=self._rule.claims,
            source=source,
            fields=fields,
            evidence=(self._quotation(at, "primary"),),
            spans={},
            context=_PLAIN,
        )


class _Whole:
    """All the evidence of a discrepancy, and then its message: looked at only where everything before it is equal."""

    def __init__(self, found: _InOrder, place: int):
        self._found, self._at = found, place

    @functools.cached_property
    def _evidence(self) -> list[tuple[object, ...]]:
        return self._found.quotations(self._at)

    @functools.cached_property
    def _message(self) -> str:
        return self._found.message_of(self._at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and self._evidence == other._evidence and self._message == other._message

    def __lt__(self, other: _Whole) -> bool:
        if self._evidence != other._evidence:
            return self._evidence < other._evidence
        return self._message < other._message

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
