from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from bench.neural.attention import MultiplicativeAttention


def built(example: Any, units: int = 3) -> MultiplicativeAttention:
    layer = MultiplicativeAttention(units)
    layer.build((3, 5, 4))
    example.randomise(layer)
    return layer


def reference(
    example: Any, layer: MultiplicativeAttention, h: np.ndarray, last: list[int], keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    w, w_o = np.asarray(layer.of_state.kernel), np.asarray(layer.output_layer.kernel)
    query = np.array([h[document, step] for document, step in enumerate(last)])
    # h_T^T W h_t, the dense layer being h_t times its kernel.
    scores = np.array([[q @ (state @ w) for state in document] for q, document in zip(query, h, strict=True)])
    weights = example.masked_softmax(scores, keep)
    context = np.einsum("bt,btf->bf", weights, h)
    return np.tanh(np.concatenate([context, query], axis=1) @ w_o), weights


def test_against_numpy_with_lengths_that_vary(example: Any) -> None:
    layer, h = built(example), example.states()
    output, weights = map(np.asarray, layer(h, mask=example.mask, return_attention_scores=True))
    expected, expected_weights = reference(
        example, layer, h, [length - 1 for length in example.lengths], example.mask
    )
    np.testing.assert_allclose(weights, expected_weights, atol=1e-5)
    np.testing.assert_allclose(output, expected, atol=1e-5)


def test_padding_in_front_changes_nothing(example: Any) -> None:
    layer, h = built(example), example.states()
    front = np.concatenate([np.full((3, 2, 4), 9, "float32"), h], axis=1)
    keep = np.concatenate([np.zeros((3, 2), bool), example.no_mask], axis=1)
    np.testing.assert_allclose(layer(front, mask=keep), layer(h), atol=1e-6)


def test_without_a_mask_the_last_step_asks(example: Any) -> None:
    layer, h = built(example), example.states()
    expected, _ = reference(example, layer, h, [4, 4, 4], example.no_mask)
    np.testing.assert_allclose(np.asarray(layer(h)), expected, atol=1e-5)


def test_where_all_is_padding_the_output_is_finite(example: Any) -> None:
    assert np.isfinite(np.asarray(built(example)(example.states(), mask=np.zeros((3, 5), bool)))).all()


def test_there_are_no_biases() -> None:
    layer = MultiplicativeAttention(128)
    layer.build((None, 500, 64))
    assert layer.count_params() == 64 * 64 + 128 * 128


def test_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    ids = keras.layers.Input((None,), dtype="int32")
    embedded = keras.layers.Embedding(9, 4, mask_zero=True)(ids)
    model = keras.Model(
        ids, MultiplicativeAttention(3)(keras.layers.LSTM(4, return_sequences=True)(embedded))
    )
    rows = np.array([[3, 5, 8], [7, 0, 0]], np.int32)
    np.testing.assert_array_equal(model(rows), example.reload(model, tmp_path)(rows))
    np.testing.assert_allclose(model(rows), model(np.pad(rows, ((0, 0), (0, 4)))), atol=1e-6)
