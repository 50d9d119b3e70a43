"""How batches reach ``keras.Model.fit``: under TensorFlow, by a pipeline that ends when its epoch does."""

from __future__ import annotations

from itertools import count
from typing import Any

import keras

from bench.neural.batches import Batches

_AHEAD = 2  # batches made while the model trains on another


def fed(batches: Batches) -> Any:
    """What to give ``fit`` and ``evaluate`` for these batches under the backend in use.

    Left to itself, Keras makes a self-tuning ``tf.data`` pipeline of them under TensorFlow, anew for each
    epoch. TensorFlow (2.21) tunes it in a thread that sleeps 10 ms, then 20, 40 and so on to a minute, and
    the end of the epoch waits for it to wake: one with 1.5 s of work took 2.58 s, one with 2.5 s took 5.13 s.
    Ours tunes nothing. Keras would also guess the shape of all batches from the first two; ours says that
    rows may have any length. And a pipeline from a Python generator, Keras' or another, makes TensorFlow have
    the C library give freed memory back at once (``M_TRIM_THRESHOLD``), so that every step of training asks
    for its memory anew, page by page (eight times the page faults, with an LSTM). Ours maps batch numbers.

    Args:
        batches: Each document once an epoch; they are dealt anew before every epoch but the first.

    Returns:
        A ``tf.data.Dataset`` under TensorFlow, else the batches themselves.

    Reference:
        https://www.tensorflow.org/api_docs/python/tf/data/experimental/AutotuneOptions
    """
    if keras.backend.backend() != "tensorflow":
        return batches
    import tensorflow as tf

    epochs = count()

    def batch(index: int) -> Any:
        # Not at the end of the epoch before: whoever has had the last batch need not ask for more.
        if index == 0 and next(epochs):
            batches.on_epoch_end()
        return batches[index]

    def rows_and_labels(index: Any) -> Any:
        rows, labels = tf.numpy_function(batch, [index], (tf.int32, tf.int64))
        return tf.ensure_shape(rows, (None, None)), tf.ensure_shape(labels, (None,))

    untuned = tf.data.Options()
    untuned.autotune.enabled = False
    return tf.data.Dataset.range(len(batches)).map(rows_and_labels).prefetch(_AHEAD).with_options(untuned)
