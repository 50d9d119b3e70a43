"""The data sets of ``keras.datasets`` that hold texts as word ranks: reuters, imdb."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.adapters.npz import Numbers, array_names, read_npz
from bench.adapters.packed import read_packed
from bench.adapters.roles import file_of
from bench.adapters.rows import Rows
from bench.catalogue import adapter
from bench.errors import DataError


@adapter("keras-npz")
def read_keras_npz(
    files: Mapping[str, Path], *, seed: int = 113, test: float = 0.2, index_from: int = 0
) -> Rows:
    """Ranks decoded to words, in the order and the split of Keras' ``load_data``.

    The files hold raw ranks: rank ``r`` is the word whose index is ``r`` in the word index. Only what
    ``load_data`` returns is offset by 3, so nothing is subtracted here.

    Args:
        files: ``arrays``, the ``.npz`` with ``x, y`` or with ``x_train, y_train, x_test, y_test``;
            ``index``, the JSON with each word's rank.
        seed: Of the shuffle, as ``load_data``'s.
        test: Share of the test part, for files with ``x, y`` alone.
        index_from: For files written from what ``load_data`` returned: what it added to each rank; numbers up
            to it are marks (padding, start, unknown) and are left out.

    Returns:
        The training rows, then the test rows; labels are the class numbers as text.

    Raises:
        DataError: The archive is hostile or damaged, or holds a rank that is not in the index.

    Reference:
        ``keras/src/datasets/reuters.py`` and ``imdb.py``, whose shuffles are done again here, in their order.
    """
    path = file_of(files, "arrays")
    words = _words(file_of(files, "index"), index_from)
    shuffle = np.random.RandomState(seed)
    if "x_train" in array_names(path):
        train = _documents(path, "x_train", "y_train", words, shuffle)
        held_out = _documents(path, "x_test", "y_test", words, shuffle)
        texts, labels, cut = train[0] + held_out[0], train[1] + held_out[1], len(train[0])
    else:
        texts, labels = _documents(path, "x", "y", words, shuffle)
        cut = int(len(texts) * (1 - test))
    return Rows(["train"] * cut + ["test"] * (len(texts) - cut), labels, texts)


def _words(path: Path, index_from: int) -> dict[int, str]:
    """Number in the arrays to word; a mark leads to an empty string."""
    try:
        index = json.loads(read_packed(path))
        words = {int(rank) + index_from: str(word) for word, rank in index.items()}
    except (ValueError, AttributeError, TypeError, RecursionError):
        problem = "not a JSON object of word: rank"
        raise DataError(problem, where=path, remedy="use the published word index") from None
    return words | {mark: "" for mark in range(index_from + 1) if index_from}


def _documents(
    path: Path, x: str, y: str, words: Mapping[int, str], shuffle: np.random.RandomState
) -> tuple[list[str], list[str]]:
    arrays = read_npz(path, (x, y))
    ranks, labels = arrays[x], arrays[y]
    if not isinstance(ranks, list) or isinstance(labels, list) or len(ranks) != len(labels):
        problem = f"'{x}' and '{y}' are not lists of ranks and as many labels"
        raise DataError(problem, where=path, remedy="use the published file")
    order = np.arange(len(ranks))
    shuffle.shuffle(order)
    texts = [_decode(ranks[row], words, f"{path}: {x}, row {row}") for row in order.tolist()]
    return texts, _in_order(labels, order)


def _in_order(labels: Numbers, order: np.ndarray) -> list[str]:
    return [str(label) for label in labels[order].tolist()]


def _decode(ranks: Sequence[int], words: Mapping[int, str], where: str) -> str:
    try:
        found = map(words.__getitem__, ranks)
        return " ".join(filter(None, found) if 0 in words else found)  # 0 is a mark, where there are marks
    except (KeyError, TypeError):
        unknown = next(rank for rank in ranks if not isinstance(rank, int) or rank not in words)
        raise DataError(
            f"{unknown!r} is not a rank of the word index",
            where=where,
            remedy="use the word index of this file, or set source.options.index_from",
        ) from None
