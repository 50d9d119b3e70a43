"""Two classifiers whose scores are added."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.utils.validation import check_is_fitted


class SummedScores(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The class with the highest sum of ``decision_function`` over two classifiers trained apart.

    What :class:`sklearn.ensemble.VotingClassifier` is to probabilities, for classifiers that have none. One
    classifier on all the features at once lets two kinds of features explain the training part to each other.

    Args:
        first: Unfitted, with ``decision_function``.
        second: Another, whose scores are of the same scale.

    Attributes:
        classes_: Class labels, sorted.
        fitted_: Both, fitted.

    Example:
        >>> from sklearn.svm import LinearSVC
        >>> X, y = [[0.0, 1.0], [1.0, 0.0], [0.2, 0.9], [0.8, 0.1]], ["a", "b", "a", "b"]
        >>> model = SummedScores(LinearSVC(C=1.0), LinearSVC(C=10.0)).fit(X, y)
        >>> [str(label) for label in model.predict([[0.1, 1.0]])]
        ['a']
    """

    def __init__(self, first: BaseEstimator, second: BaseEstimator) -> None:
        self.first = first
        self.second = second

    def fit(self, X: Any, y: Any) -> Self:
        """Fit both, each on all of the training part."""
        self.classes_ = np.unique(y)
        self.fitted_ = [clone(estimator).fit(X, y) for estimator in (self.first, self.second)]
        return self

    def decision_function(self, X: Any) -> NDArray[np.float64]:
        """Sums of scores; shape ``(n,)`` for two classes, else ``(n, classes)``."""
        check_is_fitted(self, "fitted_")
        return np.asarray(sum(one.decision_function(X) for one in self.fitted_), np.float64)

    def predict(self, X: Any) -> NDArray[Any]:
        """The class with the highest sum; shape ``(n,)``."""
        scores = self.decision_function(X)
        best = (scores > 0).astype(int) if scores.ndim == 1 else scores.argmax(axis=1)
        return np.asarray(self.classes_[best])
