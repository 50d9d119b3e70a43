"""The Keras script that a user would write: ids by rank, padded in front to one length, ``model.fit``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from keras import Model


def index(documents: Iterable[str], max_tokens: int) -> dict[str, int]:
    """The most frequent tokens, from 3 up: 0 is padding, 1 the start, 2 every other token."""
    counts = Counter(token for document in documents for token in document.split())
    return {token: rank for rank, (token, _) in enumerate(counts.most_common(max_tokens - 3), start=3)}


def rows(documents: Iterable[str], ids: dict[str, int], length: int) -> NDArray[np.int32]:
    """Ids, padded and cut in front, as ``pad_sequences`` does it; shape ``(n, length)``."""
    from keras.utils import pad_sequences

    sequences = [[1, *(ids.get(token, 2) for token in document.split())] for document in documents]
    return np.asarray(pad_sequences(sequences, maxlen=length))


def train(
    model: Model, x: NDArray[Any], y: NDArray[Any], *, optimizer: str, batch_size: int, epochs: int
) -> list[float]:
    """Compile and fit with Keras' defaults.

    Returns:
        Seconds of each epoch but the first, which traces the model.
    """
    from keras.callbacks import LambdaCallback

    model.build((None, x.shape[1]))
    units = model.output_shape[-1]
    model.compile(
        optimizer=optimizer,
        loss="binary_crossentropy" if units == 1 else "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    began: list[float] = []
    ended: list[float] = []
    watch = LambdaCallback(
        on_epoch_begin=lambda *_: began.append(time.perf_counter()),
        on_epoch_end=lambda *_: ended.append(time.perf_counter()),
    )
    model.fit(x, y, batch_size=batch_size, epochs=1 + epochs, verbose=0, callbacks=[watch])
    return [end - begin for begin, end in zip(began, ended, strict=True)][1:]
