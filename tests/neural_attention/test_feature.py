from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np

from bench.neural.attention import FeatureAttention


def test_against_numpy(example: Any) -> None:
    layer, x = FeatureAttention(), example.states()[:, 0]
    layer.build((3, 4))
    example.randomise(layer)
    weighted, weights = map(np.asarray, layer(x, return_attention_scores=True))
    expected = example.softmax(x @ np.asarray(layer.score.kernel) + np.asarray(layer.score.bias))
    np.testing.assert_allclose(weights, expected, atol=1e-6)
    np.testing.assert_allclose(weighted, x * expected, atol=1e-6)
    np.testing.assert_array_equal(layer(x), weighted)


def test_a_saved_model_is_the_same(example: Any, tmp_path: Path) -> None:
    inputs = keras.layers.Input((4,))
    model = keras.Model(inputs, FeatureAttention()(inputs))
    np.testing.assert_array_equal(
        model(example.states()[:, 0]), example.reload(model, tmp_path)(example.states()[:, 0])
    )
