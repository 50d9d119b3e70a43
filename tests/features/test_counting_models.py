"""The models that count on numbers, against pipelines that count strings: the same to the last bit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import (
    CountVectorizer,
    HashingVectorizer,
    TfidfTransformer,
    TfidfVectorizer,
)
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from bench.cards.load import load_card
from bench.catalogue import models
from bench.models.log_count_ratio_svc import LogCountRatioSVC
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepare import prepare
from bench.preparation.sequence import Documents
from bench.recipe import Recipe
from bench.trials.measure import seed_everything

PLAIN: dict[str, Any] = {"tokenizer": str.split, "token_pattern": None, "lowercase": False}


def plain(name: str) -> Pipeline:
    """What each model was before there were numbers, with the defaults of its recipe."""
    pairs, triples = {**PLAIN, "ngram_range": (1, 2)}, {**PLAIN, "ngram_range": (1, 3)}
    steps: dict[str, tuple[BaseEstimator, ...]] = {
        "nb": (CountVectorizer(analyzer=str.split), MultinomialNB()),
        "complement-nb": (CountVectorizer(**PLAIN), ComplementNB()),
        "tfidf-svm": (TfidfVectorizer(**pairs, sublinear_tf=True), LinearSVC()),
        "tfidf-logreg": (
            TfidfVectorizer(**pairs, sublinear_tf=True),
            LogisticRegression(C=10.0, max_iter=1000),
        ),
        "nb-svm": (CountVectorizer(**triples, binary=True), LogCountRatioSVC()),
        "hashed-sgd": (
            HashingVectorizer(**pairs, norm=None, alternate_sign=False),
            TfidfTransformer(sublinear_tf=True),
            SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=20, average=True),
        ),
    }
    return make_pipeline(*steps[name])


NAMES = ["nb", "complement-nb", "tfidf-svm", "tfidf-logreg", "nb-svm", "hashed-sgd"]
TOKENS = ["a", "ab", "b", "영화", "영", "New▁York", "a\x01", "😀"]
DOCUMENT = st.lists(st.sampled_from(TOKENS), max_size=8).map(" ".join)


def assert_same(name: str, train: Any, labels: Any, test: Any) -> None:
    ours, theirs = models[name].estimator(), plain(name)
    for estimator in (ours, theirs):
        seed_everything(estimator, 3)
    ours.fit(train, labels)
    theirs.fit(list(train), labels)
    np.testing.assert_array_equal(ours.predict(test), theirs.predict(list(test)))
    for learnt in ("coef_", "intercept_", "feature_log_prob_"):
        if hasattr(theirs[-1], learnt):
            np.testing.assert_array_equal(getattr(ours[-1], learnt), getattr(theirs[-1], learnt))
    for method in ("predict_proba", "decision_function"):
        if hasattr(theirs, method):
            said = [getattr(estimator, method)(test) for estimator in (ours, theirs)]
            np.testing.assert_array_equal(*said)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(
    documents=st.lists(DOCUMENT, min_size=6, max_size=12),
    test=st.lists(DOCUMENT, min_size=1, max_size=4),
)
def test_on_documents_of_all_kinds(name: str, documents: list[str], test: list[str]) -> None:
    documents = [*documents, "a b ab a", "영화 😀"]
    labels = np.arange(len(documents)) % 3
    assert_same(name, Documents.of(documents), labels, Documents.of(test))


@pytest.mark.parametrize("name", NAMES)
def test_on_real_documents(data_dir: Path, name: str) -> None:
    prepared = prepare(load_card("spam"), Recipe("words"), data_dir)
    train, test = read_documents(prepared.train), read_documents(prepared.test)
    assert_same(name, train, read_labels(prepared.train), test)
