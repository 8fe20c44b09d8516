"""Tables of claims in files: Parquet and JSON Lines, read, and what is wrong in them told line by line."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.json as pj
import pyarrow.parquet as pq

from consistency.engines.claim_table import NEEDED, ClaimTable, joined_tables, table_from_arrow, table_from_claims
from consistency.engines.fields import OTHER
from consistency.engines.inputs import PARQUET, files_of
from consistency.errors import ClaimError, ConsistencyError, SourceError
from consistency.model import Claim

_MOST_ERRORS = 20  # are told one by one, the others counted
_BLOCK = 8 << 20  # bytes of JSON Lines that are parsed at a time


@dataclass(slots=True)
class TableFile:
    """The claims of a file that can be checked, and an error for each row or line that cannot."""

    table: ClaimTable
    errors: list[ConsistencyError] = field(default_factory=list)


def read_table_file(path: Path) -> TableFile:
    """Read a file of claims. Raises SourceError or ClaimError where nothing of it can be used."""
    if path.is_dir():
        return _read_folder(path)
    with reading(path):
        if path.suffix.lower() in PARQUET:
            return _sound(pq.read_table(path), str(path))
        return _read_lines(path)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read into a SourceError."""
    name = str(path)
    try:
        yield
    except FileNotFoundError:
        raise SourceError("no such file", name) from None
    except MemoryError:
        raise SourceError("the memory does not hold it; use --engine duckdb", name) from None
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise SourceError(f"cannot be read as Parquet: {_sentence(error)}", name) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {_sentence(error)}", name) from None


def _read_folder(path: Path) -> TableFile:
    """Read the files of claims in a folder: those of Parquet as one table, each of JSON Lines as another."""
    files = files_of(path)
    columns = [str(file) for file in files if file.suffix.lower() in PARQUET]
    found: list[TableFile] = []
    if columns:
        with reading(path):
            data = ds.dataset(columns, format="parquet", partitioning="hive", partition_base_dir=str(path))
            found.append(_sound(data.to_table(), str(path)))
    found += [read_table_file(file) for file in files if str(file) not in columns]
    errors = [error for one in found for error in one.errors]
    return found[0] if len(found) == 1 else TableFile(joined_tables([one.table for one in found]), errors)


@dataclass(slots=True)
class Tables:
    """The claims of several files as one table; `against` are the sources that only serve to check the others."""

    table: ClaimTable
    against: frozenset[str]
    errors: list[ConsistencyError]


def read_tables(paths: Sequence[str | Path], against: Sequence[str | Path] = ()) -> Tables:
    """Read files of claims as one table. A file that cannot be read is an error; the others are still read.

    Raises the first error where no file can be read.
    """
    errors: list[ConsistencyError] = []
    tables: list[ClaimTable] = []
    checked: set[str] = set()
    for number, path in enumerate((*paths, *against)):
        try:
            found = read_table_file(Path(path))
        except ConsistencyError as error:
            errors.append(error)
            continue
        errors += found.errors
        tables.append(found.table)
        if number < len(paths):
            checked.update(found.table.source_names)
    if not tables:
        raise errors[0]
    table = tables[0] if len(tables) == 1 else joined_tables(tables)
    return Tables(table, frozenset(table.source_names) - checked, errors)


