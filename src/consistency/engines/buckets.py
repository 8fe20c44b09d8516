"""Claims on disk in buckets, each with all claims of some blocks, so that one bucket at a time is held in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from consistency.engines.arrays import Ints, mixed


@contextlib.contextmanager
def writing(writer: pq.ParquetWriter) -> Iterator[pq.ParquetWriter]:
    """Close a writer at the end. One that failed is given up: to close it would fail again, at any time."""
    try:
        yield writer
        writer.close()
    finally:
        writer.is_open = False


class Buckets:
    """Files of claims below a folder, by the bucket that a digest falls into.

    A bucket has a file for each set of types that its claims come with.
    """

    def __init__(self, folder: Path, count: int):
        self._folder = folder
        self.sizes = [0] * max(1, count)  # claims in each
        self._writers: dict[tuple[int, str], pq.ParquetWriter] = {}
        self._files: dict[tuple[int, str], Path] = {}
        folder.mkdir()

    def add(self, table: pa.Table, digests: Ints) -> None:
        """Write each row of a table to the bucket that its digest falls into."""
        # Mixed once more: the digest is the block, and what was drawn by it lies in buckets of one remainder.
        bucket = (mixed(digests) % np.uint64(len(self.sizes))).astype(np.int64)
        order = np.argsort(bucket, kind="stable")
        ordered = table.take(pa.array(order))
        bounds = np.searchsorted(bucket[order], np.arange(len(self.sizes) + 1))
        types = str(table.schema)
        for number, (start, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
            if start < end:
                self._writer((number, types), table.schema).write_table(ordered.slice(start, end - start))
                self.sizes[number] += end - start

    def _writer(self, key: tuple[int, str], schema: pa.Schema) -> pq.ParquetWriter:
        if key not in self._writers:
            self._files[key] = self._folder / f"{key[0]}-{len(self._writers)}.parquet"
            self._writers[key] = pq.ParquetWriter(self._files[key], schema)
        return self._writers[key]

    def __enter__(self) -> Buckets:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finish the files. They can be read from then on."""
        try:
            for writer in self._writers.values() if kind is None else ():
                writer.close()
        finally:
            for writer in self._writers.values():
                writer.is_open = False  # as in `writing`
            self._writers.clear()

    def files(self, number: int | None = None) -> list[Path]:
        """Return the files of a bucket, or of all."""
        return [file for (bucket, _), file in self._files.items() if number in (None, bucket)]
