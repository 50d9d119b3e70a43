"""Batches on their way to Keras: all of them, in their order, and an epoch that ends when it is over."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from bench.neural.batches import Batches
from bench.neural.feeding import fed

LENGTHS = [5] * 30 + [40] * 5


def deal(seed: int | None = 0, bucketed: bool = True) -> Batches:
    sequences = [np.full(length, 1 + index, np.int32) for index, length in enumerate(LENGTHS)]
    return Batches(
        sequences,
        np.arange(len(LENGTHS)),
        length=40,
        padding="post",
        truncating="post",
        batch_size=4,
        cut=bucketed,
        bucketed=bucketed,
        seed=seed,
    )


class Seen(keras.callbacks.Callback):  # type: ignore[misc]
    """How many batches Keras was given in each epoch, and how many it expected."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []
        self.expected: Any = None

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.batches.append(0)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.batches[-1] += 1
        self.expected = self.params["steps"]


@pytest.mark.parametrize("bucketed", [True, False])
def test_keras_is_given_every_batch_of_every_epoch(bucketed: bool) -> None:
    ids = keras.Input((None,), dtype="int32")
    model = keras.Model(ids, layers.Dense(35)(layers.GRU(2)(layers.Embedding(40, 2, mask_zero=True)(ids))))
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), jit_compile=False)
    seen = Seen()
    batches = deal(bucketed=bucketed)
    model.fit(
        fed(batches), epochs=3, verbose=0, shuffle=False, callbacks=[seen], validation_data=fed(deal(None))
    )
    assert seen.batches == [len(batches)] * 3
    assert seen.expected == len(batches)


@pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="other backends take the batches as they are"
)
def test_the_pipeline_keeps_the_order_and_deals_anew_after_an_epoch() -> None:
    batches, alone = deal(), deal()
    pipeline = fed(batches)
    orders = []
    for _ in range(2):
        given = [np.asarray(labels) for _, labels in pipeline]
        expected = [alone[index][1] for index in range(len(alone))]
        alone.on_epoch_end()
        orders.append(np.concatenate(given).tolist())
        assert orders[-1] == np.concatenate(expected).tolist()
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(35))


@pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="other backends take the batches as they are"
)
def test_batches_are_dealt_anew_though_nobody_asked_for_more_than_the_last() -> None:
    batches, alone = deal(), deal()
    pipeline = fed(batches)
    for _ in range(3):
        given = [np.asarray(labels) for _, labels in islice(pipeline, len(batches))]
        assert np.concatenate(given).tolist() == [
            label for index in range(len(alone)) for label in alone[index][1].tolist()
        ]
        alone.on_epoch_end()


@pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="other backends take the batches as they are"
)
def test_the_pipeline_does_not_tune_itself() -> None:
    assert fed(deal()).options().autotune.enabled is False


@pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="other backends are fed without TensorFlow"
)
def test_the_memory_of_a_step_is_kept_for_the_next() -> None:
    """TensorFlow says when it has the C library give freed memory back, as generators' pipelines do."""
    script = (
        "from bench.models.lstm import lstm; from bench.neural import KerasTextClassifier;"
        "KerasTextClassifier(lstm, epochs=2, random_state=0).fit(['good film', 'bad film'] * 20, [1, 0] * 20)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "0"},
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "cpu_feature_guard" in said, "TensorFlow speaks"
    assert "M_TRIM_THRESHOLD" not in said
