"""TF-IDF and a linear support vector machine: the classifier to beat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("tfidf-svm", grid={"C": [0.1, 0.3, 1.0, 3.0], "ngram_range": [[1, 1], [1, 2], [1, 3]]})
def tfidf_svm(
    C: float = 1.0, ngram_range: Sequence[int] = (1, 2), min_df: int = 1, sublinear_tf: bool = True
) -> Pipeline:
    """TF-IDF of runs of tokens, then LinearSVC, one class against the rest.

    It ranks (``decision_function``: signed distances) and gives no probabilities.

    Args:
        C: Inverse of the L2 penalty.
        ngram_range: Shortest and longest run of tokens.
        min_df: Documents a run must be in to count.
        sublinear_tf: ``1 + log(tf)`` for tf.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = tfidf_svm().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["lottery"])[0])
        'spam'

    Reference:
        Joachims, "Text categorization with support vector machines", ECML 1998; Fan et al., "LIBLINEAR: a
        library for large linear classification", JMLR 9 (2008), 1871-1874.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    from bench.features.token_counter import TokenCounter

    return make_pipeline(
        TokenCounter(ngram_range=tuple(ngram_range), min_df=min_df, dtype="float64"),
        TfidfTransformer(sublinear_tf=sublinear_tf),
        LinearSVC(C=C),
    )
