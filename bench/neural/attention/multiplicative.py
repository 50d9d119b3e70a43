"""Multiplicative many-to-one attention, after Luong."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from bench.neural.attention.many_to_one import attend


@keras.saving.register_keras_serializable(package="textbench")
class MultiplicativeAttention(keras.layers.Layer):  # type: ignore[misc]
    """One vector for a sequence: what its last state attends to, beside that state.

    For states ``h_1 .. h_T``, the last of them that is no padding being the query::

        score_t = h_T^T W h_t
        a       = softmax(score)
        context = sum_t a_t h_t
        output  = tanh(W_o [context; h_T])

    There are no biases. Softmax, mask and sum are :class:`keras.layers.Attention`'s.

    Args:
        units: Width of the output.

    Input shape:
        ``(batch, time, features)``. A mask is heeded: padding weighs 0.

    Output shape:
        ``(batch, units)``; with ``return_attention_scores=True`` also the weights ``(batch, time)``.

    Example:
        >>> from keras import ops
        >>> MultiplicativeAttention(6)(ops.ones((2, 3, 4))).shape == (2, 6)
        True

    Reference:
        Luong, Pham and Manning, "Effective approaches to attention-based neural machine translation",
        EMNLP 2015, https://arxiv.org/abs/1508.04025, equations 5 and 8 (general); many-to-one as in the
        package ``attention`` by Philippe Rémy, https://github.com/philipperemy/keras-attention.
    """

    def __init__(self, units: int = 128, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.units = units
        self.attention = keras.layers.Attention()
        self.output_layer = keras.layers.Dense(units, activation="tanh", use_bias=False, name="output")

    def build(self, input_shape: Any) -> None:
        """Create W, which is as wide as the states, and W_o."""
        features = input_shape[-1]
        self.of_state = keras.layers.Dense(features, use_bias=False, name="of_state")
        self.of_state.build(input_shape)
        self.attention.build([(input_shape[0], 1, features), input_shape, input_shape])
        self.output_layer.build((input_shape[0], 2 * features))

    def call(self, inputs: Any, mask: Any = None, return_attention_scores: bool = False) -> Any:
        """Attention vector, and the weights where asked for."""
        last = _last_state(inputs, mask)
        context, weights = attend(self.attention, last, inputs, self.of_state(inputs), mask)
        output = self.output_layer(ops.concatenate([context, last], axis=-1))
        return (output, weights) if return_attention_scores else output

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """No mask: time is summed away."""
        return None

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "units": self.units}


def _last_state(states: Any, mask: Any) -> Any:
    """The last state that is no padding; shape ``(batch, features)``."""
    if mask is None:
        return states[:, -1]
    positions = ops.arange(ops.shape(states)[1], dtype="int32")
    last = ops.max(ops.where(mask, positions, 0), axis=1)
    return ops.squeeze(ops.take_along_axis(states, last[:, None, None], axis=1), axis=1)
