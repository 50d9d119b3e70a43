"""The order in which scikit-learn's vectorizers meet the runs of tokens."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench.features.ngrams import Numbers
from bench.preparation.token_ids import TokenIds


def by_appearance(
    runs: Sequence[Numbers], columns: Sequence[Numbers], ids: TokenIds, shortest: int
) -> Numbers:
    """The columns of runs in the order of their first appearance.

    A document shows all its shortest runs first, then those that are a token longer, and so on.

    Args:
        runs: For each length from ``shortest``, the number of the run that begins at each token, or -1.
        columns: For each length, the column of each run.
        ids: The tokens.
        shortest: Tokens in the shortest runs.

    Returns:
        All columns, each once.
    """
    document = np.repeat(np.arange(len(ids), dtype=np.int32), ids.lengths)
    shown = [np.maximum(ids.lengths - length + 1, 0) for length in range(shortest, shortest + len(runs))]
    total = np.sum(shown, axis=0)
    shift = np.cumsum(total) - total - ids.offsets[:-1]
    met = np.full(total.sum(), -1, np.int32)
    for of_length, own, number in zip(runs, columns, shown, strict=True):
        first = np.empty(len(own) + 1, np.int64)  # one more, for -1
        # Of several assignments to a place the last one stays.
        first[of_length[::-1]] = np.arange(len(of_length) - 1, -1, -1)
        begins = first[:-1]
        met[begins + shift[document[begins]]] = own
        shift += number
    return met[met >= 0]
