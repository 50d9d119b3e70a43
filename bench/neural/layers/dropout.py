"""Dropout that spends two random bytes a number."""

from __future__ import annotations

from typing import Any

import keras

_CHOICES = 2**16


@keras.saving.register_keras_serializable(package="textbench")
class Dropout(keras.layers.Dropout):  # type: ignore[misc]
    """``keras.layers.Dropout``, faster under TensorFlow.

    There Keras draws a float a number and keeps a product for the way back; this draws two bytes, of which
    the rate is a share of 65,536, and keeps which numbers stay. What is drawn under a seed is not what Keras
    would draw. Where a ``noise_shape`` is asked for, and on other backends, it is Keras' own.

    Args:
        rate: Share of the numbers that are dropped, in expectation; the others are scaled up to make good.
        noise_shape: See ``keras.layers.Dropout``.
        seed: Of the random numbers; None takes one from Keras' own, which ``keras.utils.set_random_seed``
            decides.

    Input shape:
        Floats of any shape.

    Output shape:
        The same.

    Example:
        >>> import numpy as np
        >>> found = np.asarray(Dropout(0.5, seed=1)(np.ones((1, 1000), "float32"), training=True))
        >>> sorted(map(float, set(found.ravel()))), bool(400 < (found > 0).sum() < 600)
        ([0.0, 2.0], True)

    Reference:
        Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", *JMLR* 15
        (2014), 1929-1958.
    """

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The numbers that are left, scaled."""
        threshold = round(self.rate * _CHOICES)
        tensorflow = keras.backend.backend() == "tensorflow"
        if not training or not tensorflow or self.noise_shape is not None or not 0 < threshold < _CHOICES:
            return super().call(inputs, training=training)
        return _left(
            inputs, _drawn(inputs, self.seed_generator.next()) >= threshold, 1 - threshold / _CHOICES
        )


def _drawn(like: Any, seed: Any) -> Any:
    """A random number of two bytes for each number."""
    import tensorflow as tf

    count = tf.size(like)
    words = tf.random.stateless_uniform(
        [(count + 3) // 4], tf.cast(seed, tf.int32), minval=None, maxval=None, dtype=tf.uint64
    )
    drawn = tf.reshape(tf.bitcast(words, tf.uint16), [-1])[:count]
    return tf.ensure_shape(tf.reshape(drawn, tf.shape(like)), like.shape)


def _left(inputs: Any, stays: Any, share: float) -> Any:
    import tensorflow as tf

    @tf.custom_gradient  # type: ignore[untyped-decorator]
    def left(inputs: Any) -> tuple[Any, Any]:
        def scaled(numbers: Any) -> Any:
            return tf.where(stays, numbers / share, 0)

        return scaled(inputs), scaled

    return left(inputs)
