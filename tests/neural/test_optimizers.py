"""One pass over the large weights: the same steps as Keras' own optimizers take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from bench.neural import optimizers
from bench.neural.optimizers import named

WORDS = 40


@pytest.fixture(autouse=True)
def every_embedding_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimizers, "_LARGE", WORDS * 5)


def train(optimizer: Any, batches: int = 12) -> keras.Model:
    keras.utils.set_random_seed(3)
    ids = keras.Input((6,), dtype="int32")
    words = layers.Embedding(WORDS, 5, mask_zero=True)(ids)  # its gradient is sparse
    model = keras.Model(ids, layers.Dense(1, activation="sigmoid")(layers.GRU(4)(words)))
    model.compile(optimizer, "binary_crossentropy", jit_compile=False)
    random = np.random.default_rng(5)
    for _ in range(batches):
        rows = random.integers(0, WORDS, (8, 6)).astype(np.int32)
        model.train_on_batch(rows, rows.sum(axis=1) % 2)
    return model


@pytest.mark.parametrize("name", ["adam", "rmsprop", "nadam"])
@pytest.mark.parametrize("rate", [None, 0.02])
def test_the_weights_are_those_of_keras(name: str, rate: float | None) -> None:
    theirs = keras.optimizers.get(name)
    if rate is not None:
        theirs.learning_rate = rate
    start = train(named("sgd", 0.0))
    for before, expected, found in zip(
        start.weights, train(theirs).weights, train(named(name, rate)).weights, strict=True
    ):
        assert np.abs(np.asarray(expected) - np.asarray(before)).max() > 1e-4  # something was learnt
        np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=1e-4, atol=2e-6)


@pytest.mark.parametrize("name", ["adam", "rmsprop"])
def test_a_model_trained_by_it_can_be_saved_and_trained_on(name: str, tmp_path: Path) -> None:
    model = train(named(name, None))
    model.save(tmp_path / "model.keras")
    again = keras.saving.load_model(tmp_path / "model.keras")
    rows = np.arange(48, dtype=np.int32).reshape(8, 6) % 40
    for trained in (model, again):
        trained.train_on_batch(rows, np.arange(8) % 2)
    for one, other in zip(model.weights, again.weights, strict=True):
        np.testing.assert_allclose(np.asarray(one), np.asarray(other), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["sgd", "adam", "adamw"])
def test_it_is_keras_own_at_the_rate_asked_for(name: str) -> None:
    optimizer = named(name, 0.25)
    assert type(optimizer) is type(keras.optimizers.get(name))
    assert float(optimizer.learning_rate) == 0.25


@pytest.mark.parametrize("name", ["adam", "rmsprop"])
def test_clipped_steps_are_those_of_keras(name: str) -> None:
    theirs = keras.optimizers.get({"class_name": name, "config": {"global_clipnorm": 0.01}})
    free = train(named(name)).weights
    for expected, found, other in zip(
        train(theirs).weights, train(named(name, global_clipnorm=0.01)).weights, free, strict=True
    ):
        np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=1e-4, atol=2e-6)
        assert np.abs(np.asarray(found) - np.asarray(other)).max() > 1e-5, "there was something to clip"


def test_no_step_is_longer_than_the_clipped_gradient() -> None:
    ids = keras.Input((6,), dtype="int32")
    words = layers.Flatten()(layers.Embedding(WORDS, 5)(ids))
    model = keras.Model(ids, layers.Dense(1, activation="sigmoid")(words))
    model.compile(named("sgd", 1.0, 0.001), "binary_crossentropy", jit_compile=False)
    before = [np.asarray(weight) for weight in model.weights]
    # No token stands in two places: see what `named` says of those that do.
    model.train_on_batch(np.arange(36, dtype=np.int32).reshape(6, 6), np.arange(6) % 2)
    moved = [np.asarray(weight) - start for weight, start in zip(model.weights, before, strict=True)]
    assert np.sqrt(sum((step**2).sum() for step in moved)) == pytest.approx(0.001, rel=1e-3)


def test_the_rate_can_be_lowered_while_training() -> None:
    model = train(named("adam", 0.02))
    before = [np.asarray(weight) for weight in model.weights]
    model.optimizer.learning_rate = 0.0
    model.train_on_batch(np.ones((8, 6), np.int32), np.arange(8) % 2)
    for one, weight in zip(before, model.weights, strict=True):
        np.testing.assert_array_equal(one, np.asarray(weight))


def test_sparse_gradients_of_any_length_have_few_shapes_and_the_same_sum() -> None:
    tf = pytest.importorskip("tensorflow")
    shapes = set()
    for count in range(900, 4000, 61):
        values = tf.random.normal((count, 2))
        slices = tf.IndexedSlices(
            values, tf.random.uniform((count,), 0, WORDS, tf.int64), tf.constant([WORDS, 2])
        )
        filled = optimizers._filled_up(slices)
        shapes.add(tuple(filled.values.shape))
        np.testing.assert_allclose(tf.convert_to_tensor(filled), tf.convert_to_tensor(slices), atol=1e-4)
    assert len(shapes) <= 6


def test_what_is_compiled_are_gradients_filled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tensorflow")
    filled_up, seen = optimizers._filled_up, []
    monkeypatch.setattr(
        optimizers, "_filled_up", lambda gradient: seen.append(gradient) or filled_up(gradient)
    )
    train(named("adam", None), batches=1)
    assert {type(gradient).__name__ for gradient in seen} == {"IndexedSlices"}, "those of the embedding"
