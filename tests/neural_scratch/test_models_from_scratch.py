"""The neural models of no publication: they read what is there, and nothing of the padding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from scipy.special import expit, softmax
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.catalogue import models
from bench.models.bilstm_max import bilstm_max
from bench.models.fasttext import fasttext
from bench.models.jamo_cnn import jamo_cnn
from bench.models.nb_bag import nb_bag
from bench.models.ngram_bag import ngram_bag
from bench.models.textcnn import textcnn
from bench.models.tfidf_bag import tfidf_bag
from bench.models.wide_mlp import wide_mlp
from bench.neural import KerasTextClassifier, TextSpec
from bench.neural.vocabulary import pad

SMALL: dict[Callable[..., Any], dict[str, Any]] = {
    fasttext: {"buckets": 50},
    ngram_bag: {"buckets": 50},
    tfidf_bag: {},
    nb_bag: {},
    textcnn: {"filters": 4},
    bilstm_max: {"units": 3},
    jamo_cnn: {"syllable_filters": 4, "filters": 4},
    wide_mlp: {"units": 16},
}
ROWS = np.array([[3, 5, 8, 2], [7, 0, 0, 0], [0, 0, 0, 0]], np.int32)


def _spec(vocabulary_size: int, classes: int = 2) -> TextSpec:
    """With a document of its own for each id."""
    documents = np.arange(1, vocabulary_size, dtype=np.int32)[:, None]
    return TextSpec(vocabulary_size, None, classes, documents, documents[:, 0] % classes)


@pytest.mark.parametrize("build", SMALL, ids=lambda build: build.__name__)
@pytest.mark.parametrize("classes", [2, 3])
def test_padding_changes_nothing(build: Callable[..., Any], classes: int) -> None:
    model = build(_spec(9, classes), **SMALL[build])
    short, long = np.asarray(model(ROWS)), np.asarray(model(np.pad(ROWS, ((0, 0), (0, 9)))))
    assert short.shape == (3, 1 if classes == 2 else 3)
    assert np.isfinite(short).all()
    np.testing.assert_allclose(short, long, atol=1e-5)


@pytest.mark.parametrize("build", [fasttext, ngram_bag])
def test_an_average_knows_the_order_of_words_by_their_runs(build: Callable[..., Any]) -> None:
    model = build(TextSpec(9, None, 2), buckets=50)
    forth, back = model(np.array([[3, 5, 8]])), model(np.array([[8, 5, 3]]))
    assert not np.allclose(forth, back, atol=1e-7)


@pytest.mark.parametrize("build", [ngram_bag, tfidf_bag, nb_bag, wide_mlp])
def test_what_is_dropped_is_dropped_in_training_alone(build: Callable[..., Any]) -> None:
    keras.utils.set_random_seed(0)
    model = build(_spec(40), **SMALL[build])
    rows = np.arange(1, 31, dtype=np.int32)[None]
    trained = {float(model(rows, training=True)[0, 0]) for _ in range(4)}
    assert len(trained) > 1 and len({float(model(rows)[0, 0]) for _ in range(2)}) == 1


def test_a_bag_of_single_tokens_knows_no_order() -> None:
    model = ngram_bag(TextSpec(9, None, 2), buckets=50, longest=1)
    np.testing.assert_allclose(model(np.array([[3, 5, 8]])), model(np.array([[8, 5, 3]])), atol=1e-7)


def test_jamo_cnn_reads_letters() -> None:
    estimator = models["jamo-cnn"].estimator(epochs=1, min_count=1, filters=4, syllable_filters=4)
    fitted = estimator.fit(["굿 ㅋ", "별로"] * 6, [1, 0] * 6)
    assert fitted.vocabulary_.analyzer == "jamo"
    # ㄱ ㅜ ㅅ(final) space ㅋ ㅂ ㅕ ㄹ(final) ㄹ(first) ㅗ, besides padding and unknown.
    assert fitted.vocabulary_.size == 2 + 10
    assert fitted.predict_proba(["굿굿굿", ""]).shape == (2, 2)


TEXTS = ["so so good", "so bad", "bad film", "good film", "so good a film"] * 2
BAG = {"analyzer": "token-ngrams", "unknown": "drop", "min_count": 1, "length": 50, "batches": "bucketed"}


@pytest.mark.parametrize("build", [tfidf_bag, nb_bag])
@pytest.mark.parametrize("labels", [[1, 0, 0, 1, 1] * 2, [1, 0, 0, 2, 1] * 2], ids=["two", "three"])
def test_the_sums_of_a_bag_are_those_of_scikit_learn(build: Callable[..., Any], labels: list[int]) -> None:
    fitted = KerasTextClassifier(build, **BAG, epochs=1, validation_fraction=0, random_state=0).fit(
        TEXTS, labels
    )
    vectors = fitted.model_.get_layer("vectors").get_weights()[0]
    vectorizer = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, ngram_range=(1, 3), binary=True, vocabulary=_places(fitted)
    )
    features = vectorizer.fit_transform(TEXTS)
    if build is nb_bag:
        # One class against the rest, as NB-SVM does; padding, id 0, is no feature.
        present = (features > 0).toarray()[:, 1:].astype(int)
        members = np.equal.outer(sorted(set(labels)), labels).astype(int)
        p, q = 1 + members @ present, 1 + (1 - members) @ present
        ratios = np.log(p / p.sum(axis=1, keepdims=True)) - np.log(q / q.sum(axis=1, keepdims=True))
        features = features.multiply([0, *np.abs(ratios).max(axis=0)])
    sums = keras.Model(fitted.model_.input, fitted.model_.layers[-2].output)(_rows(fitted, TEXTS))
    np.testing.assert_allclose(sums, features @ vectors, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("classes", [2, 3])
def test_a_wide_mlp_is_its_formula(classes: int) -> None:
    documents = [np.arange(1, 9, dtype=np.int32), np.array([2, 3]), np.array([3])]
    spec = TextSpec(9, None, classes, documents, [0, 1, classes - 1])
    model = wide_mlp(spec, units=6)
    kernel = model.get_layer("kernel").get_weights()[0]
    output, bias = model.layers[-1].get_weights()
    # Every occurrence of a token counts: the first row has 3 twice. Of padding alone the hidden layer is 0.
    rows = np.array([[3, 5, 3, 2], [7, 0, 0, 0], [0, 0, 0, 0]], np.int32)
    weights = spec.idf()[rows]
    norms = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    hidden = np.maximum(np.einsum("bt,btf->bf", weights, kernel[rows]) / np.where(norms, norms, 1), 0)
    scores = hidden @ output + bias
    expected = expit(scores) if classes == 2 else softmax(scores, axis=1)
    np.testing.assert_allclose(model(rows), expected, rtol=1e-5)


def _places(fitted: KerasTextClassifier) -> dict[str, int]:
    return {"": 0, **fitted.vocabulary_.ids}


def _rows(fitted: KerasTextClassifier, texts: list[str]) -> np.ndarray[Any, Any]:
    return pad(fitted.vocabulary_.encode(texts), 20)
