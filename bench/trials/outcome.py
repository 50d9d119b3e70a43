"""From the ending of a trial's process to its record: predictions checked, then scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bench.preparation.prepared import Answers
from bench.records.predictions import Predictions, ScoreKind, scores_among
from bench.scores.metrics import score
from bench.trials.task import Ending, InvalidPredictions

_METHODS: dict[ScoreKind, str] = {"probability": "predict_proba", "decision": "decision_function"}


def read_and_check(scratch: Path, answers: Answers, classes: int) -> Predictions:
    """Read what a trial's process predicted, and check it against the test part.

    Raises:
        InvalidPredictions: Wrong number of documents, a class that does not exist, scores that are no
            numbers, probabilities that are none.
    """
    try:
        with np.load(scratch / "predictions.npz", allow_pickle=False) as arrays:
            predicted = arrays["predicted"]
            scores, kind = scores_among(arrays)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise InvalidPredictions(f"the predictions cannot be read: {type(error).__name__}") from error
    count = len(answers.labels)
    if predicted.shape != (count,):
        raise InvalidPredictions(f"predict gave shape {predicted.shape} for {count} documents")
    _check_classes(predicted, classes)
    if scores is not None:
        _check_scores(scores, (count, classes), _METHODS[kind])
    if scores is not None and kind == "probability":
        _check_probabilities(scores)
    return Predictions(answers.rows, answers.labels, predicted.astype(np.int64), scores, kind)


def _check_classes(predicted: NDArray[Any], classes: int) -> None:
    if predicted.dtype.kind not in "iub":
        raise InvalidPredictions(
            f"predict gave values of type {predicted.dtype}, not the class numbers of fit"
        )
    if len(predicted) and not 0 <= int(predicted.min()) <= int(predicted.max()) < classes:
        raise InvalidPredictions(
            f"predict gave classes from {predicted.min()} to {predicted.max()}, "
            f"but they go from 0 to {classes - 1}"
        )


def _check_scores(scores: NDArray[np.float64], shape: tuple[int, int], method: str) -> None:
    if scores.shape != shape:
        raise InvalidPredictions(f"{method} gave shape {scores.shape}, not {shape}")
    broken = int((~np.isfinite(scores)).any(axis=1).sum())
    if broken:
        raise InvalidPredictions(
            f"{method} gave values that are no number for {broken} of {len(scores)} documents"
        )


def _check_probabilities(probabilities: NDArray[np.float64]) -> None:
    if (probabilities < -1e-6).any() or np.abs(probabilities.sum(axis=1) - 1).max(initial=0) > 1e-3:
        raise InvalidPredictions("predict_proba gave rows that do not sum to one")


def judge(ending: Ending, scratch: Path, answers: Answers, classes: tuple[str, ...]) -> tuple[
    str, str, Predictions | None, dict[str, Any] | None
]:  # fmt: skip
    """Status, reason, predictions and metrics of a trial that has ended."""
    if ending.status != "ok":
        return ending.status, ending.reason, None, None
    try:
        predictions = read_and_check(scratch, answers, len(classes))
    except InvalidPredictions as error:
        return "invalid-predictions", str(error), None, None
    return "ok", "", predictions, score(predictions, classes, answers.seen)
