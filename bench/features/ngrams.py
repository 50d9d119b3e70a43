"""Runs of tokens (n-grams), numbered: what counting on numbers instead of strings rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.preparation.token_ids import TokenIds

Numbers = NDArray[np.int32]
Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Ngrams:
    """Every run of tokens in some documents, up to a length. Runs of each length have numbers of their own.

    A run of n tokens is a run of n - 1 tokens and a last token, so its key is the number of the one times
    the number of tokens, plus the number of the other: an integer, and the order of the keys is that of the
    runs, token by token.

    Args:
        tokens: Token to number, numbers in alphabetical order.
        keys: Of the runs of 2, 3, ... tokens: their keys, ascending; a run's number is its place in them.
    """

    tokens: dict[str, int]
    keys: tuple[Keys, ...]

    @classmethod
    def learn(cls, ids: TokenIds, longest: int) -> tuple[Ngrams, list[Numbers]]:
        """Number the runs of documents.

        Args:
            ids: Tokens of the documents.
            longest: Tokens in the longest runs.

        Returns:
            The runs; and for each length, from 1, the number of the run that begins at each token, or -1
            where the document ends before it does.
        """
        used = np.bincount(ids.flat, minlength=len(ids.tokens)) > 0
        first = (np.cumsum(used, dtype=np.int32) - 1)[ids.flat]
        tokens = {ids.tokens[place]: number for number, place in enumerate(np.flatnonzero(used).tolist())}
        keys: list[Keys] = []
        found = [first]
        for length in range(2, longest + 1):
            distinct, places, starts = _longer(found[-1], first, ids, length, len(tokens))
            keys.append(distinct)
            found.append(_put(places, starts, len(first)))
        return cls(tokens, tuple(keys)), found

    @property
    def longest(self) -> int:
        """Tokens in the longest runs."""
        return len(self.keys) + 1

    def find(self, ids: TokenIds) -> list[Numbers]:
        """Recognise the runs of other documents.

        Returns:
            For each length, from 1, the number of the run that begins at each token; -1 where there is none,
            or none that is known.
        """
        get = self.tokens.get
        known = np.fromiter((get(token, -1) for token in ids.tokens), np.int32, len(ids.tokens))
        first = known[ids.flat]
        found = [first]
        for length, keys in enumerate(self.keys, start=2):
            distinct, places, starts = _longer(found[-1], first, ids, length, len(self.tokens))
            # Ascending in ascending: neighbours in one are neighbours in the other, which caches like.
            at = np.searchsorted(keys, distinct)
            there = at < len(keys)
            there[there] = keys[at[there]] == distinct[there]
            found.append(_put(np.where(there, at, -1)[places], starts, len(first)))
        return found

    def sizes(self) -> list[int]:
        """How many runs there are of each length, from 1."""
        return [len(self.tokens), *map(len, self.keys)]

    def names(self) -> list[list[str]]:
        """The runs of each length, from 1, in the order of their numbers; tokens joined by spaces."""
        tokens = list(self.tokens)
        names = [tokens]
        for keys in self.keys:
            before, last = np.divmod(keys, len(tokens))
            shorter = names[-1]
            names.append(
                [
                    f"{shorter[run]} {tokens[token]}"
                    for run, token in zip(before.tolist(), last.tolist(), strict=True)
                ]
            )
        return names


def _longer(
    shorter: Numbers, first: Numbers, ids: TokenIds, length: int, different: int
) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    """The runs of a length whose parts are known.

    Args:
        shorter: For each token, the number of the run that begins there and is one token shorter, or -1.
        first: The number of each token, or -1.
        ids: The tokens.
        length: Tokens in a run.
        different: Number of different tokens that are known.

    Returns:
        Keys of the different runs, ascending; for each run, its place in them, and where it begins.
    """
    before = shorter
    if length == 2:  # the last token of a document begins none; longer runs end where shorter ones do
        before = shorter.copy()
        before[ids.offsets[1:][ids.lengths > 0] - 1] = -1
    starts = np.flatnonzero((before[:-1] >= 0) & (shorter[1:] >= 0))
    keys = shorter[starts].astype(np.int64)
    keys *= different
    keys += first[starts + (length - 1)]
    keys, starts = _sorted(keys, starts)
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys[new], np.cumsum(new) - 1, starts


def _sorted(keys: Keys, starts: NDArray[np.int64]) -> tuple[Keys, NDArray[np.int64]]:
    """Keys in ascending order, and what belongs to each."""
    bits = int(starts.max(initial=0)).bit_length()
    if int(keys.max(initial=0)) >> (63 - bits):
        order = np.argsort(keys, kind="stable")
        return keys[order], starts[order]
    # Both in one number: sorting numbers is several times as fast as finding their order.
    keys <<= bits
    keys |= starts
    keys.sort()
    return keys >> bits, keys & ((1 << bits) - 1)


def _put(numbers: NDArray[np.int64], at: NDArray[np.int64], length: int) -> Numbers:
    """An array of -1, but for the numbers at their places."""
    filled = np.full(length, -1, np.int32)
    filled[at] = numbers
    return filled
