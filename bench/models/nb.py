"""The baseline of every table: word counts and multinomial naive Bayes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sklearn.pipeline import Pipeline


@model("nb", grid={"alpha": [0.01, 0.03, 0.1, 0.3, 1.0], "ngram_range": [[1, 1], [1, 2]]})
def nb(alpha: float = 1.0, ngram_range: Sequence[int] = (1, 1)) -> Pipeline:
    """CountVectorizer's counts of the tokens as they are given, then MultinomialNB.

    Args:
        alpha: Additive (Laplace) smoothing; 0 for none.
        ngram_range: Shortest and longest run of tokens counted.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = nb().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["lottery"])[0])
        'spam'

    Reference:
        Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, 2008, section 13.2.
    """
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.pipeline import make_pipeline

    from bench.features.token_counter import TokenCounter

    return make_pipeline(TokenCounter(ngram_range=tuple(ngram_range)), MultinomialNB(alpha=alpha))
