"""Additive attention, after Bahdanau."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from bench.neural.attention.many_to_one import mask_of_value


@keras.saving.register_keras_serializable(package="textbench")
class AdditiveAttention(keras.layers.Layer):  # type: ignore[misc]
    """A weighted sum of states, weighted by a small network that sees query and state.

    For a query ``q`` and states ``k_t``::

        score_t = V^T tanh(W_1 k_t + W_2 q)
        a       = softmax(score)
        context = sum_t a_t k_t

    ``W_1``, ``W_2`` and ``V`` are dense layers with biases, as in the tutorials that published figures
    rest on; :class:`keras.layers.AdditiveAttention` has neither ``W_1`` and ``W_2`` nor biases.

    Args:
        units: Width of the hidden layer.

    Input shape:
        A list of a query ``(batch, width)`` and states ``(batch, time, features)``. The states' mask is
        heeded: padding weighs 0. Where all is padding, weights are finite and mean nothing.

    Output shape:
        ``(batch, features)``; with ``return_attention_scores=True`` also the weights ``(batch, time)``.

    Example:
        >>> from keras import ops
        >>> layer = AdditiveAttention(5)
        >>> context, weights = layer([ops.ones((2, 7)), ops.ones((2, 3, 4))], return_attention_scores=True)
        >>> context.shape == (2, 4), weights.shape == (2, 3)
        (True, True)

    Reference:
        Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and
        translate", ICLR 2015, https://arxiv.org/abs/1409.0473, appendix A.1.2.
    """

    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.units = units
        self.of_state = keras.layers.Dense(units, name="of_state")
        self.of_query = keras.layers.Dense(units, name="of_query")
        self.score = keras.layers.Dense(1, name="score")
        self.softmax = keras.layers.Softmax(axis=1)

    def build(self, input_shape: Any) -> None:
        """Create W_1, W_2 and V."""
        query, states = input_shape
        self.of_query.build((query[0], 1, query[-1]))
        self.of_state.build(states)
        self.score.build((*states[:-1], self.units))

    def call(self, inputs: Any, mask: Any = None, return_attention_scores: bool = False) -> Any:
        """Context, and the weights where asked for."""
        query, states = inputs
        hidden = ops.tanh(self.of_state(states) + self.of_query(ops.expand_dims(query, axis=1)))
        scores = ops.squeeze(self.score(hidden), axis=2)
        weights = self.softmax(scores, mask=mask_of_value(mask))
        context = ops.einsum("bt,btf->bf", weights, states)
        return (context, weights) if return_attention_scores else context

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """No mask: time is summed away."""
        return None

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "units": self.units}
