"""Training and test part, as the card says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from bench.errors import DataError

if TYPE_CHECKING:
    from bench.cards.schema import Split

Indices = np.ndarray[tuple[int], np.dtype[np.int64]]


def split(method: Split, parts: Sequence[str], labels: Indices, name: str) -> tuple[Indices, Indices]:
    """Positions of the training and of the test documents, each in ascending order.

    Args:
        method: The card's ``[split]``.
        parts: Published part of each document that is left.
        labels: Class number of each.
        name: The data set, named in errors.

    Returns:
        Positions of the training part and of the test part.

    Raises:
        DataError: A part is missing, or a class is too small to be divided.
    """
    if method.method == "published":
        part = np.asarray(parts, dtype=str)
        train, test = np.flatnonzero(part == "train"), np.flatnonzero(part == "test")
        if len(train) + len(test) < len(part):
            outside = len(part) - len(train) - len(test)
            problem = f"{outside:,} rows belong to no part, but the split is 'published'"
            raise DataError(
                problem, where=name, remedy="set split.method to 'stratified', or give files parts"
            )
    elif method.method == "ordered":
        cut = len(labels) - math.ceil(len(labels) * method.test)
        train, test = np.arange(cut), np.arange(cut, len(labels))
    else:
        train, test = _stratified(method, labels, name)
    for which, found in (("training", train), ("test", test)):
        if not len(found):
            raise DataError(f"no documents in the {which} part", where=name, remedy="check files and [split]")
    return train.astype(np.int64), test.astype(np.int64)


def _stratified(method: Split, labels: Indices, name: str) -> tuple[Indices, Indices]:
    from sklearn.model_selection import train_test_split

    try:
        train, test = train_test_split(
            np.arange(len(labels)), test_size=method.test, random_state=method.seed, stratify=labels
        )
    except ValueError as error:
        remedy = "give every class more rows, or set split.method to 'ordered'"
        raise DataError(f"cannot be split by class: {error}", where=name, remedy=remedy) from None
    return np.sort(train), np.sort(test)
