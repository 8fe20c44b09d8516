"""One field of many claims as arrays: what kind of value each claim has, and the numbers to compare it by."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from consistency.engines.arrays import Floats, Ints, Tokens, ranks_of
from consistency.errors import ClaimError
from consistency.model import Name, Period, Quantity, Term, Text, Value
from consistency.reading.values import WrongFormError, value_from_json

ABSENT, NUMBER, DAY, TERM, TEXT, NAME, OTHER = range(7)
_TYPES = {NUMBER: "quantity", DAY: "day", TERM: "term", TEXT: "text", NAME: "name", OTHER: "other"}


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """The values of one field.

    `kind` is NUMBER for a figure that is a point and exact, DAY for a single day, TERM, TEXT, NAME for a name
    without an entity, OTHER for all else. `number` holds figures and days (as ordinals), `label` a number into `labels`
    for units, terms and texts (-1 for none), `other`
    gives the OTHER values.
    """

    name: str
    kind: npt.NDArray[np.int8]
    number: Floats
    label: Tokens
    labels: list[str]
    other: Callable[[int], Value]

    def value(self, row: int) -> Value:
        """Return the value in a row that has one."""
        kind, number, label = self.kind[row], float(self.number[row]), int(self.label[row])
        if kind == NUMBER:
            return Quantity(number, number, self.labels[label] if label >= 0 else None)
        if kind == DAY:
            day = datetime.date.fromordinal(int(number))
            return Period(day, day)
        if kind == OTHER:
            return self.other(row)
        make: Callable[[str], Value] = {TERM: Term, TEXT: Text, NAME: Name}[int(kind)]
        return make(self.labels[label])

    def taken(self, rows: Ints) -> FieldColumn:
        """Return the field of these rows alone."""
        kind, number, label = self.kind[rows], self.number[rows], self.label[rows]
        return FieldColumn(self.name, kind, number, label, self.labels, lambda row: self.other(int(rows[row])))

    def types(self) -> frozenset[str]:
        """Return which types of values there are."""
        return frozenset(_TYPES[kind] for kind in np.unique(self.kind).tolist() if kind != ABSENT)

    def codes(self) -> Ints:
        """Return the same number for the same value; for OTHER values, found one by one."""
        number_code = ranks_of(self.number) if self.number.any() else np.zeros(len(self.number), np.int64)
        code = (self.label.astype(np.int64) + 1) * (int(number_code.max(initial=0)) + 2) + number_code
        code = code * 8 + self.kind
        others = np.flatnonzero(self.kind == OTHER)
        if len(others):
            seen: dict[Value, int] = {}
            base = int(code.max(initial=0)) + 1
            for row in others.tolist():
                value = self.value(row)
                key: Any = value if value.type != "setting" else repr(value)
                code[row] = base + seen.setdefault(key, len(seen))
        return code


def field_from_arrow(name: str, column: pa.ChunkedArray | pa.Array, path: str | None = None) -> FieldColumn:
    """Return a field from a column of texts, numbers, days, booleans, or of typed values as structs.

    Raises ClaimError where the type of the column cannot hold values of claims.
    """
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    return _Reader(name, path).read(array)


def types_in(name: str, column: pa.ChunkedArray) -> frozenset[str]:
    """Return which types of values a column holds: of a type other than structs, a few tell it."""
    if not pa.types.is_struct(column.type):
        column = column.drop_null().slice(0, 1000)
    return field_from_arrow(name, column).types()


def field_from_values(name: str, values: Sequence[Value | None]) -> FieldColumn:
    """Return a field from the values of claims."""
    count = len(values)
    kind, number = np.zeros(count, np.int8), np.zeros(count)
    found: dict[str, int] = {}
    label = np.full(count, -1, np.int32)
    for row, value in enumerate(values):
        if value is None:
            continue
        kind[row], number[row], text = _plain(value)
        if text is not None:
            label[row] = found.setdefault(text, len(found))
    return FieldColumn(name, kind, number, label, list(found), lambda row: values[row] or _nothing(row))


def _nothing(row: int) -> Value:
    raise LookupError(f"no value of a special type in row {row}")


def _plain(value: Value) -> tuple[int, float, str | None]:
    """Return the kind, the number and the label of a value."""
    if isinstance(value, Quantity):
        point = value.low == value.high and value.bound == "exact" and not value.ordinal
        if point and value.per is None and value.counted is None and value.unit != "score":
            return NUMBER, value.low, value.unit
    elif isinstance(value, Period):
        if value == Period(value.start, value.start) and value.start is not None:
            return DAY, float(value.start.toordinal()), None
    elif isinstance(value, Term):
        return TERM, 0.0, value.concept
    elif isinstance(value, Text):
        return TEXT, 0.0, value.text
    elif isinstance(value, Name) and value.entity is None:
        return NAME, 0.0, value.text
    return OTHER, 0.0, None


class _Reader:
    def __init__(self, name: str, path: str | None):
        self.name, self.path = name, path

    def read(self, array: pa.Array) -> FieldColumn:
        kind = array.type
        if pa.types.is_dictionary(kind):
            array = array.dictionary_decode() if not pa.types.is_string(kind.value_type) else array
        kind = array.type
        if pa.types.is_dictionary(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return self._labelled(array, TEXT)
        if pa.types.is_boolean(kind):
            terms = pc.if_else(array, "true", "false")
            return self._labelled(terms, TERM)
        if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
            return self._numbers(array)
        if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            return self._days(array)
        if pa.types.is_struct(kind):
            return self._structs(array)
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            return self._others(array)
        if pa.types.is_null(kind):
            return field_from_values(self.name, [None] * len(array))
        raise ClaimError(f"column '{self.name}' has the type {kind}, which holds no value of a claim", self.path)

    def _labelled(self, array: pa.Array, kind: int) -> FieldColumn:
        encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        label = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int32)
        labels = encoded.dictionary.to_pylist()
        present = label >= 0
        kinds = np.where(present, kind, ABSENT).astype(np.int8)
        return FieldColumn(self.name, kinds, np.zeros(len(label)), label, labels, _nothing)

    def _numbers(self, array: pa.Array) -> FieldColumn:
        number = pc.cast(array, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        present = np.isfinite(number)
        return FieldColumn(
            self.name,
            np.where(present, NUMBER, ABSENT).astype(np.int8),
            np.where(present, number, 0.0),
            np.full(len(number), -1, np.int32),
            [],
            _nothing,
        )

    def _days(self, array: pa.Array) -> FieldColumn:
        days = array.cast(pa.date32()).cast(pa.int32())
        present = days.is_valid().to_numpy(zero_copy_only=False)
        number = pc.fill_null(days, 0).to_numpy(zero_copy_only=False) + float(_EPOCH)

        kinds = np.where(present, DAY, ABSENT).astype(np.int8)
        labels = np.full(len(number), -1, np.int32)
        return FieldColumn(self.name, kinds, np.where(present, number, 0.0), labels, [], _nothing)

    def _others(self, array: pa.Array) -> FieldColumn:
        present = array.is_valid().to_numpy(zero_copy_only=False)
        return FieldColumn(
            self.name,
            np.where(present, OTHER, ABSENT).astype(np.int8),
            np.zeros(len(array)),
            np.full(len(array), -1, np.int32),
            [],
            self._one_by_one(array),
        )

    def _one_by_one(self, array: pa.Array) -> Callable[[int], Value]:
        def value(row: int) -> Value:
            given = array[row].as_py()
            if isinstance(given, dict):
                given = {key: _as_json(part) for key, part in given.items() if part is not None}
            try:
                return value_from_json(self.name, given)
            except WrongFormError as error:
                raise ClaimError(f"row {row + 1}: {error}", self.path) from None

        return value

    def _structs(self, array: pa.Array) -> FieldColumn:
        """Read typed values: the keys of the JSON form are the children, nulls the keys that are not there."""
        names = [array.type.field(i).name for i in range(array.type.num_fields)]
        if "type" not in names:
            what = f"column '{self.name}' is a struct without 'type', which tells what value it holds"
            raise ClaimError(what, self.path)
        parts = dict(zip(names, array.flatten(), strict=True))
        kinds = parts["type"].dictionary_encode()
        kind_names = kinds.dictionary.to_pylist()
        kind_of = pc.fill_null(kinds.indices, len(kind_names)).to_numpy(zero_copy_only=False)
        count = len(array)
        kind = np.where(array.is_valid().to_numpy(zero_copy_only=False), OTHER, ABSENT).astype(np.int8)
        number, label = np.zeros(count), np.full(count, -1, np.int32)
        labels: list[str] = []
        only = {
            "quantity": ("value", "low", "high", "unit"), "term": ("concept",), "text": ("text",), "name": ("text",),
            "period": ("value", "start", "end"),
        }  # fmt: skip
        for place, type_name in enumerate(kind_names):
            known = only.get(type_name, ())
            rows = (kind_of == place) & (kind == OTHER)
            for other in names:
                if other not in known and other != "type":
                    rows &= ~parts[other].is_valid().to_numpy(zero_copy_only=False)
            chosen = np.flatnonzero(rows)
            if not len(chosen) or not known:
                continue
            if type_name == "quantity":
                self._figures(parts, chosen, kind, number, label, labels)
            elif type_name == "period":
                self._single_days(parts, chosen, kind, number)
            else:
                self._label(parts.get(known[0]), chosen, label, labels)
                kind[chosen] = np.where(label[chosen] < 0, OTHER, _LABELLED[type_name])
        return FieldColumn(self.name, kind, number, label, labels, self._one_by_one(array))

    def _figures(
        self,
        parts: dict[str, pa.Array],
        rows: Ints,
        kind: npt.NDArray[np.int8],
        number: Floats,
        label: Tokens,
        labels: list[str],
    ) -> None:
        low, high, value = (_floats(parts.get(key), rows) for key in ("low", "high", "value"))
        low = np.where(np.isnan(low), high, low)
        high = np.where(np.isnan(high), low, high)
        point = np.where(np.isnan(value), np.where(low == high, low, np.nan), np.where(np.isnan(low), value, np.nan))
        good = np.isfinite(point)
        kept = rows[good]
        if "unit" in parts:
            self._label(parts["unit"], kept, label, labels)
            if "score" in labels:
                kept_good = label[kept] != labels.index("score")
                kept, point = kept[kept_good], point[good][kept_good]
                good = np.ones(len(kept), np.bool_)
        kind[kept] = NUMBER
        number[kept] = point[good]

    def _single_days(self, parts: dict[str, pa.Array], rows: Ints, kind: npt.NDArray[np.int8], number: Floats) -> None:
        ends = [_ordinals(parts.get(key), rows) for key in ("value", "start", "end")]
        start = np.where(np.isnan(ends[1]), ends[0], ends[1])
        end = np.where(np.isnan(ends[2]), ends[0], ends[2])
        single = start == end
        kind[rows[single]] = DAY
        number[rows[single]] = start[single]

    def _label(self, part: pa.Array | None, rows: Ints, label: Tokens, labels: list[str]) -> None:
        if part is None:
            return
        encoded = part.take(pa.array(rows)).dictionary_encode()
        numbers = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
        found = {text: place for place, text in enumerate(labels)}
        table = np.full(len(encoded.dictionary) + 1, -1, np.int32)
        for place, text in enumerate(encoded.dictionary.to_pylist()):
            if text:
                table[place] = found.setdefault(text, len(found))
        labels[:] = list(found)
        label[rows] = table[numbers]


_LABELLED = {"term": TERM, "text": TEXT, "name": NAME}
_EPOCH = datetime.date(1970, 1, 1).toordinal()


def _as_json(part: Any) -> Any:
    return part.isoformat() if isinstance(part, datetime.date | datetime.datetime) else part


def _floats(part: pa.Array | None, rows: Ints) -> Floats:
    if part is None or not (pa.types.is_integer(part.type) or pa.types.is_floating(part.type)):
        return np.full(len(rows), np.nan)
    return pc.cast(part, pa.float64(), safe=False).to_numpy(zero_copy_only=False)[rows]


def _ordinals(part: pa.Array | None, rows: Ints) -> Floats:
    """Return days as ordinals, from a column of days or of their ISO spelling."""
    if part is None:
        return np.full(len(rows), np.nan)
    if pa.types.is_date(part.type):
        days = pc.cast(part.cast(pa.date32()).cast(pa.int32()), pa.float64())
        return days.to_numpy(zero_copy_only=False)[rows] + _EPOCH
    if pa.types.is_timestamp(part.type) and part.type.tz is None:  # as Arrow reads ISO days in JSON
        dates = part.cast(pa.date32(), safe=False)
        whole = pc.if_else(pc.equal(dates.cast(part.type), part), dates, None)  # what has a time of day is no plain day
        return pc.cast(whole.cast(pa.int32()), pa.float64()).to_numpy(zero_copy_only=False)[rows] + _EPOCH
    if not pa.types.is_string(part.type):
        return np.full(len(rows), np.nan)
    encoded = part.take(pa.array(rows)).dictionary_encode()
    days = np.full(len(encoded.dictionary) + 1, np.nan)
    for place, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            days[place] = datetime.datetime.fromisoformat(text).date().toordinal()
        except ValueError:
            continue
    return days[pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)]
