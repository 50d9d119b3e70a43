"""Keras' optimizers, taking one pass over the large weights where each operation would take one."""

from __future__ import annotations

from typing import Any

import keras

from bench.neural.shapes import steps

_LARGE = 1_000_000
"""Numbers in a weight from which compiling its update pays; at 600,000 no gain showed."""

_FEWEST, _MOST = 1_000, 1_000_000_000
"""Slices of a sparse gradient, at least and at most."""


def named(
    name: str, learning_rate: float | None = None, global_clipnorm: float | None = None
) -> keras.optimizers.Optimizer:
    """Keras' optimizer of a name; under TensorFlow, its updates of large weights are compiled by XLA.

    Adam is a dozen operations, each of them over the whole of a weight and its two moments. For the 250,000
    vectors of a fastText they are most of the training; compiled, they are one pass.

    Args:
        name: Keras' name of one.
        learning_rate: None: the optimizer's default.
        global_clipnorm: Length that the gradient of all weights together is cut down to; None: whatever its
            length. Under TensorFlow a token's gradients count apart, one for each place it stands in.

    Reference:
        Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013,
        https://arxiv.org/abs/1211.5063 (algorithm 1, clipping the norm).

    Example:
        >>> round(float(named("adam", 0.01).learning_rate), 4)
        0.01
    """
    given = {"learning_rate": learning_rate, "global_clipnorm": global_clipnorm}
    config = {key: value for key, value in given.items() if value is not None}
    optimizer = keras.optimizers.get({"class_name": name, "config": config})
    if keras.backend.backend() == "tensorflow":
        _compile_large_updates(optimizer)
    return optimizer


def _compile_large_updates(optimizer: keras.optimizers.Optimizer) -> None:
    import tensorflow as tf

    step = optimizer.update_step
    compiled = tf.function(step, jit_compile=True)

    def update_step(gradient: Any, variable: Any, learning_rate: Any) -> None:
        if variable.shape.num_elements() < _LARGE:
            step(gradient, variable, tf.convert_to_tensor(learning_rate))
        else:
            compiled(_filled_up(gradient), variable, tf.convert_to_tensor(learning_rate))

    optimizer.update_step = update_step


def _filled_up(gradient: Any) -> Any:
    """A sparse gradient with zeros for row 0 behind it, so that XLA meets few shapes.

    Zeros change nothing: Keras adds the slices of a row, and their squares, up.
    """
    import tensorflow as tf

    if not isinstance(gradient, tf.IndexedSlices):
        return gradient
    sizes = tf.constant(steps(_FEWEST, _MOST), tf.int32)
    size = tf.shape(gradient.indices)[0]
    more = tf.gather(sizes, tf.searchsorted(sizes, [size])[0]) - size
    return tf.IndexedSlices(
        tf.pad(gradient.values, [[0, more], [0, 0]]),
        tf.pad(gradient.indices, [[0, more]]),
        gradient.dense_shape,
    )
