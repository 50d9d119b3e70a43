"""Padding in front that is read once: the model's own outputs, and the same training."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray

from bench.models.lstm import lstm
from bench.neural import KerasTextClassifier, TextSpec
from bench.neural.attention import MultiplicativeAttention
from bench.neural.front_padding import FrontPaddingReader

LENGTH, WORDS = 20, 30

tensorflow_only = pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="on other backends padding is read as the model reads it"
)

Layers = Callable[[], list[keras.layers.Layer]]

KINDS: dict[str, Layers] = {
    "LSTM": lambda: [layers.LSTM(6)],
    "GRU": lambda: [layers.GRU(6)],
    "SimpleRNN": lambda: [layers.SimpleRNN(6)],
    "attention over an LSTM": lambda: [layers.LSTM(6, return_sequences=True), MultiplicativeAttention(5)],
    "two layers behind": lambda: [layers.GRU(6), layers.Dropout(0.5), layers.Dense(4, activation="relu")],
}


def sequential(inner: Layers, mask: bool = False) -> keras.Sequential:
    keras.utils.set_random_seed(0)
    model = keras.Sequential([layers.Embedding(WORDS, 5, mask_zero=mask), *inner(), layers.Dense(1)])
    model.build((None, LENGTH))
    return model


def rows(width: int, documents: int = 4) -> NDArray[np.int32]:
    """Padded in front, the longest document of so many tokens, another of one."""
    draw = np.random.default_rng(width)
    found = np.zeros((documents, LENGTH), np.int32)
    for row, tokens in zip(found, [width, 1, *draw.integers(1, width + 1, documents)], strict=False):
        row[-tokens:] = draw.integers(1, WORDS, tokens)
    return found


def reader_of(model: keras.Model) -> FrontPaddingReader:
    reader = FrontPaddingReader.of(model, LENGTH)
    assert reader is not None
    return reader


@tensorflow_only
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1, 7, LENGTH - 1, LENGTH])
def test_outputs_are_those_of_the_model(kind: str, width: int) -> None:
    model, full = sequential(KINDS[kind]), rows(width)
    expected = np.asarray(model(full))
    assert np.ptp(expected) > 1e-4, "documents differ"
    np.testing.assert_allclose(reader_of(model)(full[:, -width:]), expected, atol=1e-6)


@tensorflow_only
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind != "two layers behind"]
)  # its dropout is drawn
@pytest.mark.parametrize("width", [1, 7, LENGTH])
def test_a_step_of_training_gives_the_same_weights(kind: str, width: int) -> None:
    full, labels = rows(width), np.array([0, 1, 1, 0])

    def trained(cut: bool) -> list[NDArray[np.float32]]:
        model = sequential(KINDS[kind])
        runner = reader_of(model) if cut else model
        runner.compile(optimizer=keras.optimizers.SGD(5.0), loss="mse", jit_compile=False)
        before = model.get_weights()
        runner.train_on_batch(full[:, -width:] if cut else full, labels)
        moved = [after - old for after, old in zip(model.get_weights(), before, strict=True)]
        assert all(np.abs(move).max() > 0 for move in moved), "every weight has a gradient"
        return moved

    for ours, theirs in zip(trained(cut=True), trained(cut=False), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5 * np.abs(theirs).max())


@tensorflow_only
def test_what_is_dropped_of_the_padding_differs_from_step_to_step_and_the_mean_is_that_of_the_model() -> None:
    model, full = sequential(lambda: [layers.Dropout(0.5), layers.LSTM(6)]), rows(3)
    reader = reader_of(model)

    ours = np.stack([np.asarray(reader(full[:, -3:], training=True)) for _ in range(100)])[..., 0]
    theirs = np.asarray(model(np.tile(full, (400, 1)), training=True)).reshape(400, len(full))
    assert np.ptp(ours, axis=0).min() > 0
    error = np.sqrt(ours.var(0) / len(ours) + theirs.var(0) / len(theirs))
    assert (np.abs(ours.mean(0) - theirs.mean(0)) < 4 * error).all()
    np.testing.assert_allclose(ours.std(0), theirs.std(0), rtol=0.3)


@pytest.mark.parametrize(
    ("inner", "mask"),
    [
        pytest.param(lambda: [layers.LSTM(6)], True, id="masked"),
        pytest.param(lambda: [layers.Bidirectional(layers.LSTM(6))], False, id="reads the padding last"),
        pytest.param(lambda: [layers.LSTM(6, go_backwards=True)], False, id="likewise"),
        pytest.param(lambda: [layers.Conv1D(4, 3), layers.LSTM(6)], False, id="convolution before it"),
        pytest.param(lambda: [layers.LSTM(6, activation="relu")], False, id="another activation"),
        pytest.param(lambda: [layers.LSTM(6, recurrent_dropout=0.5)], False, id="drops parts of the state"),
        pytest.param(lambda: [layers.GRU(6, reset_after=False)], False, id="another GRU"),
        pytest.param(lambda: [layers.GlobalAveragePooling1D()], False, id="nothing recurrent"),
        pytest.param(
            lambda: [layers.LSTM(6, return_sequences=True), layers.LSTM(6)], False, id="two of them"
        ),
    ],
)
def test_models_of_another_kind_are_left_alone(inner: Layers, mask: bool) -> None:
    assert FrontPaddingReader.of(sequential(inner, mask), LENGTH) is None


TEXTS = ["good film", "bad film", "a good one", "not bad but bad", "bad", "film of good and good"] * 6
LABELS = [1, 0, 1, 0, 0, 1] * 6


def fitted(texts: Sequence[str] = TEXTS, **options: Any) -> KerasTextClassifier:
    chosen = {"length": LENGTH, "padding": "pre", "truncating": "pre", "epochs": 3, "learning_rate": 0.05}
    chosen |= {"batch_size": 8, "validation_fraction": 0.0, "random_state": 0}
    params = {"embedding": 4, "units": 5, "mask": False}
    return KerasTextClassifier(lstm, model_params=params, **{**chosen, **options}).fit(texts, LABELS)


def test_the_estimator_trains_and_predicts_as_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = fitted().predict_proba(TEXTS)
    monkeypatch.setattr(FrontPaddingReader, "of", lambda *_: None)
    np.testing.assert_allclose(fitted().predict_proba(TEXTS), read, atol=2e-3)


@pytest.mark.parametrize("batches", ["fixed", "bucketed"])
def test_a_model_that_cannot_be_read_for_gets_its_rows_whole(batches: str) -> None:
    def convolution(spec: TextSpec) -> keras.Model:
        words = layers.Embedding(spec.vocabulary_size, 4)
        return keras.Sequential([words, layers.Conv1D(3, 2), layers.LSTM(4), spec.output_layer()])

    estimator = KerasTextClassifier(
        convolution, length=LENGTH, padding="pre", batches=batches, epochs=1, random_state=0
    ).fit(TEXTS, LABELS)
    whole = np.asarray(estimator.model_(padded(estimator, TEXTS)))
    np.testing.assert_allclose(estimator.predict_proba(TEXTS)[:, 1:], whole, atol=1e-5)


@tensorflow_only
def test_rows_are_cut_for_it() -> None:
    seen: list[int] = []

    class Widths(FrontPaddingReader):
        def call(self, inputs: Any, training: bool = False) -> Any:
            seen.append(inputs.shape[1])
            return super().call(inputs, training=training)

    estimator = fitted(epochs=1)
    assert isinstance(estimator._runner(), FrontPaddingReader), "it is used unasked"
    model = estimator.model_
    widths = Widths.of(model, LENGTH)
    assert widths is not None
    for batches in ("fixed", "bucketed"):
        estimator.set_params(batches=batches)._reads = model, widths
        widths.compile(run_eagerly=True)
        np.testing.assert_allclose(
            estimator.predict_proba(TEXTS)[:, 1:], np.asarray(model(padded(estimator, TEXTS))), atol=1e-5
        )
    assert set(seen) == {8}, "the shortest row that there is"


def padded(estimator: KerasTextClassifier, texts: Sequence[str]) -> NDArray[np.int32]:
    return np.asarray(keras.utils.pad_sequences(estimator.vocabulary_.encode(texts), maxlen=LENGTH), np.int32)


def test_a_pickle_predicts_the_same() -> None:
    estimator = fitted(batches="bucketed")
    again = pickle.loads(pickle.dumps(estimator))
    np.testing.assert_allclose(again.predict_proba(TEXTS), estimator.predict_proba(TEXTS), atol=1e-6)
    assert again.score(TEXTS, LABELS) > 0.8
