"""Instances of konlpy's analysers, their models loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from queue import Empty, SimpleQueue
from typing import Any

from bench.tokenizers import jvm


class Taggers:
    """The instances of a class of ``konlpy.tag`` in this process.

    Args:
        name: Of the class.

    Raises:
        MissingExtra: konlpy or Java is missing; when the first instance is asked for.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._idle: SimpleQueue[Any] = SimpleQueue()

    @cached_property
    def shared(self) -> Any:
        """One for all threads, of an analyser that bears them."""
        return self._made()

    @contextmanager
    def own(self) -> Iterator[Any]:
        """One that no other thread uses meanwhile, of an analyser that keeps state."""
        try:
            tagger = self._idle.get_nowait()
        except Empty:
            tagger = self._made()
        try:
            yield tagger
        finally:
            self._idle.put(tagger)

    def _made(self) -> Any:
        jvm.start()  # quietly, before konlpy would
        from konlpy import tag

        return getattr(tag, self._name)()


@lru_cache(maxsize=1)  # a model takes seconds to load; Java's heap need not hold those of two analysers
def konlpy_taggers(name: str) -> Taggers:
    """The instances of a class; those of the class asked for last are kept."""
    return Taggers(name)


def konlpy_tagger(name: str) -> Any:
    """The instance of a class that all threads share.

    Raises:
        MissingExtra: konlpy or Java is missing.
    """
    return konlpy_taggers(name).shared
