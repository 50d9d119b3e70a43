"""Documents as numbers: a table of tokens, and where in it each token of each document stands."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TokenIds:
    """The tokens of documents, each as its place in a table.

    Args:
        tokens: Different tokens, in alphabetical order; documents need not hold all of them.
        flat: The tokens of all documents, one after the other, as places in ``tokens``; int32.
        offsets: Where each document begins in ``flat``, and at last where the last one ends; int64, shape
            ``(documents + 1,)``.

    Example:
        >>> ids = TokenIds.number(["b a b", "", "c"])
        >>> ids.tokens, ids.flat.tolist(), ids.offsets.tolist()
        (['a', 'b', 'c'], [1, 0, 1, 2], [0, 3, 3, 4])
    """

    tokens: list[str]
    flat: NDArray[np.int32]
    offsets: NDArray[np.int64]

    @classmethod
    def number(cls, documents: Iterable[str], split: Callable[[str], list[str]] = str.split) -> TokenIds:
        """Number the tokens of documents.

        Args:
            documents: Texts.
            split: Document to tokens; the default takes them as the tokenizer joined them.
        """
        met: defaultdict[str, int] = defaultdict()
        met.default_factory = met.__len__
        place, flat, offsets = met.__getitem__, array("i"), array("q", [0])
        for document in documents:
            flat.extend(map(place, split(document)))
            offsets.append(len(flat))
        tokens = sorted(met)
        order = np.empty(len(tokens), np.int32)
        order[[met[token] for token in tokens]] = np.arange(len(tokens))
        return cls(tokens, order[np.frombuffer(flat, np.int32)], np.frombuffer(offsets, np.int64))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens in each document; shape ``(documents,)``."""
        return np.diff(self.offsets)

    def select(self, rows: NDArray[np.int64]) -> TokenIds:
        """The documents in the given places, in that order; they share this table."""
        lengths = self.lengths[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(self.offsets[rows] - offsets[:-1], lengths)
        places += np.arange(len(places))
        return TokenIds(self.tokens, self.flat[places], offsets)
