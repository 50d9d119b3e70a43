"""The number of bits a model computes in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keras

PRECISIONS = ("float32", "mixed_bfloat16")


@contextmanager
def computing_in(precision: str) -> Iterator[None]:
    """Layers made inside have this dtype policy, but those that name their own.

    Args:
        precision: One of ``PRECISIONS``, by Keras' names.

    Example:
        >>> with computing_in("mixed_bfloat16"):
        ...     keras.layers.Dense(1).compute_dtype
        'bfloat16'

    Reference:
        Micikevicius et al., "Mixed precision training", ICLR 2018, https://arxiv.org/abs/1710.03740.
    """
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(precision)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
