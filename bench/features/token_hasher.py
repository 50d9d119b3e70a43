"""Hashed counts of runs of tokens: what HashingVectorizer gives, each different run hashed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator
from sklearn.feature_extraction import FeatureHasher

from bench.features.counts import count
from bench.features.ngrams import Ngrams, Numbers
from bench.preparation.sequence import token_ids


class TokenHasher(BaseEstimator):  # type: ignore[misc]
    """Count the runs of tokens in each document in as many columns as are given; nothing is learnt.

    Gives what ``HashingVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, norm=None,
    alternate_sign=False)`` gives.

    Args:
        ngram_range: Shortest and longest run of tokens.
        n_features: Columns, which runs share by their hash.

    Example:
        >>> TokenHasher(n_features=8).transform(["굿 굿"]).data
        array([2.])
    """

    def __init__(self, *, ngram_range: Sequence[int] = (1, 1), n_features: int = 2**20) -> None:
        self.ngram_range = ngram_range
        self.n_features = n_features

    def fit(self, X: Any, y: Any = None) -> Self:
        """Nothing to do."""
        return self

    def fit_transform(self, X: Iterable[str], y: Any = None) -> csr_matrix:
        """The same as :meth:`transform`."""
        return self.transform(X)

    def transform(self, X: Iterable[str]) -> csr_matrix:
        """Count.

        Args:
            X: Documents, tokens joined by single spaces; shape ``(n,)``.

        Returns:
            Counts, float64; shape ``(n, n_features)``, columns ascending in each row.
        """
        shortest, longest = self.ngram_range
        ids = token_ids(X)
        ngrams, found = Ngrams.learn(ids, longest)
        columns = [
            np.append(self._columns(names), np.int32(-1))[numbers]
            for names, numbers in zip(ngrams.names()[shortest - 1 :], found[shortest - 1 :], strict=True)
        ]
        return count(columns, ids.offsets, self.n_features).astype(np.float64)

    def _columns(self, names: list[str]) -> Numbers:
        if not names:
            return np.empty(0, np.int32)
        hasher = FeatureHasher(self.n_features, input_type="string", alternate_sign=False)
        hashed: csr_matrix = hasher.transform((name,) for name in names)
        return np.asarray(hashed.indices, np.int32)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags
