"""Dropout of two bytes a number: the shares, scale and gradient of Keras' own."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
from numpy.typing import NDArray

from bench.neural.layers import Dropout

tensorflow_only = pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="on other backends it is Keras' own layer"
)


def dropped(layer: keras.Layer, count: int = 100_003) -> NDArray[np.float32]:
    return np.asarray(layer(np.ones((1, count), np.float32), training=True))[0]


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_a_share_is_dropped_and_the_rest_scaled(rate: float) -> None:
    found = dropped(Dropout(rate, seed=1))
    assert (found == 0).mean() == pytest.approx(rate, abs=5 * np.sqrt(rate * (1 - rate) / len(found)))
    np.testing.assert_allclose(found[found > 0], 1 / (1 - rate), rtol=1e-4)


@pytest.mark.parametrize("lag", [1, 2, 3, 4, 5, 8])
def test_whether_one_is_dropped_says_nothing_of_its_neighbours(lag: int) -> None:
    kept = dropped(Dropout(0.5, seed=1)) > 0
    assert abs(np.corrcoef(kept[:-lag], kept[lag:])[0, 1]) < 5 / np.sqrt(len(kept))


def test_each_step_draws_anew_and_a_seed_decides() -> None:
    layer, twin, other = Dropout(0.5, seed=1), Dropout(0.5, seed=1), Dropout(0.5, seed=2)
    first, second = dropped(layer), dropped(layer)
    assert (first != second).mean() == pytest.approx(0.5, abs=0.01)
    np.testing.assert_array_equal(dropped(twin), first)
    assert (dropped(other) != first).mean() == pytest.approx(0.5, abs=0.01)


def test_nothing_is_dropped_of_a_prediction_or_at_the_rate_0() -> None:
    ones = np.ones((2, 9), np.float32)
    np.testing.assert_array_equal(np.asarray(Dropout(0.5)(ones)), ones)
    np.testing.assert_array_equal(np.asarray(Dropout(0.0)(ones, training=True)), ones)


@tensorflow_only
def test_it_draws_for_itself() -> None:
    assert (dropped(Dropout(0.5, seed=1)) != dropped(keras.layers.Dropout(0.5, seed=1))).any()


@tensorflow_only
def test_the_gradient_goes_where_the_numbers_went() -> None:
    import tensorflow as tf

    layer, x = Dropout(0.5, seed=1), tf.random.normal((5, 7))

    @tf.function(input_signature=[tf.TensorSpec((None, None))])  # type: ignore[untyped-decorator]
    def both(x: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(x)
            found = layer(x, training=True)
        return found, tape.gradient(found, x)

    found, gradient = map(np.asarray, both(x))
    assert 0 < (gradient == 0).sum() < gradient.size
    np.testing.assert_allclose(found, gradient * x, rtol=1e-6)


def test_a_noise_shape_is_left_to_keras() -> None:
    ours, theirs = (
        np.asarray(kind(0.5, noise_shape=(None, 1), seed=1)(np.ones((64, 3)), training=True))
        for kind in (Dropout, keras.layers.Dropout)
    )
    np.testing.assert_array_equal(ours, theirs)


def test_it_is_saved_and_made_again() -> None:
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(Dropout(0.25, seed=3)))
    assert type(again) is Dropout
    assert (again.rate, again.seed) == (0.25, 3)
