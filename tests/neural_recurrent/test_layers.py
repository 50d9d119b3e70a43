"""Recurrent layers with a compiled loop: Keras' own outputs, states and gradients."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray

from bench.models.lstm import lstm
from bench.neural import KerasTextClassifier, recurrent
from bench.neural.recurrent import loop

KINDS = ["LSTM", "GRU", "SimpleRNN"]
UNITS, SIZE = 6, 4

tensorflow_only = pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="on other backends the layers are Keras' own"
)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int | None, ...]]:
    """Shapes of the inputs that went through the compiled loop."""
    seen: list[tuple[int | None, ...]] = []

    def watched(cell: Any, inputs: Any, *rest: Any) -> Any:
        seen.append(tuple(inputs.shape))
        return loop.recur(cell, inputs, *rest)

    monkeypatch.setattr("bench.neural.recurrent.layers.recur", watched)
    return seen


def draw(batch: int, time: int) -> NDArray[np.float32]:
    return np.random.default_rng(batch + time).normal(size=(batch, time, SIZE)).astype(np.float32)


def with_holes(batch: int, time: int) -> NDArray[np.bool_]:
    """A mask: padding behind, and some in front and in the middle."""
    lengths = np.random.default_rng(time).integers(1, time + 1, (batch, 1))
    mask: NDArray[np.bool_] = np.arange(time)[None] < lengths
    mask[0, 3:5] = False
    mask[-1, 0] = False
    return mask


def outputs_and_gradients(
    layer: keras.Layer, x: NDArray[np.float32], mask: NDArray[np.bool_] | None
) -> list[NDArray[np.float32]]:
    """All that a layer gives, and what a loss that weighs each number differently gives back."""
    import tensorflow as tf

    inputs = tf.constant(x)
    mask = None if mask is None else tf.constant(mask)
    layer(inputs)

    @tf.function(input_signature=[tf.TensorSpec((None, None, SIZE))])  # type: ignore[untyped-decorator]
    def both(inputs: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            found = tf.nest.flatten(layer(inputs, mask=mask))
            loss = sum(
                tf.reduce_sum(
                    tf.sin(one) * tf.reshape(tf.range(tf.cast(tf.size(one), tf.float32)), tf.shape(one))
                )
                for one in found
            )
        return found, tape.gradient(loss, [inputs, *(weight.value for weight in layer.trainable_variables)])

    return [np.asarray(tensor) for tensor in tf.nest.flatten(both(inputs))]


Wrap = Callable[[keras.Layer], keras.Layer]
SEQUENCES, STATES = {"return_sequences": True}, {"return_state": True}
WRAPS: dict[str, Wrap] = {"forward": lambda layer: layer, "both ways": layers.Bidirectional}


@tensorflow_only
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("wrap", "masked", "batch", "time", "options"),
    [
        pytest.param("forward", False, 5, 2 * loop.STEPS + 5, SEQUENCES, id="a last piece stops short"),
        pytest.param("forward", True, 5, 2 * loop.STEPS + 5, SEQUENCES, id="masked"),
        pytest.param("forward", False, 6, loop.STEPS, SEQUENCES | STATES, id="one whole piece"),
        pytest.param("forward", True, 3, 7, {}, id="the last output alone"),
        pytest.param("forward", False, 1, 7, {}, id="one document, in parts"),
        pytest.param("both ways", True, 4, loop.STEPS + 1, SEQUENCES | STATES, id="both ways"),
        pytest.param("both ways", False, 3, 7, {}, id="both ways, the last outputs alone"),
    ],
)
def test_outputs_states_and_gradients_are_those_of_keras(
    kind: str,
    wrap: str,
    masked: bool,
    batch: int,
    time: int,
    options: dict[str, bool],
    compiled: list[Any],
) -> None:
    x, mask = draw(batch, time), with_holes(batch, time) if masked else None

    def found(module: Any) -> list[NDArray[np.float32]]:
        keras.utils.set_random_seed(1)
        return outputs_and_gradients(WRAPS[wrap](getattr(module, kind)(UNITS, **options)), x, mask)

    theirs = found(layers)
    assert not compiled, "Keras' own loop"
    ours = found(recurrent)
    assert compiled
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert np.abs(other).max() > 0
        np.testing.assert_allclose(one, other, atol=2e-5 * max(1, np.abs(other).max()))


@tensorflow_only
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("parts", [1, 2, 3])
def test_the_parts_of_a_batch_change_nothing(kind: str, parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(parts: int) -> list[NDArray[np.float32]]:
        monkeypatch.setattr(loop, "processors", lambda: parts)
        keras.utils.set_random_seed(1)
        return outputs_and_gradients(getattr(recurrent, kind)(UNITS), draw(5, 9), None)

    for one, other in zip(found(parts), found(1), strict=True):
        np.testing.assert_allclose(one, other, atol=2e-5 * max(1, np.abs(other).max()))


@tensorflow_only
@pytest.mark.parametrize("kind", KINDS)
def test_states_go_in_and_come_out(kind: str) -> None:
    keras.utils.set_random_seed(1)
    layer, x = getattr(recurrent, kind)(UNITS, return_state=True), draw(4, 10)
    whole = [np.asarray(one) for one in layer(x)]
    _, *states = layer(x[:, :6])
    for one, other in zip(layer(x[:, 6:], initial_state=states), whole, strict=True):
        np.testing.assert_allclose(np.asarray(one), other, atol=1e-6)


@tensorflow_only
def test_what_is_dropped_of_the_inputs_is_one_choice_for_all_steps_of_a_document() -> None:
    keras.utils.set_random_seed(1)
    layer = recurrent.SimpleRNN(UNITS, dropout=0.5, seed=3)
    x = np.ones((200, 5, SIZE), np.float32)
    dropped, kept = np.asarray(layer(x, training=True)), np.asarray(layer(x))
    assert np.ptp(kept, axis=0).max() < 1e-6, "nothing is dropped of a prediction"
    assert len(np.unique(dropped.round(4), axis=0)) == 2**SIZE, "each component stays or goes for good"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"activation": "relu"}, id="another activation"),
        pytest.param({"recurrent_dropout": 0.5}, id="drops parts of the state"),
        pytest.param({"use_bias": False}, id="no bias"),
        pytest.param({"dtype": "mixed_bfloat16"}, id="half the bits"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_written_out_is_left_to_keras(
    kind: str, options: dict[str, Any], compiled: list[Any]
) -> None:
    found = []
    for module in (layers, recurrent):
        keras.utils.set_random_seed(1)
        found.append(np.asarray(getattr(module, kind)(UNITS, **options)(draw(3, 5)), np.float32))
    np.testing.assert_array_equal(*found)
    assert not compiled


@pytest.mark.parametrize("kind", KINDS)
def test_a_layer_is_saved_and_made_again(kind: str) -> None:
    layer = getattr(recurrent, kind)(UNITS, return_sequences=True)
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(layer))
    assert type(again) is type(layer)
    assert again.get_config() == layer.get_config()


TEXTS = ["good film", "bad film", "a good one", "not bad but bad", "bad", "film of good and good"] * 6
LABELS = [1, 0, 1, 0, 0, 1] * 6


@pytest.mark.parametrize("mask", [False, True], ids=["", "masked"])
def test_a_model_learns_as_with_the_layer_of_keras(mask: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fitted() -> KerasTextClassifier:
        params = {"embedding": 4, "units": 5, "mask": mask}
        return KerasTextClassifier(
            lstm, model_params=params, length=9, epochs=3, learning_rate=0.05, batch_size=8, random_state=0
        ).fit(TEXTS, LABELS)

    ours = fitted()
    monkeypatch.setattr(recurrent, "LSTM", layers.LSTM)
    theirs = fitted()
    assert type(theirs.model_.layers[1]) is not type(ours.model_.layers[1])
    np.testing.assert_allclose(ours.predict_proba(TEXTS), theirs.predict_proba(TEXTS), atol=2e-3)
    again = pickle.loads(pickle.dumps(ours))
    np.testing.assert_allclose(again.predict_proba(TEXTS), ours.predict_proba(TEXTS), atol=1e-6)
