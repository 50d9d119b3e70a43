"""Layers that take the place of Keras': a step there and back, of one batch of film reviews."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import pytest

from bench.neural.layers import Dropout
from bench.neural.recurrent import GRU, LSTM
from tests.perf.entry import Race

TIME = 235  # the mean length of a review, cut to 500
ROUNDS = 10

Make = Callable[[Any], keras.Layer]


@pytest.mark.row("a step of an LSTM layer, 120 units, 64 reviews, against Keras'")
def test_lstm(race: Race) -> None:
    compare(race, (LSTM, keras.layers.LSTM), 120, 64, 120)


@pytest.mark.row("a step of an LSTM layer, 64 units on vectors of 500, 40 reviews, against Keras'")
def test_lstm_on_wide_vectors(race: Race) -> None:
    compare(race, (LSTM, keras.layers.LSTM), 64, 40, 500)


@pytest.mark.row("a step of a GRU layer, 120 units, 64 reviews, against Keras'")
def test_gru(race: Race) -> None:
    compare(race, (GRU, keras.layers.GRU), 120, 64, 120)


@pytest.mark.row("dropout of word vectors of 500, 40 reviews, there and back, against Keras'")
def test_dropout(race: Race) -> None:
    compare(race, (Dropout, keras.layers.Dropout), 0.5, 40, 500)


def compare(race: Race, kinds: tuple[Make, Make], argument: Any, batch: int, size: int) -> None:
    import tensorflow as tf

    x = tf.random.normal((batch, TIME, size))

    def step(kind: Make) -> Callable[[], Any]:
        layer = kind(argument)
        layer(x)

        @tf.function(input_signature=[tf.TensorSpec((None, None, size))])  # type: ignore[untyped-decorator]
        def there_and_back(x: Any) -> Any:
            with tf.GradientTape() as tape:
                tape.watch(x)
                found = layer(x, training=True)
            return tape.gradient(found, [x, *(weight.value for weight in layer.trainable_variables)])

        return lambda: there_and_back(x)

    ours, theirs = map(step, kinds)
    race(theirs, ours, documents=batch, rounds=ROUNDS)
