"""Weights of linear models: the strongest for each class, and what each token of a document adds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from bench.explain.contributions import contributions
from bench.explain.kinds import refuse_unfitted
from bench.explain.linear import strongest, weights_of
from bench.explain.not_explainable import NotExplainable
from bench.models.char_svm import char_svm
from bench.models.complement_nb import complement_nb
from bench.models.hashed_sgd import hashed_sgd
from bench.models.nb import nb
from bench.models.nb_svm import nb_svm
from bench.models.tfidf_logreg import tfidf_logreg
from bench.models.tfidf_svm import tfidf_svm

TEXTS = [
    "free lottery win now", "win a free prize", "call now free", "hello you there", "see you at home",
    "hello home", "goal in the game", "the game was won", "a goal at home",
]  # fmt: skip
THREE = np.repeat([0, 1, 2], 3)
TWO = (THREE > 0).astype(int)
DOCUMENT = "Hello  you win the free  free game nonsense"


def fitted(make: Any, labels: Any, **params: Any) -> Pipeline:
    return make(**params).fit(TEXTS, labels)


def test_weights_of_naive_bayes_by_hand() -> None:
    model = nb(alpha=1.0).fit(["free free you", "you"], [1, 0])
    found = strongest(weights_of(model, "nb"), ["ham", "spam"], 5)
    # "free" 3 of 5 against 1 of 3, "you" 2 of 5 against 2 of 3, smoothed by one.
    assert [(entry.label, [token for token, _ in entry.tokens]) for entry in found] == [
        ("ham", ["you"]), ("spam", ["free"]),
    ]  # fmt: skip
    assert found[1].tokens[0][1] == pytest.approx(math.log(3 / 5) - math.log(1 / 3))
    assert found[0].tokens[0][1] == pytest.approx(math.log(2 / 3) - math.log(2 / 5))


@pytest.mark.parametrize("make", [nb, complement_nb, tfidf_logreg, tfidf_svm, nb_svm, char_svm])
def test_strongest_tokens_are_those_of_the_class(make: Any) -> None:
    found = strongest(weights_of(fitted(make, THREE), "m"), ["spam", "ham", "sport"], 4)
    assert [len(entry.tokens) for entry in found] == [4, 4, 4]
    for entry in found:
        weights = [weight for _, weight in entry.tokens]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) > 0
    if make is not char_svm:
        assert "free" in dict(found[0].tokens)
        assert "game" in dict(found[2].tokens) or "goal" in dict(found[2].tokens)


def relative_scores(model: Pipeline, document: str) -> np.ndarray[Any, Any]:
    """Score of each class without its intercept, less the mean of the others', from the model itself."""
    row, last = model[:-1].transform([document]), model[-1]
    known = getattr(last, "coef_", None)
    matrix = last.feature_log_prob_ if known is None else known
    scores = np.asarray(row @ matrix.T).ravel()
    if len(scores) == 1:
        scores = np.array([-scores[0] / 2, scores[0] / 2])
    return scores - (scores.sum() - scores) / (len(scores) - 1)


@pytest.mark.parametrize("labels", [TWO, THREE], ids=["two", "three"])
@pytest.mark.parametrize(
    "make", [nb, complement_nb, tfidf_logreg, tfidf_svm, nb_svm, char_svm,
             lambda: make_pipeline(TfidfVectorizer(), tfidf_logreg()[-1])]
)  # fmt: skip
def test_tokens_and_what_lies_elsewhere_sum_to_the_score(make: Any, labels: Any) -> None:
    model = fitted(make, labels)
    weights = weights_of(model, "m")
    for label, score in enumerate(relative_scores(model, DOCUMENT)):
        found = contributions(model, weights, DOCUMENT, label)
        assert found is not None
        assert sum(found.weights) + found.elsewhere == pytest.approx(score)
        assert found.tokens[0].lower() == "hello"
        if make is not char_svm:
            assert found.elsewhere == pytest.approx(0)
            assert found.tokens[found.unknown[-1]] == "nonsense"


def test_a_run_of_tokens_is_divided_among_them_and_its_occurrences() -> None:
    model = nb(ngram_range=[2, 2]).fit(["red car here", "blue car"], [1, 0])
    weights = weights_of(model, "nb")
    value = float(weights.relative(1)[list(weights.names).index("red car")])
    found = contributions(model, weights, "red car red car", 1)
    assert found is not None
    assert found.weights == pytest.approx([value / 2] * 4)  # counted twice, each time two tokens


def test_tokens_of_one_letter_and_hangul_keep_their_weight() -> None:
    model = nb().fit(["이 영화 굿", "영화 노잼"], [1, 0])
    found = contributions(model, weights_of(model, "nb"), "굿 노잼 새말", 1)
    assert found is not None
    assert found.tokens == ("굿", "노잼", "새말")
    assert found.weights[0] > 0 > found.weights[1]
    assert found.unknown == (2,)


def test_spaces_in_runs_of_characters_are_shown() -> None:
    weights = weights_of(fitted(char_svm, TWO), "char-svm")
    assert weights.shown(" a b") == "␣a␣b"
    assert weights_of(fitted(nb, TWO), "nb").shown("a b") == "a b"


@pytest.mark.parametrize(
    ("estimator", "problem"),
    [
        (hashed_sgd(), "have no names, so that its weights say nothing"),
        (KNeighborsClassifier(), "no pipeline of features and a classifier"),
    ],
)
def test_what_has_no_named_weights_is_refused_before_it_is_fitted(estimator: Any, problem: str) -> None:
    with pytest.raises(NotExplainable, match=problem) as refused:
        refuse_unfitted(estimator, "mine", 2)
    assert "tfidf-svm" in str(refused.value)
    assert "attention" in str(refused.value)


def test_a_classifier_without_weights_is_refused_once_fitted() -> None:
    model = make_pipeline(CountVectorizer(), KNeighborsClassifier(1)).fit(TEXTS, TWO)
    refuse_unfitted(model, "near", 2)
    with pytest.raises(NotExplainable, match="KNeighborsClassifier has neither coef_"):
        weights_of(model, "near")
