"""Bigrams of token ids, hashed into buckets."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

# The left id modulo a prime below 2**16, times a number that keeps the product well below 2**31:
# exact in int32 on every backend, so that a saved model hashes alike wherever it is loaded.
_PRIME, _FACTOR = 65_521, 16_381


@keras.saving.register_keras_serializable(package="textbench")
class HashedBigrams(keras.layers.Layer):  # type: ignore[misc]
    """Each pair of neighbouring tokens as the number of a bucket.

    For ids ``a`` and ``b`` side by side, neither of them padding::

        bucket = 1 + ((a mod 65521) * 16381 + b) mod buckets

    and 0 where either is padding, so that an embedding can mask it.

    Args:
        buckets: Number of buckets; with 0, an embedding needs ``buckets + 1`` rows.

    Input shape:
        Ids, int32, below 10**9; ``(batch, time)``; 0 is padding.

    Output shape:
        ``(batch, time - 1)``, int32.

    Example:
        >>> import numpy as np
        >>> np.asarray(HashedBigrams(1000)(np.array([[5, 6, 0, 0]]))).tolist()
        [[912, 0, 0]]

    Reference:
        Joulin, Grave, Bojanowski and Mikolov, "Bag of tricks for efficient text classification", EACL
        2017, https://arxiv.org/abs/1607.01759, section 2.2 (hashed n-grams).
    """

    def __init__(self, buckets: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.buckets = buckets

    def call(self, inputs: Any) -> Any:
        """Bucket numbers."""
        ids = ops.cast(inputs, "int32")
        left, right = ids[:, :-1], ids[:, 1:]
        buckets = 1 + (left % _PRIME * _FACTOR + right) % self.buckets
        return ops.where((left > 0) & (right > 0), buckets, 0)

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "buckets": self.buckets}
