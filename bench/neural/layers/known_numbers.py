"""A number for each id, known before training."""

from __future__ import annotations

from typing import Any

import numpy as np
from keras import layers
from numpy.typing import NDArray


def known_numbers(ids: Any, numbers: NDArray[np.float32], name: str) -> Any:
    """What a table says of each id; the table is part of the model and stays as it is.

    Args:
        ids: A Keras tensor of integers, shape ``(batch, time)``.
        numbers: One for each id; shape ``(vocabulary_size,)``.
        name: Of the layer.

    Returns:
        A Keras tensor of shape ``(batch, time, 1)``.

    Example:
        >>> import keras
        >>> ids = keras.Input((None,), dtype="int32")
        >>> model = keras.Model(ids, known_numbers(ids, np.array([0, 0.5, 2]), "weights"))
        >>> np.asarray(model(np.array([[2, 1]]))).ravel().tolist(), len(model.trainable_weights)
        ([2.0, 0.5], 0)
    """
    table = layers.Embedding(len(numbers), 1, trainable=False, name=name)
    found = table(ids)
    table.set_weights([numbers[:, None]])
    return found
