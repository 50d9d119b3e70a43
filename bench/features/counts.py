"""Counting features by document: the rows of a sparse matrix."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bench.features.ngrams import Numbers

_AT_ONCE = 2**16
"""Tokens whose features are sorted at once, about: few enough for the processor's cache."""


def count(features: Sequence[Numbers], offsets: NDArray[np.int64], width: int) -> csr_matrix:
    """How often each document has each feature.

    Args:
        features: For each length of runs, the column of the run that begins at each token; -1 for none.
        offsets: Where each document begins; shape ``(documents + 1,)``.
        width: Number of columns.

    Returns:
        Counts, int64, columns ascending in each row; shape ``(documents, width)``.
    """
    bits = max(width - 1, 0).bit_length()
    cuts = np.unique(np.searchsorted(offsets, np.arange(0, offsets[-1] + 1, _AT_ONCE))).tolist()
    parts = [_count(features, offsets[a : b + 1], bits) for a, b in pairwise([*cuts, len(offsets) - 1])]
    columns, counts, lengths = (np.concatenate(some) for some in zip(*parts, strict=True))
    ends = np.concatenate([[0], np.cumsum(lengths)])
    return csr_matrix((counts, columns.astype(np.int32, copy=False), ends), shape=(len(offsets) - 1, width))


def _count(
    features: Sequence[Numbers], offsets: NDArray[np.int64], bits: int
) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    """Columns and counts of some documents, and how many columns each has."""
    documents = len(offsets) - 1
    small = documents.bit_length() + bits < 32  # then sorting takes half the time
    rows = (np.arange(documents) << bits).astype(np.int32 if small else np.int64)
    row = np.repeat(rows, np.diff(offsets))
    begin, end = offsets[0], offsets[-1]
    keys = np.concatenate([row | of_length[begin:end] for of_length in features])
    keys.sort()
    keys = keys[np.searchsorted(keys, 0) :]  # all bits of -1 are set, so that it comes first
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    begins = np.flatnonzero(new)
    distinct = keys[begins]
    lengths = np.diff(np.searchsorted(distinct, rows), append=len(distinct))
    return distinct & ((1 << bits) - 1), np.diff(begins, append=len(keys)), lengths