def _sentence(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(str(text).split()).rstrip(".")[:300]


def _read_lines(path: Path) -> TableFile:
    """Read JSON Lines as columns at once where every line fits them, else line by line."""
    options = pj.ReadOptions(block_size=_BLOCK)
    try:
        return _sound(pj.read_json(path, read_options=options), str(path), _line_numbers(path))
    except pa.ArrowInvalid:
        pass
    # A line is no JSON, or two lines hold values of two types in one field. The sound lines may still fit.
    content, errors, numbers = _parsable(_lines(path), path)
    try:
        table = pj.read_json(io.BytesIO(content), read_options=options) if content else None
    except pa.ArrowInvalid:
        table = None
    if table is not None and table.num_rows == len(numbers):
        found = _sound(table, str(path), lambda: numbers)
        return TableFile(found.table, shortened([*errors, *found.errors], str(path)))
    return _one_by_one(path)


def _parsable(
    lines: Iterable[tuple[int, bytes]], path: Path
) -> tuple[bytes, list[ConsistencyError], npt.NDArray[np.int64]]:
    """Return those lines that are JSON objects, an error for each other one, and the numbers of the former."""
    kept: list[bytes] = []
    errors: list[ConsistencyError] = []
    numbers: list[int] = []
    for number, line in lines:
        try:
            if not isinstance(json.loads(line), dict):
                errors.append(ClaimError("a line holds one JSON object, a claim", str(path), number))
                continue
        except ValueError as error:
            what = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "it is not written in UTF-8"
            column = error.colno if isinstance(error, json.JSONDecodeError) else None
            errors.append(SourceError(f"not JSON: {what}", str(path), number, column))
            continue
        kept.append(line)
        numbers.append(number)
    return b"\n".join(kept), errors, np.array(numbers, np.int64)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        yield from _numbered(file)


def _numbered(file: IO[bytes], done: int = 0) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(file, done + 1):
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def _one_by_one(path: Path) -> TableFile:
    from consistency.reading.inputs import records_of

    claims: list[Claim] = []
    errors: list[ConsistencyError] = []
    for record in records_of(path):
        if isinstance(record, Claim):
            claims.append(record)
        elif isinstance(record, ConsistencyError):
            errors.append(record)
        else:
            errors.append(ClaimError("a source, where only claims are read", str(path)))
    return TableFile(table_from_claims(claims), errors)


def _line_numbers(path: Path) -> Callable[[], npt.NDArray[np.int64]]:
    return lambda: np.array([number for number, _ in _lines(path)], np.int64)


def _sound(table: pa.Table, name: str, lines: Callable[[], npt.NDArray[np.int64]] | None = None) -> TableFile:
    _, claims, errors = sound_rows(table, name, lines)
    return TableFile(claims, shortened(errors, name))


def sound_rows(
    table: pa.Table, name: str, lines: Callable[[], npt.NDArray[np.int64]] | None = None, first: int = 0
) -> tuple[pa.Table, ClaimTable, list[ConsistencyError]]:
    """Return the rows of a table that are claims, the same as a table of claims, and an error for each other one.

    Rows are told by what `lines` says of them; without it by their number in the file, where those of `table` are from
    `first` on.
    """
    wrong: dict[int, str] = {}
    for needed in NEEDED:
        if needed not in table.column_names:
            continue  # told by table_from_arrow
        for row in np.flatnonzero(table[needed].is_null().to_numpy()).tolist():
            wrong.setdefault(row, f"a claim needs '{needed}', which is empty here")
    claims = table_from_arrow(_without(table, wrong), name)
    kept = np.delete(np.arange(table.num_rows), list(wrong)) if wrong else np.arange(table.num_rows)
    for field_name in claims.field_names:
        column = claims.field(field_name)
        for row in np.flatnonzero(column.kind == OTHER).tolist():
            try:
                column.other(row)
            except ClaimError as error:
                wrong.setdefault(int(kept[row]), error.message.partition(": ")[2] or error.message)
    if not wrong:
        return table, claims, []
    numbers = lines() if lines is not None else None
    errors: list[ConsistencyError] = []
    for row in sorted(wrong):
        line = int(numbers[row]) if numbers is not None else None
        errors.append(ClaimError(wrong[row] if line else f"row {first + row + 1}: {wrong[row]}", name, line))
    table = _without(table, wrong)
    return table, table_from_arrow(table, name), errors


def lines_in_batches(path: Path, errors: list[ConsistencyError]) -> Iterator[pa.Table]:
    """Yield the claims of JSON Lines as tables of some megabytes each; bad lines are added to `errors`.

    Raises SourceError where the lines of one batch hold values of two types in one field.
    """
    with reading(path), path.open("rb") as file:
        done = 0
        while block := file.read(_BLOCK * 8):
            block += file.readline()
            table, wrong = _block_of_lines(block, path, done)
            errors += wrong
            done += block.count(b"\n")
            if table is not None and table.num_rows:
                yield table


def _block_of_lines(block: bytes, path: Path, done: int) -> tuple[pa.Table | None, list[ConsistencyError]]:
    """Return the claims in some lines, of which `done` lines stand before them in the file."""
    options = pj.ReadOptions(block_size=_BLOCK)
    errors: list[ConsistencyError] = []
    numbers: list[int] = [number for number, _ in _numbered(io.BytesIO(block), done)]
    try:
        table = pj.read_json(io.BytesIO(block), read_options=options)
    except pa.ArrowInvalid:
        content, errors, kept = _parsable(_numbered(io.BytesIO(block), done), path)
        numbers = kept.tolist()
        if not content:
            return None, errors
        try:
            table = pj.read_json(io.BytesIO(content), read_options=options)
        except pa.ArrowInvalid as error:
            what = f"so many lines are read through Parquet, where a field has values of one type: {_sentence(error)}"
            raise SourceError(what, str(path)) from None
    table, _, wrong = sound_rows(table, str(path), lambda: np.array(numbers, np.int64))
    return table, [*errors, *wrong]


def _without(table: pa.Table, rows: dict[int, Any]) -> pa.Table:
    if not rows:
        return table
    kept = np.ones(table.num_rows, np.bool_)
    kept[list(rows)] = False
    return table.filter(pa.array(kept))


def shortened(errors: list[ConsistencyError], name: str) -> list[ConsistencyError]:
    """Return the first errors of a file in the order of its lines, and how many more there are."""
    errors = sorted(errors, key=lambda error: error.line or 0)
    if len(errors) <= _MOST_ERRORS:
        return errors
    more = len(errors) - _MOST_ERRORS
    return [*errors[:_MOST_ERRORS], SourceError(f"{more:,} more lines are wrong", name)]
