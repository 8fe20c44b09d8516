"""Claims in files a batch at a time, for sets that the memory does not hold."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from consistency.engines.buckets import writing
from consistency.engines.claim_table import ClaimTable
from consistency.engines.inputs import JSON_LINES, files_of
from consistency.engines.table_files import lines_in_batches, reading, sound_rows
from consistency.errors import ConsistencyError

ROWS = 250_000  # claims that are read at a time

Batch = tuple[pa.Table, ClaimTable]


def prepared(path: Path, folder: Path, number: int, errors: list[ConsistencyError]) -> list[ds.Dataset]:
    """Return the claims of a file or a folder as data sets of Parquet; JSON Lines are written to `folder` as such.

    Raises SourceError where nothing of it can be used; bad lines are added to `errors`.
    """
    files = files_of(path)
    lines = [file for file in files if file.suffix.lower() in JSON_LINES]
    columns = [str(file) for file in files if file not in lines]
    found: list[ds.Dataset] = []
    with reading(path):
        if columns:
            base = str(path) if path.is_dir() else None
            found.append(ds.dataset(columns, format="parquet", partitioning="hive", partition_base_dir=base))
            for name in columns[1:]:  # the first one gave the schema
                pq.read_metadata(name)
        for place, file in enumerate(lines):
            found += [ds.dataset(str(made)) for made in _as_parquet(file, folder / f"{number}-{place}", errors)]
    return found


def _as_parquet(file: Path, folder: Path, errors: list[ConsistencyError]) -> list[Path]:
    """Write JSON Lines as Parquet, one file for each set of types that batches of lines have."""
    folder.mkdir()
    writers: dict[str, pq.ParquetWriter] = {}
    made: list[Path] = []
    with contextlib.ExitStack() as every:
        for table in lines_in_batches(file, errors):
            types = str(table.schema)
            if types not in writers:
                made.append(folder / f"{len(made)}.parquet")
                writers[types] = every.enter_context(writing(pq.ParquetWriter(made[-1], table.schema)))
            writers[types].write_table(table)
    return made


def batches_of(data: ds.Dataset, path: Path, errors: list[ConsistencyError]) -> Iterator[Batch]:
    """Yield the claims of a data set that can be checked, as they stand in the file and as a table of claims.

    Each other row is added to `errors`, told by its number. Raises SourceError where the file ends too early.
    """
    done = 0
    with reading(path):
        for batch in data.to_batches(batch_size=ROWS, batch_readahead=1, fragment_readahead=1):
            if batch.num_rows:
                table, claims, wrong = sound_rows(pa.Table.from_batches([batch]), str(path), first=done)
                errors += wrong
                done += batch.num_rows
                yield table, claims
