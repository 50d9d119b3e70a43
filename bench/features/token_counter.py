"""Counts of tokens and runs of tokens: what CountVectorizer gives, from numbers instead of strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from bench.features.alphabetical import alphabetical
from bench.features.appearance import by_appearance
from bench.features.counts import count
from bench.features.ngrams import Ngrams, Numbers
from bench.preparation.sequence import token_ids


class TokenCounter(BaseEstimator):  # type: ignore[misc]
    """Count the runs of tokens in each document.

    Gives what ``CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False)`` gives, to the
    order of the columns and, in ``fit_transform``, of the entries of a row, in which sums are taken: a model
    behind it learns the same to the last bit. Documents that carry numbers
    (:class:`bench.preparation.sequence.Documents`) are counted several times as fast; others are numbered
    first. The tokens are taken as they are: CountVectorizer's default pattern would drop those of one
    character, a third of all Korean stems.

    Args:
        ngram_range: Shortest and longest run of tokens.
        min_df: Documents a run must be in to count, or their share (a float).
        binary: Say which runs a document has, instead of how often.
        dtype: Of the counts. TfidfTransformer takes float64 as they are, as those of TfidfVectorizer are.

    Attributes:
        ngrams_: All runs of the training documents, counted or not.
        columns_: For each length in ``ngram_range``, the column of each run, or -1, and at the end a -1.
        width_: Number of columns.
        vocabulary_: Run to column, made at each access.

    Example:
        >>> counter = TokenCounter(ngram_range=(1, 2)).fit(["이 영화 굿"])
        >>> [str(name) for name in counter.get_feature_names_out()]
        ['굿', '영화', '영화 굿', '이', '이 영화']
        >>> counter.transform(["굿 굿"]).toarray()
        array([[2, 0, 0, 0, 0]])
    """

    def __init__(
        self,
        *,
        ngram_range: Sequence[int] = (1, 1),
        min_df: float = 1,
        binary: bool = False,
        dtype: DTypeLike = np.int64,
    ) -> None:
        self.ngram_range = ngram_range
        self.min_df = min_df
        self.binary = binary
        self.dtype = dtype

    def fit(self, X: Iterable[str], y: Any = None) -> Self:
        """Learn which runs there are."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Iterable[str], y: Any = None) -> csr_matrix:
        """Learn which runs there are, and count them.

        Args:
            X: Documents, tokens joined by single spaces; shape ``(n,)``.
            y: Not used.

        Returns:
            Counts; shape ``(n, runs)``.

        Raises:
            ValueError: ``ngram_range`` is none, or there is nothing to count.
        """
        shortest, longest = self.ngram_range
        if not 1 <= shortest <= longest:
            raise ValueError(f"ngram_range={self.ngram_range} is no range of lengths from 1 up")
        ids = token_ids(X)
        ngrams, found = Ngrams.learn(ids, longest)
        runs = found[shortest - 1 :]
        columns = alphabetical(ngrams, shortest)
        width = sum(map(len, columns))
        if not width:
            raise ValueError(f"empty vocabulary: no document has a run of {shortest} tokens")
        met = by_appearance(runs, columns, ids, shortest)
        rank = np.empty(width, np.int32)
        rank[met] = np.arange(width)
        counts = count(_look_up([_table(rank[own]) for own in columns], runs), ids.offsets, width)
        counts.indices = met[counts.indices]
        least = self.min_df if isinstance(self.min_df, Integral) else self.min_df * len(ids)
        if least > 1:
            kept = np.bincount(counts.indices, minlength=width) >= least
            if not kept.any():
                raise ValueError(f"no run of tokens is in {least:g} documents: try a lower min_df")
            renumbered = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
            columns = [renumbered[own] for own in columns]
            counts = counts[:, np.flatnonzero(kept)]
        self.ngrams_, self.columns_, self.width_ = ngrams, [_table(own) for own in columns], counts.shape[1]
        return self._typed(counts)

    def transform(self, X: Iterable[str]) -> csr_matrix:
        """Count the runs that are known; shape ``(n, runs)``, columns ascending in each row."""
        check_is_fitted(self)
        ids = token_ids(X)
        runs = self.ngrams_.find(ids)[-len(self.columns_) :]
        return self._typed(count(_look_up(self.columns_, runs), ids.offsets, self.width_))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """The run that each column counts, tokens joined by spaces; shape ``(runs,)``."""
        check_is_fitted(self)
        found = np.empty(self.width_, object)
        for columns, names in zip(self.columns_, self.ngrams_.names()[-len(self.columns_) :], strict=True):
            counted = columns[:-1] >= 0
            found[columns[:-1][counted]] = np.array(names, object)[counted]
        return found

    @property
    def vocabulary_(self) -> dict[str, int]:
        return {name: column for column, name in enumerate(self.get_feature_names_out())}

    def _typed(self, counts: csr_matrix) -> csr_matrix:
        counts.data = np.ones_like(counts.data, self.dtype) if self.binary else counts.data.astype(self.dtype)
        return counts

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _table(columns: Numbers) -> Numbers:
    """Columns by number, and one place more at the end, where -1 leads to -1."""
    return np.append(columns, np.int32(-1))


def _look_up(tables: Sequence[Numbers], runs: Sequence[Numbers]) -> list[Numbers]:
    """For each length of runs, the column of the run that begins at each token."""
    return [table[numbers] for table, numbers in zip(tables, runs, strict=True)]
