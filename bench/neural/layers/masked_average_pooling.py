"""Average over time, of documents that may be empty."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class MaskedAveragePooling1D(keras.layers.GlobalAveragePooling1D):  # type: ignore[misc]
    """Keras' own average over what is not masked, and 0 for a document that is all padding.

    Keras divides by the number of tokens, which gives NaN for an empty document.

    Input shape:
        ``(batch, time, features)``.

    Output shape:
        ``(batch, features)``.
    """

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """Averages."""
        if mask is None:
            return super().call(inputs)
        mask = ops.cast(mask, "bool")
        there = ops.any(mask, axis=1, keepdims=True)
        return ops.where(there, super().call(inputs, mask=mask | ~there), 0)
