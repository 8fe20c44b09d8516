"""Whether a set of claims fits in memory. One that does not goes through partitions on disk, without being asked to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from consistency.engines.inputs import JSON_LINES, files_of

MOST = 3_000_000  # claims that one process takes, however much memory there is
_PER_CLAIM = 1400  # bytes that a claim takes at most in one process, measured with a million and with ten
_PER_LINE = 200  # bytes of JSON that a claim has at least
_SHARE = 0.5  # of the free memory: others want some of it as well


def fits(paths: Iterable[Path]) -> bool:
    """Tell whether one process can hold the claims in these files, by their number and the memory that is free."""
    claims = sum(number_of_claims(path) for path in paths)
    free = free_memory()
    return claims <= MOST and (free is None or claims * _PER_CLAIM <= free * _SHARE)


def number_of_claims(path: Path) -> int:
    """Return how many claims a file or a folder holds, about; 0 for what cannot be read, which is told elsewhere."""
    total = 0
    for file in files_of(path):
        with contextlib.suppress(OSError, ValueError):  # Arrow's errors are ValueErrors
            if file.suffix.lower() in JSON_LINES:
                total += file.stat().st_size // _PER_LINE
            else:
                total += pq.read_metadata(file).num_rows
    return total


def free_memory() -> int | None:
    """Return the bytes of memory that this process may still take; None where the system does not tell."""
    told = [_of_machine(), _of_group(), _of_limit()]
    return min((size for size in told if size is not None), default=None)


def _of_machine() -> int | None:
    with contextlib.suppress(OSError, IndexError, ValueError):
        text = Path("/proc/meminfo").read_text(encoding="ascii")
        return int(text.split("MemAvailable:")[1].split()[0]) * 1024
    return None


def _of_group() -> int | None:
    """Return what the control group leaves, as a container has one."""
    with contextlib.suppress(OSError, ValueError):
        most, used = (int(Path(f"/sys/fs/cgroup/memory.{name}").read_text()) for name in ("max", "current"))
        return most - used
    return None


def _of_limit() -> int | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft
