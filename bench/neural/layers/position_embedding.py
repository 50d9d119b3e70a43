"""Learned positions."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class PositionEmbedding(keras.layers.Layer):  # type: ignore[misc]
    """Adds a learned vector for each position.

    For a sequence of vectors ``x_t``: ``y_t = x_t + p_t``.

    Args:
        length: Positions there are vectors for; no sequence may be longer.

    Input shape:
        ``(batch, time, features)``.

    Output shape:
        The same, with the input's mask.

    Example:
        >>> from keras import ops
        >>> layer = PositionEmbedding(10)
        >>> layer(ops.ones((2, 3, 4))).shape == (2, 3, 4), layer.count_params()
        (True, 40)

    Reference:
        Gehring et al., "Convolutional sequence to sequence learning", ICML 2017,
        https://arxiv.org/abs/1705.03122, section 3.1.
    """

    def __init__(self, length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.length = length

    def build(self, input_shape: Any) -> None:
        """Create a vector for each position."""
        self.positions = keras.layers.Embedding(self.length, input_shape[-1], name="positions")
        self.positions.build((self.length,))

    def call(self, inputs: Any) -> Any:
        """Vectors with positions."""
        return inputs + self.positions(ops.arange(ops.shape(inputs)[1], dtype="int32"))

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "length": self.length}
