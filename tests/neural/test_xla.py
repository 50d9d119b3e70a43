"""XLA: chosen where it is faster, and training the same weights."""

from __future__ import annotations

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import Model, Sequential, layers

from bench.neural import KerasTextClassifier, TextSpec, xla
from bench.neural.xla import compiled_by_xla

pytestmark = pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="under other backends the choice is Keras' own"
)

FIXED, OPEN = TextSpec(9, 5, 2), TextSpec(9, None, 2)


def recurrent(*between: layers.Layer, dropout: float = 0.0) -> Model:
    return Sequential(
        [layers.Embedding(9, 2), *between, layers.Bidirectional(layers.LSTM(2, dropout=dropout))]
    )


def averaging() -> Model:
    return Sequential([layers.Embedding(9, 2), layers.GlobalAveragePooling1D()])


@pytest.mark.parametrize(
    ("build", "spec", "batches", "expected"),
    [
        (recurrent, FIXED, 1_000, True),
        (recurrent, FIXED, 999, False),
        (recurrent, OPEN, 5_000, False),
        (lambda: recurrent(layers.Dropout(0.5)), FIXED, 5_000, False),
        (lambda: recurrent(layers.Dropout(0.0)), FIXED, 5_000, True),
        (lambda: recurrent(dropout=0.1), FIXED, 5_000, False),
        (averaging, FIXED, 5_000, False),
    ],
    ids=["plain", "short", "any length", "dropout", "dropout of nothing", "dropout inside", "not recurrent"],
)
def test_it_is_for_plain_recurrent_networks(
    build: Callable[[], Model], spec: TextSpec, batches: int, expected: bool
) -> None:
    assert compiled_by_xla(build(), spec, batches) is expected


def test_it_trains_the_same_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(spec: TextSpec) -> Model:
        return Sequential(
            [layers.Embedding(spec.vocabulary_size, 4), layers.GRU(3), layers.Dense(1, activation="sigmoid")]
        )

    def weights(batches_worth_it: int) -> list[np.ndarray]:
        monkeypatch.setattr(xla, "_BATCHES", batches_worth_it)
        texts = ["a b c d", "b c e f", "f g a a", "c c d g"] * 8
        fitted = KerasTextClassifier(build, length=4, epochs=3, batch_size=8, random_state=0)
        fitted.fit(texts, np.arange(32) % 2)
        assert fitted.model_.jit_compile is (batches_worth_it == 1)
        return [np.asarray(weight) for weight in fitted.model_.weights]

    for compiled, plain in zip(weights(1), weights(10**9), strict=True):
        np.testing.assert_allclose(compiled, plain, rtol=1e-3, atol=1e-5)
