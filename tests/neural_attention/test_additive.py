from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from bench.neural.attention import AdditiveAttention


def built(example: Any, units: int = 3) -> AdditiveAttention:
    layer = AdditiveAttention(units)
    layer.build([(3, 6), (3, 5, 4)])
    example.randomise(layer)
    return layer


def reference(
    example: Any, layer: AdditiveAttention, query: np.ndarray, keys: np.ndarray, keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    w = {"/".join(weight.path.split("/")[-2:]): np.asarray(weight) for weight in layer.weights}
    scores = np.zeros(keys.shape[:2])
    for document in range(len(keys)):
        of_query = query[document] @ w["of_query/kernel"] + w["of_query/bias"]
        for step, key in enumerate(keys[document]):
            hidden = np.tanh(key @ w["of_state/kernel"] + w["of_state/bias"] + of_query)
            scores[document, step] = (hidden @ w["score/kernel"] + w["score/bias"]).item()
    weights = example.masked_softmax(scores, keep)
    return np.einsum("bt,btf->bf", weights, keys), weights


def test_against_numpy_with_lengths_that_vary(example: Any) -> None:
    layer, query, keys = built(example), example.states(6)[:, 0], example.states(seed=3)
    context, weights = map(
        np.asarray, layer([query, keys], mask=[None, example.mask], return_attention_scores=True)
    )
    expected_context, expected_weights = reference(example, layer, query, keys, example.mask)
    np.testing.assert_allclose(weights, expected_weights, atol=1e-5)
    np.testing.assert_allclose(context, expected_context, atol=1e-5)


def test_without_a_mask_all_steps_count(example: Any) -> None:
    layer, query, keys = built(example), example.states(6)[:, 0], example.states(seed=3)
    expected, _ = reference(example, layer, query, keys, example.no_mask)
    np.testing.assert_allclose(np.asarray(layer([query, keys])), expected, atol=1e-5)


def test_where_all_is_padding_the_context_is_finite(example: Any) -> None:
    context = built(example)([example.states(6)[:, 0], example.states()], mask=[None, np.zeros((3, 5), bool)])
    assert np.isfinite(np.asarray(context)).all()


def test_parameters_are_those_of_three_dense_layers_with_biases() -> None:
    layer = AdditiveAttention(64)
    layer.build([(None, 128), (None, 500, 128)])
    assert layer.count_params() == (128 * 64 + 64) * 2 + 64 + 1


def test_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    query, keys = keras.layers.Input((6,)), keras.layers.Input((5, 4))
    model = keras.Model([query, keys], AdditiveAttention(3)([query, keys]))
    inputs = [example.states(6)[:, 0], example.states()]
    again = example.reload(model, tmp_path)
    np.testing.assert_array_equal(model(inputs), again(inputs))
    assert again.layers[-1].units == 3
