"""TF-IDF of character n-grams weighed by naive Bayes, and a linear support vector machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("char-nb-svm", grid={"C": [0.3, 1.0, 3.0], "ngram_range": [[1, 4], [1, 5], [1, 6]]})
def char_nb_svm(
    C: float = 1.0,
    alpha: float = 1.0,
    ngram_range: Sequence[int] = (1, 5),
    min_df: int = 1,
    sublinear_tf: bool = True,
    lowercase: bool = True,
) -> Pipeline:
    """``char-svm`` with each run of characters scaled by its log-count ratio, one class against the rest.

    Meant for the text itself: use it with tokenizer ``raw``. It ranks (``decision_function``) and gives no
    probabilities.

    Args:
        C: Inverse of the L2 penalty.
        alpha: Smoothing of the counts.
        ngram_range: Shortest and longest run of characters.
        min_df: Documents a run must be in to count.
        sublinear_tf: ``1 + log(tf)`` for tf.
        lowercase: Fold case first.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of texts.

    Example:
        >>> spam = char_nb_svm().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["l0ttery"])[0])
        'spam'

    Reference:
        As ``tfidf-nb-svm``, on the characters of ``char-svm``.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline

    from bench.models.log_count_ratio_svc import LogCountRatioSVC

    vectorizer = TfidfVectorizer(
        analyzer="char",
        ngram_range=tuple(ngram_range),
        min_df=min_df,
        sublinear_tf=sublinear_tf,
        lowercase=lowercase,
    )
    return make_pipeline(vectorizer, LogCountRatioSVC(C=C, alpha=alpha, beta=1.0))
