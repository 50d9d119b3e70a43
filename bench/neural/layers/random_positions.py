"""Positions that are drawn once and never trained."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class RandomPositions(keras.layers.Layer):  # type: ignore[misc]
    """Adds a constant random vector for each position; it has no weights.

    This is what a model does whose position embedding was called outside of it, on plain numbers: its
    random start becomes a constant. Kept to compare with :class:`PositionEmbedding`.

    Args:
        length: Positions there are vectors for; no sequence may be longer.
        seed: Of the draw.

    Input shape:
        ``(batch, time, features)``.

    Output shape:
        The same, with the input's mask.
    """

    def __init__(self, length: int, seed: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.length = length
        self.seed = seed

    def call(self, inputs: Any) -> Any:
        """Vectors with positions."""
        # A whole number as seed draws the same at every call; the range is Keras' start of an embedding.
        positions = keras.random.uniform((self.length, inputs.shape[-1]), -0.05, 0.05, seed=self.seed)
        return inputs + positions[: ops.shape(inputs)[1]]

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "length": self.length, "seed": self.seed}
