"""TF-IDF and logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("tfidf-logreg", grid={"C": [3.0, 10.0, 30.0, 100.0], "ngram_range": [[1, 1], [1, 2], [1, 3]]})
def tfidf_logreg(
    C: float = 10.0,
    ngram_range: Sequence[int] = (1, 2),
    min_df: int = 1,
    sublinear_tf: bool = True,
    max_iter: int = 1000,
) -> Pipeline:
    """TF-IDF of runs of tokens, then logistic regression, whose probabilities are calibrated by its loss.

    Args:
        C: Inverse of the L2 penalty.
        ngram_range: Shortest and longest run of tokens.
        min_df: Documents a run must be in to count.
        sublinear_tf: ``1 + log(tf)`` for tf.
        max_iter: Steps of the solver at most.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = tfidf_logreg().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> spam.predict_proba(["lottery"]).shape
        (1, 2)

    Reference:
        Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, 2008, sections 6.2 and 6.4.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    from bench.features.token_counter import TokenCounter

    return make_pipeline(
        TokenCounter(ngram_range=tuple(ngram_range), min_df=min_df, dtype="float64"),
        TfidfTransformer(sublinear_tf=sublinear_tf),
        LogisticRegression(C=C, max_iter=max_iter),
    )
