from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from bench.neural.attention import TimeStepAttention


def built(example: Any) -> TimeStepAttention:
    layer = TimeStepAttention()
    layer.build((3, 5, 4))
    example.randomise(layer)
    return layer


def reference(
    example: Any, layer: TimeStepAttention, x: np.ndarray, keep: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    kernel, bias = np.asarray(layer.score.kernel), np.asarray(layer.score.bias)
    weights = np.zeros_like(x)
    read = np.where(keep[..., None], x, 0)
    for feature in range(x.shape[2]):
        weights[:, :, feature] = example.masked_softmax(read[:, :, feature] @ kernel + bias, keep)
    return read * weights, weights


@pytest.mark.parametrize("kept", ["mask", "no_mask"])
def test_against_numpy(example: Any, kept: str) -> None:
    layer, x, keep = built(example), example.states(), getattr(example, kept)
    weighted, weights = map(np.asarray, layer(x, mask=keep, return_attention_scores=True))
    expected, expected_weights = reference(example, layer, x, keep)
    np.testing.assert_allclose(weights, expected_weights, atol=1e-5)
    np.testing.assert_allclose(weighted, expected, atol=1e-5)
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-5)


def test_without_a_mask_all_steps_count(example: Any) -> None:
    layer, x = built(example), example.states()
    np.testing.assert_allclose(layer(x), layer(x, mask=example.no_mask), atol=1e-6)


def test_what_stands_in_the_padding_does_not_matter(example: Any) -> None:
    layer, x = built(example), example.states()
    other = np.where(example.mask[..., None], x, 100).astype("float32")
    np.testing.assert_array_equal(layer(x, mask=example.mask), layer(other, mask=example.mask))


def test_the_mask_is_handed_on(example: Any) -> None:
    np.testing.assert_array_equal(built(example).compute_mask(example.states(), example.mask), example.mask)


def test_an_open_length_is_refused() -> None:
    with pytest.raises(ValueError, match="fixed sequence length"):
        TimeStepAttention().build((None, None, 4))


def test_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    inputs = keras.layers.Input((5, 4))
    model = keras.Model(inputs, TimeStepAttention()(inputs))
    np.testing.assert_array_equal(model(example.states()), example.reload(model, tmp_path)(example.states()))
