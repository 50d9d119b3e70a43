"""Convolution that does not see what was in the padding."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class MaskedConv1D(keras.layers.Conv1D):  # type: ignore[misc]
    """A convolution over time that reads masked steps as zeros and hands the mask on.

    What it gives for a document then does not depend on how far the document was padded. Always
    ``padding="same"`` and one step at a time, so that the mask fits the output.

    Args:
        filters: Number of features.
        kernel_size: Steps that a feature sees.
        **kwargs: Others of :class:`keras.layers.Conv1D`.

    Input shape:
        ``(batch, time, features)``.

    Output shape:
        ``(batch, time, filters)``.
    """

    def __init__(self, filters: int, kernel_size: int, **kwargs: Any) -> None:
        super().__init__(filters, kernel_size, **{**kwargs, "padding": "same", "strides": 1})
        self.supports_masking = True

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """Features."""
        if mask is not None:
            inputs = ops.where(ops.expand_dims(mask, axis=-1), inputs, 0)
        return super().call(inputs)
