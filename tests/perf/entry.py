"""The row of the benchmark that is running, and the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

import pytest

from tests.perf.table import Row

ROW = pytest.StashKey[Row]()


class Entry:
    """The row of the benchmark that is running."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def versus(self, plain: float, ours: float, documents: int = 0) -> None:
        """Write a comparison into it: seconds of the plain way and of ours."""
        self._item.stash[ROW] = self._item.stash[ROW].versus(plain, ours, documents)

    def costs(self, value: float, ours: str, **plain: str) -> None:
        """Write what something costs into it, in the unit of the goal, and as it is shown."""
        self._item.stash[ROW] = self._item.stash[ROW].costs(value, ours, **plain)


class Race(Protocol):
    """Times the plain way and ours in turn, so that what else the machine does weighs on both."""

    def __call__(
        self, plain: Callable[[], Any], ours: Callable[[], Any], *, documents: int = 0, rounds: int = 5
    ) -> tuple[Any, Any]:
        """Fill the row with medians; each is done once before, untimed, and what that gave is returned."""


def clock(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
