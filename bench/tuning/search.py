"""Searching a grid by cross-validation."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.errors import DataError
from bench.tuning.estimator import RecipeClassifier
from bench.tuning.grid import Grid, size

FACTOR = 3
"""Of the candidates, halving keeps one in so many for the next iteration, on so many times the documents."""

MOST_DROPS = 4
"""How often halving drops candidates at most: scikit-learn takes logarithms, and miscounts from 3**5 on."""


@dataclass(frozen=True)
class Search:
    """How a grid is searched.

    Args:
        kind: ``grid`` (every candidate on all documents) or ``halving`` (successive halving: all on few
            documents, the best third on three times as many, and so on, the last on all).
        folds: Of the cross-validation, stratified and shuffled.
        seed: Of folds and fits.
        jobs: Processes.

    Reference:
        Successive halving: Jamieson and Talwalkar, "Non-stochastic best arm identification and
        hyperparameter optimization", AISTATS 2016, https://arxiv.org/abs/1502.07943.
    """

    kind: str = "grid"
    folds: int = 5
    seed: int = 0
    jobs: int = 1

    def fits(self, grid: Grid, documents: int, classes: int) -> int:
        """How many fits the search of a grid takes.

        Args:
            grid: Values by parameter.
            documents: Of the training part.
            classes: Of the training part.

        Example:
            >>> Search(folds=5).fits({"C": [1, 2, 3]}, 1000, 2)
            15
            >>> Search("halving", folds=5).fits({"C": [1, 2, 3]}, 1000, 2)
            20
        """
        left, total = size(grid), 0
        for _ in range(self.iterations(grid, documents, classes)):
            total += left
            left = math.ceil(left / FACTOR)
        return total * self.folds

    def iterations(self, grid: Grid, documents: int, classes: int) -> int:
        """How often halving drops candidates, once more than that: the last is on all documents.

        As many as leave one of ``FACTOR`` in the last, unless the first would then have fewer documents than
        scikit-learn asks for: two of each class in each fold.
        """
        if self.kind == "grid":
            return 1
        wanted = min(_whole_log(size(grid)), MOST_DROPS)
        possible = _whole_log(documents // (2 * self.folds * classes))
        return 1 + min(wanted, possible)

    def run(
        self, estimator: RecipeClassifier, grid: Grid, documents: Sequence[str], labels: NDArray[np.int64]
    ) -> tuple[Mapping[str, Any], int]:
        """Search.

        Returns:
            ``cv_results_`` of scikit-learn, and the best candidate's place in it: the first of the highest
            mean, in the last iteration.

        Raises:
            DataError: No class has a document for each fold.
            ValueError: Every candidate fails.
        """
        counts = np.bincount(labels)
        if counts.max() < self.folds:
            raise DataError(
                f"no class has a document for each of {self.folds} folds", remedy="ask for fewer folds"
            )
        iterations = self.iterations(grid, len(labels), int(np.count_nonzero(counts)))
        search = self._of_scikit_learn(estimator, grid, first=len(labels) // FACTOR ** (iterations - 1))
        with warnings.catch_warnings():  # on fits that failed, with their tracebacks: the table has them
            warnings.simplefilter("ignore")
            search.fit(documents, labels)
        return search.cv_results_, int(search.best_index_)

    def _of_scikit_learn(self, estimator: RecipeClassifier, grid: Grid, first: int) -> Any:
        from sklearn.experimental import enable_halving_search_cv  # noqa: F401
        from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV, StratifiedKFold

        folds = StratifiedKFold(self.folds, shuffle=True, random_state=self.seed)
        common = {"cv": folds, "refit": False, "n_jobs": self.jobs, "error_score": np.nan}
        if self.kind == "grid":
            return GridSearchCV(estimator, grid, **common)
        return HalvingGridSearchCV(
            estimator,
            grid,
            factor=FACTOR,
            min_resources=first,  # its own choice may end on a third of the documents
            random_state=self.seed,
            return_train_score=False,
            **common,
        )


def _whole_log(number: int) -> int:
    """How often a number can be divided by ``FACTOR``; 0 for less than that."""
    times = 0
    while number >= FACTOR:
        number, times = number // FACTOR, times + 1
    return times
