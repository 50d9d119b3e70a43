"""The baseline of every table: word counts and multinomial naive Bayes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sklearn.pipeline import Pipeline


@model("nb", grid={"alpha": [0.01, 0.03, 0.1, 0.3, 1.0], "ngram_range": [[1, 1], [1, 2]]})
def nb(alpha: float = 1.0, ngram_range: Sequence[int] = (1, 1)) -> Pipeline:
    """CountVectorizer on given tokens, then MultinomialNB.

    CountVectorizer's default pattern drops tokens of one character, a third of all Korean stems;
    here the tokens are taken as they are.

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
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.pipeline import make_pipeline

    if tuple(ngram_range) == (1, 1):
        counts = CountVectorizer(analyzer=str.split)
    else:
        # A callable analyzer makes the n-grams itself; only with a tokenizer does ngram_range hold.
        counts = CountVectorizer(
            tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=tuple(ngram_range)
        )
    return make_pipeline(counts, MultinomialNB(alpha=alpha))
