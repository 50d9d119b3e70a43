"""TF-IDF of character n-grams and a linear support vector machine: no words needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("char-svm", grid={"C": [0.1, 0.3, 1.0, 3.0], "ngram_range": [[1, 4], [1, 5], [1, 6]]})
def char_svm(
    C: float = 1.0,
    ngram_range: Sequence[int] = (1, 5),
    min_df: int = 1,
    sublinear_tf: bool = True,
    lowercase: bool = True,
) -> Pipeline:
    """TF-IDF of runs of characters, spaces too, then LinearSVC, one class against the rest.

    Meant for the text itself: use it with tokenizer ``raw``. It ranks (``decision_function``) and gives no
    probabilities.

    Args:
        C: Inverse of the L2 penalty.
        ngram_range: Shortest and longest run of characters.
        min_df: Documents a run must be in to count.
        sublinear_tf: ``1 + log(tf)`` for tf.
        lowercase: Fold case first.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of texts.

    Example:
        >>> spam = char_svm().fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["l0ttery"])[0])
        'spam'

    Reference:
        Cavnar and Trenkle, "N-gram-based text categorization", SDAIR 1994; LIBLINEAR as in ``tfidf-svm``.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    vectorizer = TfidfVectorizer(
        analyzer="char",
        ngram_range=tuple(ngram_range),
        min_df=min_df,
        sublinear_tf=sublinear_tf,
        lowercase=lowercase,
    )
    return make_pipeline(vectorizer, LinearSVC(C=C))
