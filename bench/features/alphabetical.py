"""The alphabetical order of runs of tokens, without making their strings where that can be."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bench.features.ngrams import Ngrams, Numbers

_BELOW_SPACE = re.compile(r"[\x00-\x1f]")


def alphabetical(ngrams: Ngrams, shortest: int) -> list[Numbers]:
    """The place of each run in one alphabetical order of all runs of ``shortest`` tokens and more.

    Strings of tokens joined by spaces compare as their tokens do, one by one, if what follows a token in a
    longer one comes after the space that ends it: ``a``, ``a z``, ``ab``. Only control characters do not;
    where one follows a token, the strings are made and sorted.

    Returns:
        For each length from ``shortest``, the place of each of its runs.
    """
    as_tokens = not any(
        token[: found.start()] in ngrams.tokens
        for token in filter(_BELOW_SPACE.search, ngrams.tokens)
        for found in _BELOW_SPACE.finditer(token)
    )
    return _by_tokens(ngrams, shortest) if as_tokens else _by_names(ngrams, shortest)


def _by_tokens(ngrams: Ngrams, shortest: int) -> list[Numbers]:
    """Places in the tree of runs: a run stands before all that it begins, which stand before its next."""
    parents = [keys // len(ngrams.tokens) for keys in ngrams.keys]
    counted = [int(length >= shortest) for length in range(1, ngrams.longest + 1)]
    sizes = [np.full(number, itself) for number, itself in zip(ngrams.sizes(), counted, strict=True)]
    begun: list[NDArray[np.int64]] = []
    for shorter in reversed(range(ngrams.longest - 1)):  # from the leaves up: how many runs each one begins
        under = np.bincount(parents[shorter], sizes[shorter + 1], len(sizes[shorter])).astype(np.int64)
        sizes[shorter] += under
        begun.insert(0, under)
    places = [_before(sizes[0])]
    for parent, size, under, itself in zip(parents, sizes[1:], begun, counted, strict=False):
        places.append((places[-1] + itself - _before(under))[parent] + _before(size))
    return [place.astype(np.int32) for place in places[shortest - 1 :]]


def _by_names(ngrams: Ngrams, shortest: int) -> list[Numbers]:
    names = ngrams.names()[shortest - 1 :]
    joined = [name for of_length in names for name in of_length]
    places = np.empty(len(joined), np.int32)
    places[sorted(range(len(joined)), key=joined.__getitem__)] = np.arange(len(joined))
    return np.split(places, np.cumsum([len(of_length) for of_length in names])[:-1])


def _before(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of all sizes before each."""
    return np.cumsum(sizes) - sizes
