"""The predictions of a trial: a compressed file of plain arrays, never a pickle."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.errors import RecordError


@dataclass(frozen=True)
class Predictions:
    """What a model said of each test document.

    Args:
        rows: Row ids of the documents in the data set; shape ``(n,)``.
        true: Class index of each; shape ``(n,)``.
        predicted: Class index the model gave; shape ``(n,)``.
        probabilities: Shape ``(n, classes)``, or None where the model has none. Kept at half
            precision: for thresholds and calibration, not for ranking near-ties.
    """

    rows: NDArray[np.int64]
    true: NDArray[np.int64]
    predicted: NDArray[np.int64]
    probabilities: NDArray[np.float64] | None = None

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
        if self.probabilities is not None:
            # Of two classes the second tells the first.
            columns = self.probabilities[:, 1:] if self.probabilities.shape[1] == 2 else self.probabilities
            arrays["probabilities"] = columns.astype(np.float16)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()


def read_predictions(path: Path) -> Predictions:
    """Read a predictions file.

    Raises:
        RecordError: It is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            probabilities = arrays["probabilities"].astype(np.float64) if "probabilities" in arrays else None
            if probabilities is not None and probabilities.shape[1] == 1:
                probabilities = np.hstack([1 - probabilities, probabilities])
            return Predictions(
                arrays["rows"].astype(np.int64),
                arrays["true"].astype(np.int64),
                arrays["predicted"].astype(np.int64),
                probabilities,
            )
    except Exception as error:  # zipfile, zlib and numpy each have their own for a damaged file
        raise RecordError(
            f"the predictions cannot be read ({type(error).__name__})",
            where=path,
            remedy="run the trial again",
        ) from error
