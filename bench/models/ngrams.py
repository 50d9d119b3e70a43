"""Vectorizers over tokens that are given: no model of its own, but what several share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def of_tokens(ngram_range: Sequence[int]) -> dict[str, Any]:
    """Parameters that make any of scikit-learn's vectorizers count runs of the tokens it is given.

    Its default pattern would drop tokens of one character, a third of all Korean stems.

    Args:
        ngram_range: Shortest and longest run of tokens.

    Example:
        >>> from sklearn.feature_extraction.text import CountVectorizer
        >>> counts = CountVectorizer(**of_tokens((1, 2))).fit(["이 영화 굿"])
        >>> [str(name) for name in counts.get_feature_names_out()]
        ['굿', '영화', '영화 굿', '이', '이 영화']
    """
    return {
        "tokenizer": str.split,
        "token_pattern": None,
        "lowercase": False,
        "ngram_range": tuple(ngram_range),
    }
