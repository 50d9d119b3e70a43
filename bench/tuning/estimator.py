"""Any registered model as a scikit-learn estimator whose parameters are those of its recipe."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from bench.catalogue import models
from bench.models.plugin import ModelPlugin
from bench.plugins import load_files
from bench.recipe import Recipe
from bench.trials.freed_memory import keep_freed_memory
from bench.trials.measure import is_network, seed_everything
from bench.tuning.journal import Fit, Journal, fit_key


class RecipeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A model of the registry, settable by its recipe's parameters: what a search of scikit-learn searches.

    A fit that the journal knows is not made again; ``score`` then gives the score it had, so it must be
    asked about the documents that were held out then.

    Args:
        recipe: The model, and its parameters that are not left at their defaults.
        seed: Of everything random in a fit.
        plugins: Files to import before the model is looked up, in whatever process this is.
        journal: Where each fit is written down once it is scored; None for nowhere.

    Attributes:
        classes_: Class labels, sorted.

    Example:
        >>> spam = RecipeClassifier(Recipe("nb")).set_params(alpha=0.5)
        >>> spam.fit(["free lottery", "hello you"], [1, 0]).predict(["lottery"]).tolist()
        [1]
        >>> spam.get_params()
        {'alpha': 0.5, 'ngram_range': (1, 1)}
    """

    def __init__(
        self, recipe: Recipe, *, seed: int = 0, plugins: tuple[Path, ...] = (), journal: Journal | None = None
    ) -> None:
        self.recipe = recipe
        self.seed = seed
        self.plugins = plugins
        self.journal = journal

    def __sklearn_clone__(self) -> RecipeClassifier:
        return RecipeClassifier(self.recipe, seed=self.seed, plugins=self.plugins, journal=self.journal)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Every parameter of the model, defaults included."""
        return {**self._plugin().parameters, **self.recipe.params}

    def set_params(self, **params: Any) -> Self:
        """Set parameters of the model.

        Raises:
            ValueError: It has none of that name.
        """
        known = self.get_params()
        for key in params:
            if key not in known:
                raise ValueError(
                    f"the model '{self.recipe.name}' has no parameter '{key}'; it has: {sorted(known)}"
                )
        self.recipe = Recipe(self.recipe.name, {**self.recipe.params, **params})
        return self

    def fit(self, X: Sequence[str], y: Iterable[Any]) -> Self:
        """Fit a fresh model, unless the journal knows this fit.

        Args:
            X: Documents, tokens joined by single spaces; shape ``(n,)``.
            y: Their classes; shape ``(n,)``.
        """
        labels = np.asarray(y)
        self.classes_ = np.unique(labels)
        complete = self._complete()
        key = fit_key(complete, X, labels)
        self._known = self.journal.known.get(key) if self.journal else None
        if self._known is not None:
            return self
        began = time.perf_counter()
        try:
            # A candidate may not converge, or a fold lack a class: its score says what that costs.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._fitted = models[self.recipe.name].estimator(**self.recipe.params)
                if is_network(self._fitted):
                    keep_freed_memory()
                seed_everything(self._fitted, self.seed)
                self._fitted.fit(X, labels)
        except (
            Exception
        ) as error:  # a model may fail in any way at all: it becomes a candidate without a score
            self._note(Fit(key, str(complete), len(X), None, time.perf_counter() - began, _line(error)))
            raise
        self._made = Fit(key, str(complete), len(X), None, time.perf_counter() - began)
        return self

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """Classes; shape ``(n,)``."""
        check_is_fitted(self, "_fitted")
        return np.asarray(self._fitted.predict(X))

    def score(self, X: Sequence[str], y: Iterable[Any]) -> float:
        """Accuracy on documents held out; not a number where the model cannot predict."""
        if self._known is not None:
            self._note(self._known)
            return float(self._known.score or 0)
        made, score, reason = self._made, None, ""
        try:
            score = float(np.mean(self.predict(X) == np.asarray(y)))
        except Exception as error:  # likewise
            reason = _line(error)
        self._note(Fit(made.key, made.recipe, made.documents, score, made.seconds, reason))
        if is_network(self._fitted):
            _forget_graphs()
        return float("nan") if score is None else score

    def _complete(self) -> Recipe:
        return self._plugin().complete(self.recipe.params)

    def _plugin(self) -> ModelPlugin:
        load_files(self.plugins)
        plugin: ModelPlugin = models[self.recipe.name]
        return plugin

    def _note(self, fit: Fit) -> None:
        if self.journal is not None:
            self.journal.add(fit)


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _forget_graphs() -> None:
    """Let go of what Keras keeps of every model it ever built in this process."""
    import keras

    logging.getLogger("tensorflow").setLevel(logging.ERROR)  # it warns that models are many
    keras.utils.clear_session()
