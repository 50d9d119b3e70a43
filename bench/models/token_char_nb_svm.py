"""Two linear models side by side: one reads the tokens, the other the characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import model
from bench.tokenizers.base import halves

if TYPE_CHECKING:
    from bench.models.summed_scores import SummedScores


@model("token-char-nb-svm", grid={"C": [0.3, 1.0, 3.0]})
def token_char_nb_svm(
    C: float = 1.0,
    alpha: float = 1.0,
    token_ngrams: Sequence[int] = (1, 3),
    char_ngrams: Sequence[int] = (1, 6),
    min_df: int = 2,
) -> SummedScores:
    """The scores of ``tfidf-nb-svm`` on the tokens plus those of ``char-nb-svm`` on the text.

    Meant for documents that hold both: tokenizer ``beside-text``. Of any other document both read all.

    Args:
        C: Inverse of the L2 penalty.
        alpha: Smoothing of the counts.
        token_ngrams: Shortest and longest run of tokens.
        char_ngrams: Shortest and longest run of characters.
        min_df: Documents a run must be in to count.

    Returns:
        An unfitted classifier; ``X`` is a sequence of documents.

    Example:
        >>> texts = ["free lottery", "free prize", "hello you", "hello there"]
        >>> spam = token_char_nb_svm(min_df=1).fit(texts, ["spam", "spam", "ham", "ham"])
        >>> str(spam.predict(["fr33 lottery"])[0])
        'spam'

    Reference:
        As ``tfidf-nb-svm`` and ``char-nb-svm``; adding scores is the sum rule of Kittler et al., "On
        combining classifiers", *IEEE Transactions on Pattern Analysis and Machine Intelligence* 20 (1998),
        226-239.
    """
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    from bench.models.char_nb_svm import char_nb_svm
    from bench.models.summed_scores import SummedScores
    from bench.models.tfidf_nb_svm import tfidf_nb_svm

    on_tokens = tfidf_nb_svm(C, alpha, token_ngrams, min_df)
    on_text = char_nb_svm(C, alpha, char_ngrams, min_df)
    return SummedScores(
        make_pipeline(FunctionTransformer(_tokens), on_tokens),
        make_pipeline(FunctionTransformer(_texts), on_text),
    )


def _tokens(documents: Sequence[str]) -> list[str]:
    return [halves(document)[0] for document in documents]


def _texts(documents: Sequence[str]) -> list[str]:
    return [halves(document)[1] for document in documents]
