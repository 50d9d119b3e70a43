"""The sequence of documents that a model is given: strings, which carry the numbers of their tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from bench.preparation.token_ids import TokenIds


class Documents(list[str]):
    """A list of texts, tokens joined by single spaces, with those tokens as numbers.

    A model that knows nothing of the numbers sees a list of strings. Slices, and choices by an array or a
    list of places or by a mask, keep the numbers: ``GridSearchCV`` and ``train_test_split`` choose that way
    from whatever has a ``shape``. It is not to be changed in place.

    Args:
        texts: The documents.
        ids: Their tokens.

    Example:
        >>> documents = Documents.of(["a b", "c", "b"])
        >>> documents[1], documents[1:], documents[[2, 0]].ids.flat.tolist()
        ('c', ['c', 'b'], [1, 0, 1])
    """

    def __init__(self, texts: Iterable[str], ids: TokenIds) -> None:
        super().__init__(texts)
        self.ids = ids

    @classmethod
    def of(cls, texts: Iterable[str]) -> Documents:
        """The same documents, numbered here where they are not yet."""
        if isinstance(texts, cls):
            return texts
        texts = list(texts)
        return cls(texts, TokenIds.number(texts))

    @property
    def shape(self) -> tuple[int]:
        """As of an array with one dimension."""
        return (len(self),)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int | np.integer):
            return super().__getitem__(key)
        if isinstance(key, tuple):  # (places, ...), as arrays of any number of dimensions are asked
            key = key[0]
        rows = np.arange(len(self))[key]
        return Documents(map(super().__getitem__, rows.tolist()), self.ids.select(rows))


def token_ids(documents: Iterable[str], split: Callable[[str], list[str]] = str.split) -> TokenIds:
    """The numbered tokens of documents: those they carry, or else made here.

    Args:
        documents: Texts, numbered already or not.
        split: Document to tokens. Numbers that documents carry are those of ``str.split``.

    Raises:
        ValueError: A single string, whose letters would be taken for documents.
    """
    if isinstance(documents, str):
        raise ValueError("a sequence of documents is needed, not a single string")
    if isinstance(documents, Documents) and split is str.split:
        return documents.ids
    return TokenIds.number(documents, split)
