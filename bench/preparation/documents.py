"""Documents on disk: one blob of text with the end of each document, and their tokens as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.preparation.sequence import Documents, token_ids
from bench.preparation.split import Indices
from bench.preparation.token_ids import TokenIds
from bench.records.atomic import write_whole

IDS = "ids.npz"
_TEXT, _ENDS, _LABELS = "documents.bin", "ends.npy", "labels.npy"
# A lone surrogate can come from a JSON escape in somebody's data; it must survive the way to the disk.
_ERRORS = "surrogatepass"


def write_documents(folder: Path, documents: Sequence[str]) -> None:
    """Write documents and the numbers of their tokens into a folder, made where needed."""
    folder.mkdir(parents=True, exist_ok=True)
    ends = np.fromiter(accumulate(map(len, documents)), np.int64, len(documents))
    np.save(folder / _ENDS, ends, allow_pickle=False)
    (folder / _TEXT).write_bytes("".join(documents).encode("utf-8", _ERRORS))
    write_ids(folder, token_ids(documents))


def read_documents(folder: Path) -> Documents:
    """The documents of a folder, in order."""
    return Documents(read_texts(folder), read_ids(folder))


def read_texts(folder: Path) -> list[str]:
    """The documents of a folder without the numbers of their tokens."""
    text = (folder / _TEXT).read_bytes().decode("utf-8", _ERRORS)
    ends = np.load(folder / _ENDS, allow_pickle=False).tolist()
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def write_ids(folder: Path, ids: TokenIds) -> None:
    """Write the numbers of tokens beside the documents, whole or not at all."""
    table = np.frombuffer(" ".join(ids.tokens).encode("utf-8", _ERRORS), np.uint8)
    content = BytesIO()
    np.savez(content, tokens=table, flat=ids.flat, offsets=ids.offsets)
    write_whole(folder / IDS, content.getvalue())


def read_ids(folder: Path) -> TokenIds:
    """The tokens of a folder's documents as numbers."""
    with np.load(folder / IDS, allow_pickle=False) as found:
        tokens = found["tokens"].tobytes().decode("utf-8", _ERRORS).split(" ")
        return TokenIds(tokens if tokens != [""] else [], found["flat"], found["offsets"])


def write_labels(folder: Path, labels: Indices) -> None:
    """Write class numbers beside the documents."""
    np.save(folder / _LABELS, labels.astype(np.int64), allow_pickle=False)


def read_labels(folder: Path) -> NDArray[np.int64]:
    """The class numbers of a folder; int64, shape ``(n,)``."""
    return np.asarray(np.load(folder / _LABELS, allow_pickle=False))
