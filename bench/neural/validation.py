"""A validation part, cut from the training part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def split_validation(
    labels: NDArray[np.int64], fraction: float, seed: int | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which documents to train on and which to hold out, in the classes' own proportions.

    Where a class has a single document, or there are fewer places than classes, the proportions
    cannot be kept and the choice is at random.

    Args:
        labels: Class index of each training document; shape ``(n,)``.
        fraction: Share to hold out; 0 for none.
        seed: Of the choice.

    Returns:
        Positions to keep and positions held out, sorted.

    Example:
        >>> kept, held = split_validation(np.array([0, 1] * 10), 0.2, 0)
        >>> len(kept), len(held)
        (16, 4)
    """
    from sklearn.model_selection import ShuffleSplit, StratifiedShuffleSplit

    count = len(labels)
    if fraction <= 0 or count < 2:
        return np.arange(count), np.arange(0)
    places = int(np.ceil(count * fraction))
    sizes = np.bincount(labels)
    classes = np.count_nonzero(sizes)
    stratified = sizes[sizes > 0].min() >= 2 and classes <= places <= count - classes
    splitter = (StratifiedShuffleSplit if stratified else ShuffleSplit)(
        1, test_size=places, random_state=seed
    )
    kept, held = next(splitter.split(np.zeros(count), labels))
    return np.sort(kept), np.sort(held)
