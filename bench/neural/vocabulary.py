"""A vocabulary learnt from the training part, and sequences of its ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.neural.analyzers import ANALYZERS
from bench.preparation.sequence import Documents, token_ids
from bench.preparation.token_ids import TokenIds

PADDING, START, UNKNOWN = 0, 1, 2
_DROPPED = -1


@dataclass(frozen=True)
class Vocabulary:
    """Tokens with their ids. 0 is padding; then the start mark and the unknown token, where in use.

    Args:
        ids: Token to id, in falling order of frequency in the training part.
        start: The id in front of every document, or None.
        unknown: The id of every other token, or None where those are dropped.
        analyzer: What a token is: a name in ``bench.neural.analyzers``.
    """

    ids: dict[str, int]
    start: int | None
    unknown: int | None
    analyzer: str = "tokens"

    @classmethod
    def learn(cls, documents: Iterable[str], **options: Any) -> Vocabulary:
        """The vocabulary alone of :meth:`learn_and_encode`, with the same options."""
        return cls.learn_and_encode(documents, **options)[0]

    @classmethod
    def learn_and_encode(
        cls,
        documents: Iterable[str],
        *,
        max_tokens: int | None = None,
        min_count: int = 1,
        start: bool = False,
        unknown: bool = True,
        analyzer: str = "tokens",
    ) -> tuple[Vocabulary, list[NDArray[np.int32]]]:
        """Count the tokens of the training documents, keep the most frequent, and encode the documents.

        The analyzer reads each document once; what :meth:`encode` would give of them comes from its tokens.

        Args:
            documents: Texts, tokens joined by single spaces.
            max_tokens: Rows of the embedding table at most, reserved ids included; None for all.
            min_count: Tokens seen less often are left out.
            start: Put a start mark in front of every document.
            unknown: Keep one id for all other tokens; else they are dropped.
            analyzer: What a token is: a name in ``bench.neural.analyzers``.

        Returns:
            The vocabulary, and each document as its ids, int32, uncut.
        """
        numbered = token_ids(documents, ANALYZERS[analyzer])
        counts = np.bincount(numbered.flat, minlength=len(numbered.tokens))
        reserved = 1 + start + unknown
        room = None if max_tokens is None else max(max_tokens - reserved, 0)
        # Ties stay in alphabetical order: the vocabulary depends on the set of documents, not on their order.
        by_frequency = np.argsort(-counts, kind="stable")
        kept = by_frequency[counts[by_frequency] >= max(min_count, 1)][:room]
        ids = {numbered.tokens[token]: rank for rank, token in enumerate(kept.tolist(), start=reserved)}
        vocabulary = cls(
            ids, start=1 if start else None, unknown=reserved - 1 if unknown else None, analyzer=analyzer
        )
        return vocabulary, vocabulary._encode_numbered(numbered)

    @property
    def size(self) -> int:
        """Rows of an embedding table that holds every id."""
        return 1 + (self.start is not None) + (self.unknown is not None) + len(self.ids)

    def encode(self, documents: Iterable[str]) -> list[NDArray[np.int32]]:
        """Each document as its ids, int32, uncut.

        Raises:
            ValueError: A single string, whose letters would be taken for documents.
        """
        if isinstance(documents, str):
            raise ValueError("a sequence of documents is needed, not a single string")
        if isinstance(documents, Documents) and self.analyzer == "tokens":
            return self._encode_numbered(documents.ids)
        split, place, rest = ANALYZERS[self.analyzer], self.ids.get, self._rest
        front = [] if self.start is None else [self.start]
        found = []
        for document in documents:
            ids = [place(token, rest) for token in split(document)]
            found.append(np.array([*front, *(one for one in ids if one != _DROPPED)], np.int32))
        return found

    @property
    def _rest(self) -> int:
        return _DROPPED if self.unknown is None else self.unknown

    def _encode_numbered(self, numbered: TokenIds) -> list[NDArray[np.int32]]:
        """The same, of documents whose tokens are numbered: each different token is looked up once."""
        own = np.array([self.ids.get(token, self._rest) for token in numbered.tokens], np.int32)
        flat, offsets = own[numbered.flat], numbered.offsets
        if self.unknown is None:
            kept = flat != _DROPPED
            flat, offsets = flat[kept], np.concatenate([[0], np.cumsum(kept)])[offsets]
        if self.start is not None:
            flat = np.insert(flat, offsets[:-1], self.start)
            offsets = offsets + np.arange(len(offsets))
        return [flat[begin:end] for begin, end in pairwise(offsets.tolist())]


def pad(
    sequences: Sequence[NDArray[np.int32]], length: int, padding: str = "post", truncating: str = "post"
) -> NDArray[np.int32]:
    """Sequences as one array of shape ``(len(sequences), length)``, cut and filled with 0.

    Args:
        sequences: Ids of each document.
        length: Tokens in a row.
        padding: ``pre`` or ``post``: where the zeros go.
        truncating: ``pre`` or ``post``: which end of a long document is cut off.

    Example:
        >>> pad([np.array([5, 6, 7]), np.array([8])], 2).tolist()
        [[5, 6], [8, 0]]
    """
    kept = [ids[:length] if truncating == "post" else ids[max(len(ids) - length, 0) :] for ids in sequences]
    lengths = np.fromiter(map(len, kept), np.int64, len(kept))[:, None]
    places = np.arange(length)
    rows = np.zeros((len(kept), length), np.int32)
    if kept:
        rows[places < lengths if padding == "post" else places >= length - lengths] = np.concatenate(kept)
    return rows
