"""Rows that are left out: which ones, as masks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def empty(texts: Sequence[str]) -> Mask:
    """Rows without text."""
    return np.fromiter((not text for text in texts), bool, len(texts))


def blank(texts: Sequence[str]) -> Mask:
    """Rows of nothing but white space."""
    return np.fromiter((not text or text.isspace() for text in texts), bool, len(texts))


def repeated(parts: Sequence[str], texts: Sequence[str]) -> Mask:
    """Rows whose text stood earlier in the same part; the first of them is kept, whatever its label.

    Example:
        >>> repeated(["train", "train", "test"], ["hi", "hi", "hi"]).tolist()
        [False, True, False]
    """
    seen: set[tuple[str, str]] = set()
    mask = np.zeros(len(texts), bool)
    for row, key in enumerate(zip(parts, texts, strict=True)):
        if key in seen:
            mask[row] = True
        seen.add(key)
    return mask
