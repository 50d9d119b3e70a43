"""NB-SVM as a scikit-learn classifier."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.svm import LinearSVC
from sklearn.utils import check_random_state
from sklearn.utils.extmath import safe_sparse_dot
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_non_negative, validate_data

from bench.features.log_count_ratio import log_count_ratio


class LogCountRatioSVC(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A linear SVM on features scaled by their log-count ratio, one class against the rest.

    For a class, with ``x_i`` the features of document i as they come, ``f_i`` which of them it has, and ``r``
    the :func:`bench.features.log_count_ratio.log_count_ratio` of ``f``::

        w, b = linear SVM on r * x_i
        w'   = (1 - beta) |w|_1 / |V| + beta w
        score(x) = w'^T (r * x) + b

    The source's ``x`` is ``f``: give it binary counts. TF-IDF works too, and often better.

    Args:
        C: Inverse of the SVM's L2 penalty.
        alpha: Smoothing.
        beta: Interpolation between naive Bayes (the mean weight everywhere) and the SVM; 1 for the SVM.
        random_state: Of the solver.

    Attributes:
        classes_: Class labels, sorted.
        coef_: ``r * w'``: weights of the features as they come; shape ``(1 or classes, features)``.
        intercept_: Shape ``(1 or classes,)``.

    Example:
        >>> X = np.array([[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0]])
        >>> LogCountRatioSVC().fit(X, ["a", "a", "b", "b"]).predict(X).tolist()
        ['a', 'a', 'b', 'b']

    Reference:
        Wang and Manning, "Baselines and bigrams: simple, good sentiment and topic classification", ACL
        2012, https://aclanthology.org/P12-2018, sections 2.1 and 2.3.
    """

    def __init__(
        self, C: float = 1.0, alpha: float = 1.0, beta: float = 0.25, random_state: int | None = None
    ) -> None:
        self.C = C
        self.alpha = alpha
        self.beta = beta
        self.random_state = random_state

    def fit(self, X: Any, y: Any) -> Self:
        """Learn ratios and weights.

        Args:
            X: Counts, sparse or dense, not negative; shape ``(n, features)``.
            y: Classes, two or more; shape ``(n,)``.

        Raises:
            ValueError: Negative counts, or a single class.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr")
        check_non_negative(X, type(self).__name__)
        check_classification_targets(y)
        self.classes_ = np.unique(y)
        if len(self.classes_) < 2:
            raise ValueError(f"needs two classes or more, found one class: {self.classes_[0]}")
        present = X > 0
        against = self.classes_[1:] if len(self.classes_) == 2 else self.classes_
        random = check_random_state(self.random_state)
        weights = [self._fit_one(X, present, y == label, random) for label in against]
        self.coef_ = np.vstack([coef for coef, _ in weights])
        self.intercept_ = np.array([intercept for _, intercept in weights])
        return self

    def _fit_one(
        self, X: Any, present: Any, inside: NDArray[np.bool_], random: np.random.RandomState
    ) -> tuple[NDArray[np.float64], float]:
        in_class, elsewhere = (
            np.asarray(present[chosen].sum(axis=0)).ravel() for chosen in (inside, ~inside)
        )
        ratio = log_count_ratio(in_class, elsewhere, self.alpha)
        scaled = X.multiply(ratio).tocsr() if hasattr(X, "multiply") else X * ratio
        machine = LinearSVC(C=self.C, random_state=random).fit(scaled, inside)
        weights = machine.coef_.ravel()
        interpolated = (1 - self.beta) * np.abs(weights).mean() + self.beta * weights
        return ratio * interpolated, float(machine.intercept_[0])

    def decision_function(self, X: Any) -> NDArray[np.float64]:
        """Scores: shape ``(n,)`` for two classes, positive for the second; else ``(n, classes)``."""
        check_is_fitted(self, "coef_")
        X = validate_data(self, X, accept_sparse="csr", reset=False)
        scores = safe_sparse_dot(X, self.coef_.T, dense_output=True) + self.intercept_
        return np.asarray(scores.ravel() if scores.shape[1] == 1 else scores)

    def predict(self, X: Any) -> NDArray[Any]:
        """The class with the highest score; shape ``(n,)``."""
        scores = self.decision_function(X)
        chosen = (scores > 0).astype(np.int64) if scores.ndim == 1 else scores.argmax(axis=1)
        return np.asarray(self.classes_[chosen])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags
