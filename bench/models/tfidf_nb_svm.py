"""TF-IDF weighed by naive Bayes, and a linear support vector machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("tfidf-nb-svm", grid={"C": [0.3, 1.0, 3.0], "ngram_range": [[1, 1], [1, 2], [1, 3]]})
def tfidf_nb_svm(
    C: float = 1.0,
    alpha: float = 1.0,
    ngram_range: Sequence[int] = (1, 3),
    min_df: int = 2,
    sublinear_tf: bool = True,
) -> Pipeline:
    """TF-IDF of runs of tokens scaled by log-count ratios, then LinearSVC, one class against the rest.

    ``nb-svm`` counts a run once a document and weighs all documents by their length; here they weigh the
    same, and rare runs more. It ranks (``decision_function``) and gives no probabilities.

    Args:
        C: Inverse of the L2 penalty.
        alpha: Smoothing of the counts.
        ngram_range: Shortest and longest run of tokens.
        min_df: Documents a run must be in to count.
        sublinear_tf: ``1 + log(tf)`` for tf.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> texts = ["free lottery", "free prize", "hello you", "hello there"]
        >>> spam = tfidf_nb_svm().fit(texts, ["spam", "spam", "ham", "ham"])
        >>> str(spam.predict(["free"])[0])
        'spam'

    Reference:
        Wang and Manning, "Baselines and bigrams: simple, good sentiment and topic classification", ACL
        2012, https://aclanthology.org/P12-2018, without the interpolation, and with TF-IDF for the binary
        features; see :class:`bench.models.log_count_ratio_svc.LogCountRatioSVC`.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.pipeline import make_pipeline

    from bench.features.token_counter import TokenCounter
    from bench.models.log_count_ratio_svc import LogCountRatioSVC

    return make_pipeline(
        TokenCounter(ngram_range=tuple(ngram_range), min_df=min_df, dtype="float64"),
        TfidfTransformer(sublinear_tf=sublinear_tf),
        LogCountRatioSVC(C=C, alpha=alpha, beta=1.0),
    )
