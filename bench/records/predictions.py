"""The predictions of a trial: a compressed file of plain arrays, never a pickle."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bench.errors import RecordError

ScoreKind = Literal["probability", "decision", "none"]

SCORE_ARRAYS: dict[ScoreKind, str] = {"probability": "probabilities", "decision": "decisions"}
"""The array of a predictions file that holds scores of a kind; it has one of them, or none."""


@dataclass(frozen=True)
class Predictions:
    """What a model said of each test document.

    Args:
        rows: Row ids of the documents in the data set; shape ``(n,)``.
        true: Class index of each; shape ``(n,)``.
        predicted: Class index the model gave; shape ``(n,)``.
        scores: How much the model thinks of each class, the more the higher; shape ``(n, classes)``,
            or None where the model has none. Kept at half precision, or the smallest that holds the
            largest of them: for thresholds and calibration, not for ranking near-ties.
        score_kind: ``probability`` (rows sum to one), ``decision`` (``decision_function``: the scale is
            the model's own; of two classes the first has the second's with its sign turned), ``none``.
    """

    rows: NDArray[np.int64]
    true: NDArray[np.int64]
    predicted: NDArray[np.int64]
    scores: NDArray[np.float64] | None = None
    score_kind: ScoreKind = "none"

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which documents were classified rightly."""
        return np.asarray(self.true == self.predicted)

    def to_bytes(self) -> bytes:
        """The same predictions give the same bytes."""
        small = np.uint8 if max(self.true.max(), self.predicted.max()) < 256 else np.int32
        arrays = {
            "rows": self.rows.astype(np.int32),
            "true": self.true.astype(small),
            "predicted": self.predicted.astype(small),
        }
        if self.scores is not None:
            # Of two classes the second tells the first.
            columns = self.scores[:, 1:] if self.scores.shape[1] == 2 else self.scores
            narrow = np.min_scalar_type(np.abs(columns).max())  # decision scores may overflow float16
            arrays[SCORE_ARRAYS[self.score_kind]] = columns.astype(narrow)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()


def scores_among(arrays: Mapping[str, NDArray[Any]]) -> tuple[NDArray[np.float64] | None, ScoreKind]:
    """The scores that a file's arrays hold, as they stand there, and their kind."""
    for kind, name in SCORE_ARRAYS.items():
        if name in arrays:
            return arrays[name].astype(np.float64), kind
    return None, "none"


def read_predictions(path: Path) -> Predictions:
    """Read a predictions file.

    Raises:
        RecordError: It is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            scores, kind = scores_among(arrays)
            if scores is not None and scores.shape[1] == 1:
                scores = np.hstack([1 - scores if kind == "probability" else -scores, scores])
            return Predictions(
                arrays["rows"].astype(np.int64),
                arrays["true"].astype(np.int64),
                arrays["predicted"].astype(np.int64),
                scores,
                kind,
            )
    except Exception as error:  # zipfile, zlib and numpy each have their own for a damaged file
        raise RecordError(
            f"the predictions cannot be read ({type(error).__name__})",
            where=path,
            remedy="run the trial again",
        ) from error
