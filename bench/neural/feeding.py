"""How batches reach ``keras.Model.fit``: under TensorFlow, by a pipeline that ends when its epoch does."""

from __future__ import annotations

from collections.abc import Iterator
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
    rows may have any length.

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

    def epoch() -> Iterator[Any]:
        # Not at the end of the one before: whoever has had the last batch need not ask for more.
        if next(epochs):
            batches.on_epoch_end()
        for index in range(len(batches)):
            yield batches[index]

    rows_and_labels = tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None,), tf.int64)
    dataset = tf.data.Dataset.from_generator(epoch, output_signature=rows_and_labels)
    counted = dataset.apply(tf.data.experimental.assert_cardinality(len(batches)))
    untuned = tf.data.Options()
    untuned.autotune.enabled = False
    return counted.prefetch(_AHEAD).with_options(untuned)
