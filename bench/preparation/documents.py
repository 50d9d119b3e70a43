"""Documents on disk: one blob of text with the end of each document, read whole in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.preparation.split import Indices

_TEXT, _ENDS, _LABELS = "documents.bin", "ends.npy", "labels.npy"
# A lone surrogate can come from a JSON escape in somebody's data; it must survive the way to the disk.
_ERRORS = "surrogatepass"


def write_documents(folder: Path, documents: Sequence[str]) -> None:
    """Write documents into a folder, made where needed."""
    folder.mkdir(parents=True, exist_ok=True)
    ends = np.fromiter(accumulate(map(len, documents)), np.int64, len(documents))
    np.save(folder / _ENDS, ends, allow_pickle=False)
    (folder / _TEXT).write_bytes("".join(documents).encode("utf-8", _ERRORS))


def read_documents(folder: Path) -> list[str]:
    """The documents of a folder, in order."""
    text = (folder / _TEXT).read_bytes().decode("utf-8", _ERRORS)
    ends = np.load(folder / _ENDS, allow_pickle=False).tolist()
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def write_labels(folder: Path, labels: Indices) -> None:
    """Write class numbers beside the documents."""
    np.save(folder / _LABELS, labels.astype(np.int64), allow_pickle=False)


def read_labels(folder: Path) -> NDArray[np.int64]:
    """The class numbers of a folder; int64, shape ``(n,)``."""
    return np.asarray(np.load(folder / _LABELS, allow_pickle=False))
