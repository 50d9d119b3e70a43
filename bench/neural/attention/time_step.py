"""Attention over time steps by a softmax layer as wide as the sequence."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class TimeStepAttention(keras.layers.Layer):  # type: ignore[misc]
    """Each feature weighs the time steps by a dense softmax over all of them.

    For a sequence ``X`` of shape ``(time, features)``::

        A = softmax(X^T W + b)      one row a feature, softmax over time
        Y = X * A^T                 element by element

    ``W`` has shape ``(time, time)``: the sequence length is fixed.

    Input shape:
        ``(batch, time, features)``. A mask is heeded: padding is read as 0 and weighs 0.

    Output shape:
        ``(batch, time, features)``, with the input's mask; with ``return_attention_scores=True`` also
        the weights, of the same shape.

    Example:
        >>> from keras import ops
        >>> TimeStepAttention()(ops.ones((2, 3, 4))).shape == (2, 3, 4)
        True

    Reference:
        Philippe Rémy, keras-attention-mechanism (2017), ``attention_3d_block``,
        https://github.com/philipperemy/keras-attention.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.softmax = keras.layers.Softmax(axis=-1)

    def build(self, input_shape: Any) -> None:
        """Create W and b, as wide as the sequence is long."""
        _, time, features = input_shape
        if time is None:
            raise ValueError("TimeStepAttention needs a fixed sequence length")
        self.score = keras.layers.Dense(time, name="score")
        self.score.build((None, features, time))

    def call(self, inputs: Any, mask: Any = None, return_attention_scores: bool = False) -> Any:
        """Weighted sequence, and the weights where asked for."""
        read = inputs if mask is None else ops.where(mask[..., None], inputs, 0)
        scores = self.score(ops.transpose(read, (0, 2, 1)))
        weights = self.softmax(scores, mask=None if mask is None else mask[:, None, :])
        weights = ops.transpose(weights, (0, 2, 1))
        weighted = read * weights
        return (weighted, weights) if return_attention_scores else weighted

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """The input's mask: time is kept."""
        return mask
