"""A recipe as a scikit-learn estimator."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score

from bench.recipe import Recipe
from bench.tuning.estimator import RecipeClassifier

TEXTS = ["sun warm", "sun day", "warm bright sun", "rain cold", "rain night", "cold dark rain"] * 4
LABELS = np.array([0, 0, 0, 1, 1, 1] * 4)


def test_its_parameters_are_the_recipe_s_with_defaults() -> None:
    model = RecipeClassifier(Recipe("nb", {"alpha": 0.5}))
    assert model.get_params() == {"alpha": 0.5, "ngram_range": (1, 1)}
    assert str(model.set_params(ngram_range=[1, 2]).recipe) == "nb:alpha=0.5,ngram_range=[1,2]"


def test_a_parameter_that_came_after_records_had_been_made_can_be_searched_too() -> None:
    model = RecipeClassifier(Recipe("lstm"))
    assert model.get_params()["global_clipnorm"] is None
    assert str(model.set_params(global_clipnorm=1.0).recipe) == "lstm:global_clipnorm=1.0"


def test_a_parameter_it_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'nb' has no parameter 'C'; it has: \['alpha', 'ngram_range'\]"):
        RecipeClassifier(Recipe("nb")).set_params(C=1)


def test_a_clone_is_equal_and_not_fitted() -> None:
    model = RecipeClassifier(Recipe("nb", {"alpha": 2}), seed=3).fit(TEXTS, LABELS)
    copy = clone(model)
    assert (copy.recipe, copy.seed) == (model.recipe, 3)
    with pytest.raises(NotFittedError):
        copy.predict(TEXTS)
    copy.set_params(alpha=1)
    assert model.get_params()["alpha"] == 2


def test_it_survives_the_way_to_another_process() -> None:
    model = pickle.loads(pickle.dumps(RecipeClassifier(Recipe("nb")).fit(TEXTS, LABELS)))
    assert model.predict(["sun", "rain"]).tolist() == [0, 1]


def test_it_is_searched_like_any_estimator() -> None:
    search = GridSearchCV(RecipeClassifier(Recipe("complement-nb")), {"alpha": [0.1, 1]}, cv=2)
    search.fit(TEXTS, LABELS)
    assert search.best_params_ == {"alpha": 0.1}
    assert search.predict(["rain"]).tolist() == [1]
    assert cross_val_score(RecipeClassifier(Recipe("nb")), TEXTS, LABELS, cv=2).tolist() == [1.0, 1.0]


def test_a_neural_model_is_searched_by_its_recipe_s_parameters() -> None:
    quick = Recipe("fasttext", {"length": 4, "epochs": 1, "validation_fraction": 0, "batch_size": 8})
    grid = {"embedding": [2, 3], "learning_rate": [0.1]}
    search = GridSearchCV(RecipeClassifier(quick), grid, cv=2, refit=False).fit(TEXTS, LABELS)
    assert search.best_params_["learning_rate"] == 0.1
    assert np.isfinite(search.cv_results_["mean_test_score"]).all()
    assert search.estimator.get_params().keys() >= {"embedding", "learning_rate", "length", "patience"}
