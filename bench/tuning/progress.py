"""How far a search is, whichever processes its fits run in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.tuning.journal import Fit, Journal

OnFits = Callable[[int, int, Fit], None]

_EVERY_SECONDS = 0.5


@contextmanager
def watched(journal: Journal, on_fits: OnFits) -> Iterator[list[Fit]]:
    """Watch a journal while it grows.

    Args:
        journal: That the fits are written to.
        on_fits: Told of fits done, how many of them were known before, and the last.

    Yields:
        The fits so far; all of them once the block is left.
    """
    fits: list[Fit] = []
    _, place = journal.since(0)
    ended = threading.Event()

    def look() -> None:
        nonlocal place
        new, place = journal.since(place)
        fits.extend(new)
        if new:
            on_fits(len(fits), sum(fit.key in journal.known for fit in fits), new[-1])

    def watch() -> None:
        while not ended.wait(_EVERY_SECONDS):
            look()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield fits
    finally:
        ended.set()
        thread.join()
        look()
