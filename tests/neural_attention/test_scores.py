from __future__ import annotations

import keras
import numpy as np

from bench.models.bilstm_attention import bilstm_attention
from bench.models.lstm import lstm
from bench.models.lstm_attention import lstm_attention
from bench.models.transformer import transformer
from bench.neural import TextSpec
from bench.neural.attention import FeatureAttention
from bench.neural.attention.scores import attention_scores

ROWS = np.array([[3, 5, 8, 0, 0], [7, 0, 0, 0, 0]], np.int32)


def test_weights_of_a_masked_model_are_on_the_tokens_alone() -> None:
    model = bilstm_attention(TextSpec(9, None, 2), embedding=4, units=3, attention_units=3)
    (weights,) = attention_scores(model, ROWS).values()
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(weights > 0, ROWS > 0)


def test_weights_of_a_sequential_model() -> None:
    model = lstm_attention(TextSpec(9, 5, 2), embedding=4, units=3, attention_units=3)
    (weights,) = attention_scores(model, ROWS).values()
    assert weights.shape == (2, 5)
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-6)


def test_weights_of_a_sequential_model_with_a_mask() -> None:
    model = lstm_attention(TextSpec(9, 5, 2), embedding=4, units=3, attention_units=3, mask=True)
    (weights,) = attention_scores(model, ROWS).values()
    np.testing.assert_array_equal(weights > 0, ROWS > 0)


def test_weights_of_many_heads() -> None:
    model = transformer(TextSpec(9, 5, 2), embedding=4, heads=3, key=2)
    (weights,) = attention_scores(model, ROWS).values()
    assert weights.shape == (2, 3, 5, 5)
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-6)


def test_weights_are_those_that_the_output_rests_on() -> None:
    ids = keras.layers.Input((5,), dtype="int32")
    vector = keras.layers.Flatten()(keras.layers.Embedding(9, 1)(ids))
    model = keras.Model(ids, [FeatureAttention(name="look")(vector), vector])
    output, before = model(ROWS)
    np.testing.assert_allclose(output, attention_scores(model, ROWS)["look"] * np.asarray(before), atol=1e-6)


def test_a_model_without_attention_has_none() -> None:
    assert attention_scores(lstm(TextSpec(9, 5, 2), embedding=2, units=2), ROWS) == {}
