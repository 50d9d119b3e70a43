"""Hashed n-grams and stochastic gradient descent: no vocabulary in memory, for large data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@model("hashed-sgd", grid={"alpha": [1e-7, 3e-7, 1e-6, 3e-6, 1e-5], "ngram_range": [[1, 2], [1, 3]]})
def hashed_sgd(
    alpha: float = 1e-6, ngram_range: Sequence[int] = (1, 2), features: int = 2**20, max_iter: int = 20
) -> Pipeline:
    """Hashed runs of tokens, TF-IDF, then logistic regression by stochastic gradient descent.

    Memory does not grow with the number of different tokens. Probabilities come from the logistic loss.

    Args:
        alpha: The L2 penalty.
        ngram_range: Shortest and longest run of tokens.
        features: Buckets that all runs share.
        max_iter: Passes over the training part at most.

    Returns:
        An unfitted pipeline; ``X`` is a sequence of documents, tokens joined by single spaces.

    Example:
        >>> spam = hashed_sgd(features=2**10).fit(["free lottery", "hello you"], ["spam", "ham"])
        >>> str(spam.predict(["lottery"])[0])
        'spam'

    Reference:
        Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009,
        https://arxiv.org/abs/0902.2206; Bottou, "Large-scale machine learning with stochastic gradient
        descent", COMPSTAT 2010.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline

    from bench.features.token_hasher import TokenHasher

    return make_pipeline(
        TokenHasher(ngram_range=tuple(ngram_range), n_features=features),
        TfidfTransformer(sublinear_tf=True),
        SGDClassifier(loss="log_loss", alpha=alpha, max_iter=max_iter, average=True),
    )
