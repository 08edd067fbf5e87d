"""The look for cycles in memory, left out while everything that is made stays in use."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """What is built here is used until the end; to look for cycles in it would take a fifth of the time.

    At the end it counts as old, so that the next look for cycles does not begin with all of it. Where another
    such stretch lies around this one, that one ends it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
