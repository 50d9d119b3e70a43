"""A data set's documents as JSON: no array, no pickle, nothing that reading could run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.preparation.documents import read_labels, read_texts, write_documents, write_labels

# A lone surrogate can come from a JSON escape in somebody's data; it must survive the way.
_ERRORS = "surrogatepass"


def pack_train(folder: Path) -> bytes:
    """Documents and labels of a prepared training part."""
    return _bytes({"documents": read_texts(folder), "labels": read_labels(folder).tolist()})


def pack_test(folder: Path) -> bytes:
    """Documents of a prepared test part."""
    return _bytes({"documents": read_texts(folder)})


def unpack_train(content: bytes, classes: int, folder: Path) -> None:
    """Write a training part as a trial's process reads it.

    Raises:
        ValueError: The content is no such part.
    """
    said = json.loads(content.decode(errors=_ERRORS))
    documents, labels = _documents(said), _labels(said, classes)
    if len(documents) != len(labels):
        raise ValueError(f"{len(documents)} documents and {len(labels)} labels")
    write_documents(folder, documents)
    write_labels(folder, labels)


def unpack_test(content: bytes, folder: Path) -> None:
    """Write a test part as a trial's process reads it.

    Raises:
        ValueError: The content is no such part.
    """
    write_documents(folder, _documents(json.loads(content.decode(errors=_ERRORS))))


def _bytes(said: dict[str, list[str] | list[int]]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors=_ERRORS)


def _documents(said: object) -> Sequence[str]:
    documents = said.get("documents") if isinstance(said, dict) else None
    if not isinstance(documents, list) or not all(isinstance(text, str) for text in documents):
        raise ValueError("no list of documents")
    return documents


def _labels(said: dict[str, object], classes: int) -> NDArray[np.int64]:
    labels = said.get("labels")
    if not isinstance(labels, list) or not all(
        isinstance(label, int) and 0 <= label < classes for label in labels
    ):
        raise ValueError("no list of labels")
    return np.array(labels, np.int64)
