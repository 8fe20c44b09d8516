"""Processes that work for this one: none is left when it ends, however that comes about."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from typing import TypeVar

from consistency.errors import ConsistencyError

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_AT_ONCE = 4  # inputs that a worker is given at a time


def map_in_workers(work: Callable[[_In], _Out], inputs: Iterable[_In], count: int) -> Iterator[_Out]:
    """Yield what `work` returns for each input, in their order, from `count` processes.

    Raises ConsistencyError where one of them was killed.
    """
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(count, initializer=begin_worker) as pool:
        try:
            yield from pool.map(work, inputs, chunksize=_AT_ONCE)
        except BrokenProcessPool:
            what = "a worker process was killed, as systems do where memory runs out"
            raise ConsistencyError(f"{what}; a lower --jobs takes less memory") from None
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what they have in hand
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


def begin_worker() -> None:
    """Let this worker end without a word at an interrupt, and as soon as the process is gone that started it.

    A pool stops its workers where it is closed in order; after a kill they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
