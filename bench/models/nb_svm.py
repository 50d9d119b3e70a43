"""A linear support vector machine on features weighed by naive Bayes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("nb-svm", grid={"C": [0.03, 0.1, 0.3, 1.0], "beta": [0.25, 0.5, 1.0], "ngram_range": [[1, 2], [1, 3]]})
def nb_svm(
    C: float = 1.0,
    alpha: float = 1.0,
    beta: float = 0.25,
    ngram_range: Sequence[int] = (1, 3),
    min_df: int = 1,
) -> Pipeline:
    """Which runs of tokens a document has, then NB-SVM, one class against the rest.

    It ranks (``decision_function``) and gives no probabilities.

    Args:
        C: Inverse of the L2 penalty.
        alpha: Smoothing of the counts.
        beta: How much the machine is trusted over naive Bayes; 1 for it alone.
        ngram_range: Shortest and longest run of tokens.
        min_df: Documents a run must be in to count.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = nb_svm().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["lottery"])[0])
        'spam'

    Reference:
        Wang and Manning, "Baselines and bigrams: simple, good sentiment and topic classification", ACL
        2012, https://aclanthology.org/P12-2018; see
        :class:`bench.models.log_count_ratio_svc.LogCountRatioSVC`.
    """
    from sklearn.pipeline import make_pipeline

    from bench.features.token_counter import TokenCounter
    from bench.models.log_count_ratio_svc import LogCountRatioSVC

    return make_pipeline(
        TokenCounter(ngram_range=tuple(ngram_range), min_df=min_df, binary=True),
        LogCountRatioSVC(C=C, alpha=alpha, beta=beta),
    )
