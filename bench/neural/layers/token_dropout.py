"""Whole tokens dropped in training."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class TokenDropout(keras.layers.Layer):  # type: ignore[misc]
    """In training, sets a share of the ids to 0, as if they were padding; what is left is not scaled.

    Where ``Dropout`` takes components of every vector, this takes the whole of some: an average over the
    rest must do without them.

    Args:
        rate: Share of the ids that are dropped, in expectation.
        seed: Of the random numbers; None takes one from Keras' own, which ``keras.utils.set_random_seed``
            decides.

    Input shape:
        Ids, integer, of any shape.

    Output shape:
        The same.

    Example:
        >>> import numpy as np
        >>> ids = np.ones((1, 1000), np.int32)
        >>> layer = TokenDropout(0.5, seed=1)
        >>> int(np.asarray(layer(ids)).sum()), 400 < int(np.asarray(layer(ids, training=True)).sum()) < 600
        (1000, True)

    Reference:
        Iyyer, Manjunatha, Boyd-Graber and Daume III, "Deep unordered composition rivals syntactic methods
        for text classification", ACL 2015, https://aclanthology.org/P15-1162, section 3.2 (word dropout).
    """

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The ids that are left."""
        if not training or self.rate == 0:
            return inputs
        drawn = keras.random.uniform(ops.shape(inputs), seed=self.seed_generator)
        return ops.where(drawn < self.rate, ops.zeros_like(inputs), inputs)

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
