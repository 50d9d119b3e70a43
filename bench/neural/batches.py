"""Batches for Keras: rows of one length or cut to the longest in the batch, dealt by chance or by length."""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from bench.neural.shapes import steps
from bench.neural.vocabulary import pad

# How far a document may be moved from its place in order of length, so that batches differ between epochs.
_JITTER = 0.1


_SHORTEST = 8


def row_lengths(length: int) -> list[int]:
    """The lengths a batch may have: any under TensorFlow, which computes them all by the same graph.

    JAX compiles for each of them, so there are few: each at most a third over the one before.

    Example:
        >>> len(row_lengths(40)) in (7, 33)
        True
    """
    if keras.backend.backend() == "tensorflow":
        return list(range(min(_SHORTEST, length), length + 1))
    return steps(_SHORTEST, length)


class Batches(keras.utils.PyDataset):  # type: ignore[misc]
    """Padded batches, shuffled anew each epoch.

    Args:
        sequences: Ids of each document.
        labels: Class index of each document, or None for prediction.
        length: Longest row; longer documents are cut.
        padding: ``pre`` or ``post``.
        truncating: ``pre`` or ``post``.
        batch_size: Documents in a batch.
        cut: Rows are as long as the longest in the batch; else every row has ``length`` tokens.
        bucketed: Batches of documents of similar length; else chance puts them together.
        seed: Of the shuffling; None keeps a deterministic order, for validation and prediction.
    """

    def __init__(
        self,
        sequences: Sequence[NDArray[np.int32]],
        labels: NDArray[np.int64] | None,
        *,
        length: int,
        padding: str,
        truncating: str,
        cut: bool,
        batch_size: int,
        bucketed: bool,
        seed: int | None = None,
    ) -> None:
        super().__init__()
        self._labels = labels
        self._padding, self._truncating = padding, truncating
        self._lengths = np.fromiter((min(len(ids), length) for ids in sequences), np.int64, len(sequences))
        self._bucketed = bucketed
        self._steps = np.array(row_lengths(length) if cut else [length])
        self._sequences = sequences
        self._rows = None if cut else pad(sequences, length, padding, truncating)
        self._batch_size = batch_size
        self._random = None if seed is None else np.random.default_rng(seed)
        self._deal()

    def _deal(self) -> None:
        count, size = len(self._lengths), self._batch_size
        order = np.arange(count)
        if self._bucketed:
            noise = 1.0 if self._random is None else 1 + self._random.uniform(-_JITTER, _JITTER, count)
            order = np.argsort(self._lengths * noise, kind="stable")
        elif self._random is not None:
            order = self._random.permutation(count)
        self._deals = [order[at : at + size] for at in range(0, count, size)]
        if self._random is not None:
            self._random.shuffle(self._deals)

    def _row_length(self, index: int) -> int:
        longest = int(self._lengths[self._deals[index]].max(initial=1))
        return int(self._steps[np.searchsorted(self._steps, longest)])

    def on_epoch_end(self) -> None:
        """Deal the documents into new batches."""
        if self._random is not None:
            self._deal()

    def __len__(self) -> int:
        return len(self._deals)

    def documents(self, index: int) -> NDArray[np.int64]:
        """Which documents are in a batch."""
        return self._deals[index]

    def __getitem__(self, index: int) -> tuple[NDArray[np.int32], NDArray[np.int64] | None]:
        chosen = self._deals[index]
        if self._rows is not None:
            rows = self._rows[chosen]
        else:
            length = self._row_length(index)
            rows = pad([self._sequences[i] for i in chosen], length, self._padding, self._truncating)
        return rows, None if self._labels is None else self._labels[chosen]
