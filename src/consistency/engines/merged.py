"""Discrepancies that were found in parts, each part in order in a file of its own, read as one sequence in order."""

from __future__ import annotations

import functools
import itertools
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from consistency.engines.arrays import Ints
from consistency.engines.findings import SCHEMA
from consistency.engines.lazy import BATCH, LazyDiscrepancies
from consistency.judging.grouping import CONFIDENCES, SEVERITIES
from consistency.model import Discrepancy

_READ = 512  # discrepancies read from one file at a time


class Scratch:
    """A folder for temporary files, which goes when this goes."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="consistency-"))
        self.remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


class Merged(LazyDiscrepancies):
    """The discrepancies in files of `findings.SCHEMA`, in the order of `Findings`.

    The files lie in `scratch`, which is kept as long as this is. In memory are the places of the discrepancies, and
    some of each file while they are read.
    """

    def __init__(self, files: Sequence[Path], scratch: Scratch, settings: dict[str, Any]):
        self._files, self._scratch = list(files), scratch
        self._order = _in_order(self._files, settings)

    def __len__(self) -> int:
        return len(self._order)

    def made(self, index: int) -> Discrepancy:
        return Discrepancy(**self._whole.slice(index, 1).to_pylist()[0])

    def __iter__(self) -> Iterator[Discrepancy]:
        return (Discrepancy(**row) for batch in self.batches() for row in batch.to_pylist())

    def severities(self) -> set[str]:
        found: set[str] = set()
        for file in self._files:
            found.update(pq.read_table(file, columns=["severity"])["severity"].unique().to_pylist())
        return found

    def batches(self) -> Iterator[pa.RecordBatch]:
        runs = [_Run(file) for file in self._files]
        for start in range(0, len(self), BATCH):
            numbers = self._order[start : start + BATCH]
            counts = np.bincount(numbers, minlength=len(runs)).tolist()
            taken = pa.concat_tables(run.next(count) for run, count in zip(runs, counts, strict=True) if count)
            # Rows of one file stand together there, and in the order in which they are wanted here.
            place = np.empty(len(numbers), np.int64)
            place[np.argsort(numbers, kind="stable")] = np.arange(len(numbers))
            batch = taken.take(pa.array(place)).combine_chunks()
            rules = batch["rule"].to_pylist()
            for _, group in itertools.groupby(range(len(rules)), key=rules.__getitem__):
                places = list(group)
                yield batch.slice(places[0], len(places)).combine_chunks().to_batches()[0]

    @functools.cached_property
    def _whole(self) -> pa.Table:
        return pa.Table.from_batches(self.batches(), SCHEMA)


class _Run:
    """A file of discrepancies, read from the first to the last."""

    def __init__(self, file: Path):
        self._batches = pq.ParquetFile(file).iter_batches(_READ)
        self._ahead = SCHEMA.empty_table()

    def next(self, count: int) -> pa.Table:
        """Return the next ones."""
        while self._ahead.num_rows < count:
            self._ahead = pa.concat_tables([self._ahead, pa.Table.from_batches([next(self._batches)])])
        found = self._ahead.slice(0, count)
        self._ahead = self._ahead.slice(count)
        return found


def _in_order(files: Sequence[Path], settings: dict[str, Any]) -> Ints:
    """Return for each discrepancy, in the order of `Findings`, the number of the file that it is the next one of."""
    if not files:
        return np.zeros(0, np.int64)
    named = {str(file): number for number, file in enumerate(files)}
    keys = [f"list_position({list(SEVERITIES)}, severity)", f"list_position({list(CONFIDENCES)}, confidence)"]
    for place in (1, 2):
        keys += [f"evidence[{place}].source", f"coalesce(evidence[{place}].start, -1)", f"evidence[{place}].quote"]
    keys += ["rule", "[row(e.source, coalesce(e.start, -1), e.quote) for e in evidence]", "message"]
    with duckdb.connect(config=settings) as connection:
        found = connection.sql(
            f"select filename from read_parquet({list(named)}, filename=true) order by {', '.join(keys)}"
        ).to_arrow_table()
    encoded = found["filename"].combine_chunks().dictionary_encode()
    encoded = pa.concat_arrays(encoded.chunks) if isinstance(encoded, pa.ChunkedArray) else encoded
    number = np.array([named[name] for name in encoded.dictionary.to_pylist()], np.int64)
    return number[encoded.indices.to_numpy()]
