from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bench.catalogue import models

NAMES = [
    "complement-nb",
    "tfidf-logreg",
    "tfidf-svm",
    "char-svm",
    "nb-svm",
    "hashed-sgd",
]
DOCUMENTS = ["재미 있 다", "정말 재미", "꿀 잼 굿", "지루 하 다", "별 로", "돈 아깝 다"]
LABELS = np.array([1, 1, 1, 0, 0, 0])


@pytest.mark.parametrize("name", NAMES)
def test_learns_what_it_was_shown(name: str) -> None:
    fitted = models[name].estimator().fit(DOCUMENTS, LABELS)
    np.testing.assert_array_equal(fitted.predict(DOCUMENTS), LABELS)


@pytest.mark.parametrize("name", NAMES)
def test_ranks_by_probability_or_by_score(name: str) -> None:
    fitted = models[name].estimator().fit(DOCUMENTS, LABELS)
    scores = fitted.predict_proba(DOCUMENTS)[:, 1] if hasattr(fitted, "predict_proba") else (
        fitted.decision_function(DOCUMENTS)
    )  # fmt: skip
    assert scores[LABELS == 1].min() > scores[LABELS == 0].max()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("char-svm", "hashed-sgd")])
def test_tokens_of_one_character_count(name: str) -> None:
    pipeline = models[name].estimator(ngram_range=[1, 1]).fit(DOCUMENTS, LABELS)
    assert {"굿", "돈", "별"} <= set(pipeline[0].get_feature_names_out())


@pytest.mark.parametrize(
    ("name", "recipe", "inside"),
    [
        ("tfidf-svm", {"ngram_range": [1, 3], "C": 0.5},
         {"tokencounter__ngram_range": (1, 3), "linearsvc__C": 0.5}),
        ("char-svm", {"ngram_range": [2, 4]}, {"tfidfvectorizer__ngram_range": (2, 4)}),
        ("nb-svm", {"beta": 1.0, "min_df": 2}, {"logcountratiosvc__beta": 1.0, "tokencounter__min_df": 2}),
        ("tfidf-logreg", {"C": 3}, {"logisticregression__C": 3}),
        ("hashed-sgd", {"features": 64}, {"tokenhasher__n_features": 64}),
        ("complement-nb", {"norm": True}, {"complementnb__norm": True}),
    ],
)  # fmt: skip
def test_parameters_of_a_recipe_arrive(name: str, recipe: dict[str, Any], inside: dict[str, Any]) -> None:
    params = models[name].estimator(**recipe).get_params()
    assert {key: params[key] for key in inside} == inside


def test_two_models_read_a_half_each_and_their_scores_are_added() -> None:
    documents = [f"{document} ␞ {document.replace(' ', '')}!" for document in DOCUMENTS]
    both = models["token-char-nb-svm"].estimator(min_df=1).fit(documents, LABELS)
    apart = [
        models["tfidf-nb-svm"].estimator(min_df=1).fit(DOCUMENTS, LABELS).decision_function(DOCUMENTS),
        models["char-nb-svm"]
        .estimator(ngram_range=[1, 6])
        .fit([document.partition(" ␞ ")[2] for document in documents], LABELS)
        .decision_function([document.partition(" ␞ ")[2] for document in documents]),
    ]
    assert not np.allclose(*apart), "the halves tell different things"
    np.testing.assert_allclose(both.decision_function(documents), sum(apart), rtol=1e-3)


def test_scores_of_more_than_two_classes_are_added_class_by_class() -> None:
    labels = np.array(["a", "a", "b", "b", "c", "c"])
    fitted = models["token-char-nb-svm"].estimator(min_df=1).fit(DOCUMENTS, labels)
    assert fitted.decision_function(DOCUMENTS).shape == (6, 3)
    assert fitted.predict(DOCUMENTS).tolist() == labels.tolist()
