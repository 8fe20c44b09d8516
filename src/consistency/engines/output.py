"""Discrepancies of a large set into a file, a batch at a time; the file is there whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from consistency.engines.buckets import writing
from consistency.engines.findings import SCHEMA, batch_of
from consistency.engines.lazy import BATCH, LazyDiscrepancies
from consistency.errors import OptionError
from consistency.model import Discrepancy

ENDINGS = (".parquet", ".jsonl")


def write_discrepancies(discrepancies: Sequence[Discrepancy], path: str | Path) -> None:
    """Write discrepancies as Parquet or else JSON Lines, by the ending of `path`: beside it first, then in its place.

    Those of a large set are made and written some thousands at a time. Raises OptionError where the file cannot be
    written; what was there before then stays.
    """
    path = Path(path)
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("wb") as file:
                _write(discrepancies, file, path.suffix.lower())
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OptionError(f"--output: '{path}' cannot be written: {reason}") from None


def _write(discrepancies: Sequence[Discrepancy], file: IO[bytes], ending: str) -> None:
    if ending == ".parquet":
        with writing(pq.ParquetWriter(file, SCHEMA, compression="zstd")) as writer:
            for batch in _batches(discrepancies):
                writer.write_batch(batch)
        return
    for batch in _batches(discrepancies):
        for row in batch.to_pylist():
            file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _batches(discrepancies: Sequence[Discrepancy]) -> Iterator[pa.RecordBatch]:
    if isinstance(discrepancies, LazyDiscrepancies):
        yield from discrepancies.batches()
        return
    for start in range(0, len(discrepancies), BATCH):
        yield batch_of(discrepancies[start : start + BATCH])
