"""Attention with a context vector."""

from __future__ import annotations

from typing import Any

import keras

from bench.neural.attention.many_to_one import attend, mask_of_value


@keras.saving.register_keras_serializable(package="textbench")
class ContextAttention(keras.layers.Layer):  # type: ignore[misc]
    """A summary of states with respect to a context vector.

    For a context vector ``c`` and states ``y_t``::

        m_t = tanh(W_c c + W_y y_t)
        a   = softmax(w^T m)
        z   = sum_t a_t y_t

    There are no biases. ``w``, the tanh, the mask and the sum are :class:`keras.layers.AdditiveAttention`'s.

    Args:
        units: Width of ``m``.

    Input shape:
        A list of a context vector ``(batch, width)`` and states ``(batch, time, features)``. The states'
        mask is heeded: padding weighs 0.

    Output shape:
        ``(batch, features)``; with ``return_attention_scores=True`` also the weights ``(batch, time)``.

    Example:
        >>> from keras import ops
        >>> ContextAttention(5)([ops.ones((2, 7)), ops.ones((2, 3, 4))]).shape == (2, 4)
        True

    Reference:
        Hermann et al., "Teaching machines to read and comprehend", NIPS 2015,
        https://arxiv.org/abs/1506.03340, section 3.2 (the attentive reader).
    """

    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.units = units
        self.of_context = keras.layers.Dense(units, use_bias=False, name="of_context")
        self.of_state = keras.layers.Dense(units, use_bias=False, name="of_state")
        self.attention = keras.layers.AdditiveAttention()

    def build(self, input_shape: Any) -> None:
        """Create W_c, W_y and w."""
        context, states = input_shape
        self.of_context.build(context)
        self.of_state.build(states)
        hidden = (*states[:-1], self.units)
        self.attention.build([(context[0], 1, self.units), states, hidden])

    def call(self, inputs: Any, mask: Any = None, return_attention_scores: bool = False) -> Any:
        """Summary, and the weights where asked for."""
        context, states = inputs
        summary, weights = attend(
            self.attention, self.of_context(context), states, self.of_state(states), mask_of_value(mask)
        )
        return (summary, weights) if return_attention_scores else summary

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """No mask: time is summed away."""
        return None

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "units": self.units}
