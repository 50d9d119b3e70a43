"""Dot-product attention with one query."""

from __future__ import annotations

from typing import Any

import keras

from bench.neural.attention.many_to_one import attend, mask_of_value


@keras.saving.register_keras_serializable(package="textbench")
class DotProductAttention(keras.layers.Layer):  # type: ignore[misc]
    """A weighted sum of states, weighted by how well each agrees with the query.

    For a query ``q`` and states ``k_t``::

        score_t = q^T k_t
        a       = softmax(score)
        context = sum_t a_t k_t

    The scores, the mask and the sum are :class:`keras.layers.Attention`'s.

    Input shape:
        A list of a query ``(batch, features)`` and states ``(batch, time, features)``. The states' mask
        is heeded: padding weighs 0.

    Output shape:
        ``(batch, features)``; with ``return_attention_scores=True`` also the weights ``(batch, time)``.

    Example:
        >>> from keras import ops
        >>> DotProductAttention()([ops.ones((2, 4)), ops.ones((2, 3, 4))]).shape == (2, 4)
        True

    Reference:
        Luong, Pham and Manning, "Effective approaches to attention-based neural machine translation",
        EMNLP 2015, https://arxiv.org/abs/1508.04025, equation 8 (dot).
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.attention = keras.layers.Attention()

    def build(self, input_shape: Any) -> None:
        """Tell Keras the shapes; there are no weights."""
        query, states = input_shape
        self.attention.build([(query[0], 1, query[-1]), states, states])

    def call(self, inputs: Any, mask: Any = None, return_attention_scores: bool = False) -> Any:
        """Context, and the weights where asked for."""
        query, states = inputs
        context, weights = attend(self.attention, query, states, states, mask_of_value(mask))
        return (context, weights) if return_attention_scores else context

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """No mask: time is summed away."""
        return None
