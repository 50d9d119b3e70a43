"""What estimators say of the test part, in columns of the data set's classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.linear_model import RidgeClassifier, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import SVC

from bench.catalogue import models
from bench.trials.predict import Output, predict
from bench.trials.task import InvalidPredictions

WORDS = {0: "sun warm bright day", 1: "rain cold dark night", 2: "wind storm wild sea"}

DECIDING = {
    "tfidf-svm": lambda: models["tfidf-svm"].estimator(),
    "char-svm": lambda: models["char-svm"].estimator(),
    "nb-svm": lambda: models["nb-svm"].estimator(),
    "svc": lambda: make_pipeline(TfidfVectorizer(), SVC(kernel="linear")),
    "sgd": lambda: make_pipeline(HashingVectorizer(n_features=256), SGDClassifier(random_state=0)),
    "ridge": lambda: make_pipeline(TfidfVectorizer(), RidgeClassifier()),
    "search": lambda: GridSearchCV(models["tfidf-svm"].estimator(), {"linearsvc__C": [0.1, 1.0]}, cv=2),
}


def documents(labels: list[int], each: int = 20) -> tuple[list[str], np.ndarray[Any, Any]]:
    random = np.random.default_rng(0)
    every = np.repeat(labels, each)
    return [" ".join(random.choice([*WORDS[label].split(), "the", "a"], 4)) for label in every], every


def scored(output: Output, kind: str) -> np.ndarray[Any, Any]:
    assert output.score_kind == kind
    assert output.scores is not None
    return output.scores


@pytest.mark.parametrize("labels", [[0, 1], [0, 1, 2]], ids=["two", "three"])
@pytest.mark.parametrize("name", DECIDING)
def test_decision_scores_agree_with_the_estimator_s_own_classes(name: str, labels: list[int]) -> None:
    texts, truth = documents(labels)
    fitted = DECIDING[name]().fit(texts, truth)
    output = predict(fitted, texts, len(labels))
    scores = scored(output, "decision")
    assert scores.shape == (len(texts), len(labels))
    np.testing.assert_array_equal(output.predicted, fitted.predict(texts))
    np.testing.assert_array_equal(output.predicted, scores.argmax(axis=1))
    own = fitted.decision_function(texts)
    np.testing.assert_array_equal(scores if len(labels) > 2 else scores[:, 1], own)
    if len(labels) == 2:
        np.testing.assert_array_equal(scores[:, 0], -own)


@pytest.mark.parametrize("name", ["nb", "tfidf-logreg", "hashed-sgd", "complement-nb"])
def test_probabilities_come_first(name: str) -> None:
    texts, truth = documents([0, 1, 2])
    fitted = models[name].estimator().fit(texts, truth)
    output = predict(fitted, texts, 3)
    np.testing.assert_array_equal(scored(output, "probability"), fitted.predict_proba(texts))
    np.testing.assert_array_equal(output.predicted, fitted.predict(texts))


@pytest.mark.parametrize("name", ["nb", "tfidf-svm"])
@pytest.mark.parametrize("shown", [[0, 2], [1, 2], [0, 1, 2]])
def test_a_class_that_training_did_not_show_comes_last_and_ranks_nothing(name: str, shown: list[int]) -> None:
    fitted = models[name].estimator().fit(*documents(shown))
    scores = predict(fitted, documents([0, 1, 2])[0], 4).scores
    assert scores is not None
    for label in set(range(4)) - set(shown):
        assert len(set(scores[:, label])) == 1
        assert (scores[:, label] <= scores.min(axis=1)).all()
    assert set(scores.argmax(axis=1)) <= set(shown)


def test_an_estimator_that_only_predicts_has_no_scores() -> None:
    class Constant(BaseEstimator):
        def predict(self, X: list[str]) -> Any:
            return np.zeros(len(X), int)

    output = predict(Constant(), ["a", "b"], 2)
    assert (output.scores, output.score_kind) == (None, "none")
    assert list(output.arrays()) == ["predicted"]


def test_scores_of_pairs_of_classes_are_refused() -> None:
    texts, truth = documents([0, 1, 2])
    truth[::9] = 3
    pairs = make_pipeline(TfidfVectorizer(), SVC(kernel="linear", decision_function_shape="ovo"))
    with pytest.raises(InvalidPredictions, match=r"decision_function gave shape \(60, 6\), not \(60, 4\)"):
        predict(pairs.fit(texts, truth), texts, 4)


def test_a_pipeline_with_a_way_of_its_own_is_asked_itself() -> None:
    class Stubborn(Pipeline):
        def predict(self, X: list[str], **params: Any) -> Any:
            return np.ones(len(X), int)

    texts, truth = documents([0, 1])
    steps = models["tfidf-svm"].estimator().steps
    assert predict(Stubborn(steps).fit(texts, truth), texts, 2).predicted.all()


@pytest.mark.parametrize("last", [MultinomialNB(), SGDClassifier()], ids=["probability", "decision"])
def test_features_are_made_once(last: BaseEstimator) -> None:
    calls = []

    class Counting(TfidfVectorizer):
        def transform(self, raw_documents: list[str]) -> Any:
            calls.append(len(raw_documents))
            return super().transform(raw_documents)

    texts, truth = documents([0, 1])
    fitted = make_pipeline(Counting(), last).fit(texts, truth)
    predict(fitted, texts, 2)
    assert calls == [len(texts)]
