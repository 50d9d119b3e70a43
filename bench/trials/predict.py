"""What a fitted estimator says of the test part: classes, and scores where it has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bench.records.predictions import SCORE_ARRAYS, ScoreKind
from bench.trials.task import InvalidPredictions

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator


@dataclass(frozen=True)
class Output:
    """What a trial's process says of the test documents.

    Args:
        predicted: Class index of each; shape ``(n,)``.
        scores: A column for each class of the data set, shape ``(n, classes)``; None without scores.
        score_kind: As in :class:`bench.records.predictions.Predictions`.
    """

    predicted: NDArray[Any]
    scores: NDArray[np.float64] | None = None
    score_kind: ScoreKind = "none"

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays of the file in which it leaves the process."""
        scores = {} if self.scores is None else {SCORE_ARRAYS[self.score_kind]: self.scores}
        return {"predicted": self.predicted, **scores}


def predict(estimator: BaseEstimator, documents: Sequence[str], classes: int) -> Output:
    """Classes with the probabilities of an estimator that has them, else with its decision scores.

    A class that the training part did not show has probability 0, or the smallest score that any
    document has for any class: it comes last everywhere and ranks nothing. Classes are always the
    estimator's own ``predict``; where there are probabilities, the most probable, as there.

    Args:
        estimator: Fitted. Its ``decision_function`` gives shape ``(n,)`` for two classes and
            ``(n, classes_)`` for more, as scikit-learn's do; without ``classes_`` it says nothing of
            what its columns are, and is not asked.
        documents: The test part.
        classes: Number of classes of the data set.

    Raises:
        InvalidPredictions: Not a number a document, or not a row of scores.
    """
    final, features = _last_step(estimator, documents)
    if hasattr(final, "predict_proba"):
        seen = np.asarray(final.classes_)
        own = np.asarray(final.predict_proba(features))
        _check_shape("predict_proba", own, (len(documents), len(seen)))
        return Output(seen[own.argmax(axis=1)], _spread(own, seen, classes, 0.0), "probability")
    predicted = np.asarray(final.predict(features))
    if predicted.dtype.hasobject:  # such an array could not leave this process but as a pickle
        raise InvalidPredictions("predict gave objects, not the class numbers of fit")
    if not (hasattr(final, "decision_function") and hasattr(final, "classes_")):
        return Output(predicted)
    seen = np.asarray(final.classes_)
    own = np.asarray(final.decision_function(features))
    shape = (len(documents),) if len(seen) == 2 else (len(documents), len(seen))
    _check_shape("decision_function", own, shape)
    columns = np.column_stack([-own, own]) if own.ndim == 1 else own
    return Output(predicted, _spread(columns, seen, classes, float(columns.min())), "decision")


def _last_step(estimator: BaseEstimator, documents: Sequence[str]) -> tuple[BaseEstimator, Any]:
    """A pipeline's last step and what goes into it, so that classes and scores share the features."""
    from sklearn.pipeline import Pipeline

    if type(estimator) is Pipeline and len(estimator) > 1:  # a subclass may go another way
        return estimator[-1], estimator[:-1].transform(documents)
    return estimator, documents


def _check_shape(method: str, own: NDArray[Any], shape: tuple[int, ...]) -> None:
    if own.shape != shape:
        raise InvalidPredictions(f"{method} gave shape {own.shape}, not {shape}")


def _spread(own: NDArray[Any], seen: NDArray[np.int64], classes: int, unseen: float) -> NDArray[np.float64]:
    """The columns of the classes seen among those of all."""
    scores = np.full((len(own), classes), unseen)
    scores[:, seen] = own
    return scores
