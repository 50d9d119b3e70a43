"""Naive Bayes that learns each class from all the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("complement-nb", grid={"alpha": [0.03, 0.1, 0.3, 1.0, 3.0], "ngram_range": [[1, 1], [1, 2], [1, 3]]})
def complement_nb(alpha: float = 1.0, ngram_range: Sequence[int] = (1, 1), norm: bool = False) -> Pipeline:
    """Counts of given tokens, then ComplementNB: steadier than ``nb`` where classes differ in size.

    Args:
        alpha: Additive smoothing; 0 for none.
        ngram_range: Shortest and longest run of tokens counted.
        norm: Normalise the weights a second time, as in the source's last step.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = complement_nb().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["lottery"])[0])
        'spam'

    Reference:
        Rennie, Shih, Teevan and Karger, "Tackling the poor assumptions of naive Bayes text classifiers",
        ICML 2003.
    """
    from sklearn.naive_bayes import ComplementNB
    from sklearn.pipeline import make_pipeline

    from bench.features.token_counter import TokenCounter

    return make_pipeline(TokenCounter(ngram_range=tuple(ngram_range)), ComplementNB(alpha=alpha, norm=norm))
