"""Runs of token ids, hashed into buckets."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

# Two polynomial hashes, each modulo a prime of its own below 2**16 and with a factor that keeps every product
# well below 2**31: exact in int32 on every backend, so that a saved model hashes alike wherever it is loaded.
_PRIMES, _FACTORS = (65_521, 65_519), (16_381, 12_289)


@keras.saving.register_keras_serializable(package="textbench")
class HashedNgrams(keras.layers.Layer):  # type: ignore[misc]
    """Each run of ``n`` neighbouring tokens as the number of a bucket.

    For ids ``a_1 ... a_n`` side by side, none of them padding, each of two hashes is::

        h = a_1 mod p,  then for each further id  h = (h * f + a_i) mod p

    and the bucket is ``1 + (16381 * h_1 + h_2) mod buckets``; it is 0 where an id is padding, so that an
    embedding can mask it.

    Args:
        n: Tokens in a run.
        buckets: Number of buckets; with 0, an embedding needs ``buckets + 1`` rows.

    Input shape:
        Ids, int32, below 10**9; ``(batch, time)``; 0 is padding.

    Output shape:
        ``(batch, time - n + 1)``, int32; empty where no run is that long.

    Example:
        >>> import numpy as np
        >>> np.asarray(HashedNgrams(2, 1000)(np.array([[5, 6, 0, 0]]))).tolist()
        [[42, 0, 0]]

    Reference:
        Joulin, Grave, Bojanowski and Mikolov, "Bag of tricks for efficient text classification", EACL
        2017, https://arxiv.org/abs/1607.01759, section 2.2 (hashed n-grams).
    """

    def __init__(self, n: int, buckets: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.n = n
        self.buckets = buckets

    def call(self, inputs: Any) -> Any:
        """Bucket numbers."""
        ids = ops.cast(inputs, "int32")
        hashes = [ids % prime for prime in _PRIMES]
        whole = ids > 0
        for place in range(1, self.n):
            following = ids[:, place:]
            hashes = [
                (so_far[:, :-1] * factor + following) % prime
                for so_far, factor, prime in zip(hashes, _FACTORS, _PRIMES, strict=True)
            ]
            whole = whole[:, :-1] & (following > 0)
        buckets = 1 + (hashes[0] * _FACTORS[0] + hashes[1]) % self.buckets
        return ops.where(whole, buckets, 0)

    def get_config(self) -> dict[str, Any]:
        """Configuration for saving."""
        return {**super().get_config(), "n": self.n, "buckets": self.buckets}
