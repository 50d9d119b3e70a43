"""Keras' optimizers, taking one pass over the large weights where each operation would take one."""

from __future__ import annotations

from typing import Any

import keras

_LARGE = 1_000_000
"""Numbers in a weight from which compiling its update pays; at 600,000 no gain showed."""


def named(name: str, learning_rate: float | None) -> keras.optimizers.Optimizer:
    """Keras' optimizer of a name; under TensorFlow, its updates of large weights are compiled by XLA.

    Adam is a dozen operations, each of them over the whole of a weight and its two moments. For the 250,000
    vectors of a fastText they are most of the training; compiled, they are one pass.

    Args:
        name: Keras' name of one.
        learning_rate: None: the optimizer's default.

    Example:
        >>> round(float(named("adam", 0.01).learning_rate), 4)
        0.01
    """
    optimizer = keras.optimizers.get(name)
    if learning_rate is not None:
        optimizer.learning_rate = learning_rate
    if keras.backend.backend() == "tensorflow":
        _compile_large_updates(optimizer)
    return optimizer


def _compile_large_updates(optimizer: keras.optimizers.Optimizer) -> None:
    import tensorflow as tf

    step = optimizer.update_step
    compiled = tf.function(step, jit_compile=True)

    def update_step(gradient: Any, variable: Any, learning_rate: Any) -> None:
        chosen = compiled if variable.shape.num_elements() >= _LARGE else step
        chosen(gradient, variable, tf.convert_to_tensor(learning_rate))

    optimizer.update_step = update_step
