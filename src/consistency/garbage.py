"""Python's search for garbage in cycles, put off where much is made that stays."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collection_put_off() -> Iterator[None]:
    """Let the body run without searches for garbage, unless there are none anyway.

    Each search walks through the lexicons as well, and a text makes enough objects, all of them in use, for several:
    a sixth of the time of a check. Nor is all that was made searched once at the end: it counts as old at once, unless
    the program has frozen objects of its own, which would be thawed with it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
