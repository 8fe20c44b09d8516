"""Discrepancies that are made into objects or columns only when they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import overload

import pyarrow as pa

from consistency.model import Discrepancy

BATCH = 4096  # discrepancies made at a time


class LazyDiscrepancies(Sequence[Discrepancy]):
    """A sequence of discrepancies of which each one is made when it is looked at."""

    __hash__ = None  # type: ignore[assignment]  # as a list, which it stands for

    @abstractmethod
    def made(self, index: int) -> Discrepancy:
        """Return the discrepancy at a place from 0 on."""

    @abstractmethod
    def severities(self) -> set[str]:
        """Return the severities that there are."""

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """Return the discrepancies as record batches of `findings.SCHEMA`, of one rule and at most `BATCH` each."""

    @overload
    def __getitem__(self, index: int) -> Discrepancy: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Discrepancy, ...]: ...
    def __getitem__(self, index: int | slice) -> Discrepancy | tuple[Discrepancy, ...]:
        if isinstance(index, slice):
            return tuple(self.made(at) for at in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self.made(index % len(self))

    def __iter__(self) -> Iterator[Discrepancy]:
        return map(self.made, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)
