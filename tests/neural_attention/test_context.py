from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from bench.neural.attention import ContextAttention


def built(example: Any, units: int = 3) -> ContextAttention:
    layer = ContextAttention(units)
    layer.build([(3, 6), (3, 5, 4)])
    example.randomise(layer)
    return layer


def reference(
    example: Any, layer: ContextAttention, context: np.ndarray, states: np.ndarray, keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    of_context, of_state = np.asarray(layer.of_context.kernel), np.asarray(layer.of_state.kernel)
    w = np.asarray(layer.attention.scale)
    scores = np.array(
        [
            [w @ np.tanh(c @ of_context + y @ of_state) for y in ys]
            for c, ys in zip(context, states, strict=True)
        ]
    )
    weights = example.masked_softmax(scores, keep)
    return np.einsum("bt,btf->bf", weights, states), weights


def test_against_numpy_with_lengths_that_vary(example: Any) -> None:
    layer, c, y = built(example), example.states(6)[:, 0], example.states(seed=3)
    summary, weights = map(np.asarray, layer([c, y], mask=[None, example.mask], return_attention_scores=True))
    expected_summary, expected_weights = reference(example, layer, c, y, example.mask)
    np.testing.assert_allclose(weights, expected_weights, atol=1e-5)
    np.testing.assert_allclose(summary, expected_summary, atol=1e-5)


def test_without_a_mask_all_steps_count(example: Any) -> None:
    layer, c, y = built(example), example.states(6)[:, 0], example.states(seed=3)
    expected, _ = reference(example, layer, c, y, example.no_mask)
    np.testing.assert_allclose(np.asarray(layer([c, y])), expected, atol=1e-5)


def test_there_are_no_biases(example: Any) -> None:
    assert built(example).count_params() == 6 * 3 + 4 * 3 + 3


def test_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    c, y = keras.layers.Input((6,)), keras.layers.Input((5, 4))
    model = keras.Model([c, y], ContextAttention(3)([c, y]))
    inputs = [example.states(6)[:, 0], example.states()]
    np.testing.assert_array_equal(model(inputs), example.reload(model, tmp_path)(inputs))
