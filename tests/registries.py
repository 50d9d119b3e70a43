"""Names that a test registers, taken back after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.registry import Registry


@contextmanager
def taken_back(registry: Registry) -> Iterator[None]:
    """What is registered within is gone after it. What was imported stays: it would not be imported again."""
    before = set(registry._entries)
    try:
        yield
    finally:
        for name in set(registry._entries) - before:
            del registry._entries[name]
