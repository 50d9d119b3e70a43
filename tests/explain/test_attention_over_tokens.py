"""Which token each weight belongs to, whatever is padded, cut off, marked or dropped."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from bench.explain.attention import START, attends, looks
from bench.explain.explanation import Look
from bench.explain.not_explainable import NotExplainable
from bench.models.bilstm_attention import bilstm_attention
from bench.models.lstm import lstm
from bench.models.lstm_attention import lstm_attention
from bench.models.transformer import transformer
from bench.neural import KerasTextClassifier, TextSpec
from bench.neural.attention import FeatureAttention, TimeStepAttention
from bench.neural.attention.scores import attention_scores
from bench.neural.vocabulary import Vocabulary

DOCUMENTS = ["a b c d e f", "b zebra"]
SMALL = {"embedding": 4, "units": 3, "attention_units": 3}


def built(build: Any, model_params: dict[str, Any], **options: Any) -> KerasTextClassifier:
    """An estimator with all that a fit leaves behind, its weights as they were drawn."""
    estimator = KerasTextClassifier(build, model_params=model_params, **options)
    estimator.vocabulary_ = Vocabulary.learn(
        ["a b c d e f"], start=estimator.start, unknown=estimator.unknown == "token"
    )
    estimator.length_ = estimator.length
    length = None if estimator.batches == "bucketed" else estimator.length
    estimator.model_ = build(TextSpec(estimator.vocabulary_.size, length, 2), **model_params)
    return estimator


def look(estimator: KerasTextClassifier) -> Look:
    (found,) = looks(estimator, DOCUMENTS, "m")
    return found


def test_padding_in_front_and_the_end_that_is_kept() -> None:
    found = look(
        built(bilstm_attention, SMALL, length=4, padding="pre", truncating="pre", start=True)
    ).documents
    assert [weighed.tokens for weighed in found] == [("c", "d", "e", "f"), (START, "b", "zebra")]
    assert [weighed.unknown for weighed in found] == [(), (2,)]
    for weighed in found:
        assert sum(weighed.weights) == pytest.approx(1, abs=1e-5)
        assert weighed.elsewhere == pytest.approx(0, abs=1e-6)


def test_dropped_tokens_are_not_shown_and_the_head_is_kept() -> None:
    found = look(built(lstm_attention, SMALL | {"mask": True}, length=4, unknown="drop")).documents
    assert [weighed.tokens for weighed in found] == [("a", "b", "c", "d"), ("b",)]
    assert found[1].weights == pytest.approx((1.0,))


def test_what_lies_on_padding_is_told() -> None:
    short = look(built(lstm_attention, SMALL, length=6, padding="pre", truncating="pre")).documents[1]
    assert short.elsewhere > 0.1
    assert sum(short.weights) + short.elsewhere == pytest.approx(1, abs=1e-5)


def test_weights_stand_beside_the_tokens_they_are_of() -> None:
    estimator = built(bilstm_attention, SMALL, length=8, padding="pre", truncating="pre")
    rows = np.array([[0, 0, 2, 3, 4, 5, 6, 7]], np.int32)  # 1 is the unknown token
    (expected,) = attention_scores(estimator.model_, rows).values()
    assert look(estimator).documents[0].weights == pytest.approx(tuple(expected[0, 2:].tolist()))


def test_rows_of_a_model_for_any_length_are_as_long_as_the_longest_document() -> None:
    found = look(built(bilstm_attention, SMALL, length=100, batches="bucketed")).documents
    assert [len(weighed.tokens) for weighed in found] == [6, 2]
    assert sum(found[0].weights) == pytest.approx(1, abs=1e-5)


def test_many_heads_are_a_mean_over_heads_and_the_tokens_that_ask() -> None:
    estimator = built(transformer, {"embedding": 4, "heads": 3, "key": 2}, length=6)
    found = look(estimator)
    assert (found.layer, found.averaged) == ("MultiHeadAttention", "heads and queries")
    rows = np.array([[2, 3, 4, 5, 6, 7], [3, 1, 0, 0, 0, 0]], np.int32)
    (scores,) = attention_scores(estimator.model_, rows).values()
    assert found.documents[1].weights == pytest.approx(
        tuple(scores[1, :, :2, :2].mean(axis=(0, 1)).tolist()), abs=1e-6
    )


def test_features_are_averaged_and_attention_over_a_vector_is_none() -> None:
    def steps(spec: TextSpec) -> keras.Model:
        return keras.Sequential(
            [
                keras.layers.Input((spec.length,), dtype="int32"),
                keras.layers.Embedding(spec.vocabulary_size, 3),
                TimeStepAttention(),
                keras.layers.Flatten(),
                spec.output_layer(),
            ]
        )

    found = look(built(steps, {}, length=6))
    assert found.averaged == "features"
    assert sum(found.documents[0].weights) == pytest.approx(1, abs=1e-5)
    vector = keras.Sequential([keras.layers.Input((4,)), FeatureAttention()])
    assert not attends(vector)
    assert not attends(lstm(TextSpec(9, 5, 2), embedding=2, units=2))
    assert attends(transformer(TextSpec(9, 5, 2), embedding=4, heads=1, key=2))


def test_attention_after_a_pooling_is_over_no_tokens() -> None:
    def pooled(spec: TextSpec) -> keras.Model:
        ids = keras.Input((spec.length,), dtype="int32")
        steps = keras.layers.MaxPooling1D(2)(keras.layers.Embedding(spec.vocabulary_size, 3)(ids))
        mixed = keras.layers.MultiHeadAttention(1, 2)(steps, steps)
        return keras.Model(ids, spec.output_layer()(keras.layers.Flatten()(mixed)))

    with pytest.raises(NotExplainable, match="something else than tokens"):
        looks(built(pooled, {}, length=6), DOCUMENTS, "pooled")


def test_a_document_without_tokens() -> None:
    estimator = built(bilstm_attention, SMALL, length=4)
    (found,) = looks(estimator, ["", "a"], "m")
    assert found.documents[0].tokens == ()
