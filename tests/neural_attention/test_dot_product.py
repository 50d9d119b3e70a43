from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from bench.neural.attention import DotProductAttention


def reference(
    example: Any, query: np.ndarray, keys: np.ndarray, keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    scores = np.array([[query[b] @ keys[b, t] for t in range(keys.shape[1])] for b in range(len(keys))])
    weights = example.masked_softmax(scores, keep)
    return np.einsum("bt,btf->bf", weights, keys), weights


def test_against_numpy_with_lengths_that_vary(example: Any) -> None:
    query, keys = example.states()[:, 0], example.states(seed=3)
    context, weights = map(
        np.asarray,
        DotProductAttention()([query, keys], mask=[None, example.mask], return_attention_scores=True),
    )
    expected_context, expected_weights = reference(example, query, keys, example.mask)
    np.testing.assert_allclose(weights, expected_weights, atol=1e-6)
    np.testing.assert_allclose(context, expected_context, atol=1e-5)


def test_without_a_mask_all_steps_count(example: Any) -> None:
    query, keys = example.states()[:, 0], example.states(seed=3)
    expected, _ = reference(example, query, keys, example.no_mask)
    np.testing.assert_allclose(np.asarray(DotProductAttention()([query, keys])), expected, atol=1e-5)


def test_the_mask_of_an_embedding_arrives_and_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    ids = keras.layers.Input((None,), dtype="int32")
    keys = keras.layers.Embedding(9, 4, mask_zero=True)(ids)
    query = keras.layers.LSTM(4)(keys)
    model = keras.Model(ids, DotProductAttention()([query, keys]))
    rows = np.array([[3, 5, 8], [7, 0, 0]], np.int32)
    longer = np.pad(rows, ((0, 0), (0, 4)))
    np.testing.assert_allclose(model(rows), model(longer), atol=1e-6)
    np.testing.assert_array_equal(model(rows), example.reload(model, tmp_path)(rows))
