"""Attention over the features of a vector."""

from __future__ import annotations

from typing import Any

import keras


@keras.saving.register_keras_serializable(package="textbench")
class FeatureAttention(keras.layers.Layer):  # type: ignore[misc]
    """A vector weighs its own components by a dense softmax.

    For a vector ``x``::

        a = softmax(W x + b)
        y = x * a                   element by element

    Input shape:
        ``(batch, features)``. A vector has no padding; a mask, should there be one, is handed on.

    Output shape:
        ``(batch, features)``; with ``return_attention_scores=True`` also the weights, of the same shape.

    Example:
        >>> from keras import ops
        >>> FeatureAttention()(ops.ones((2, 4))).shape == (2, 4)
        True

    Reference:
        Philippe Rémy, keras-attention-mechanism (2017), ``attention_dense.py``,
        https://github.com/philipperemy/keras-attention.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape: Any) -> None:
        """Create W and b, as wide as the vector."""
        self.score = keras.layers.Dense(input_shape[-1], activation="softmax", name="score")
        self.score.build(input_shape)

    def call(self, inputs: Any, return_attention_scores: bool = False) -> Any:
        """Weighted vector, and the weights where asked for."""
        weights = self.score(inputs)
        return (inputs * weights, weights) if return_attention_scores else inputs * weights
