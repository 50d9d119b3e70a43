"""What a data set looks like under a tokenizer: classes, lengths, frequent and telling tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.preparation.parts import Parts
from bench.preparation.sequence import token_ids
from bench.preparation.token_ids import TokenIds

FREQUENT = 25
TELLING = 15
_SMOOTHING = 10
_LEAST = 5


def profile(parts: Parts, train: Sequence[str], test: Sequence[str]) -> dict[str, Any]:
    """Describe documents; the description is of JSON's types.

    Tokens are counted on the training part alone: nothing that a person may pick a model by is read
    off the test part but the lengths.

    Args:
        parts: Labels and classes.
        train: Documents of the training part, tokens joined by spaces.
        test: The same of the test part.

    Returns:
        ``classes`` (documents in each part), ``lengths`` in tokens (mean, median, p90, p99, longest of
        the training part; histogram of both), ``vocabulary``, ``tokens``, ``top`` (token, count),
        ``top_by_class`` (token, count, how many times as frequent as in the other classes).
    """
    own, other = token_ids(train), token_ids(test)
    counts = _count_by_class(parts, own)
    total: Counter[str] = Counter()
    for counter in counts:
        total.update(counter)
    return {
        "classes": [
            {
                "name": name,
                "train": int((parts.train_labels == number).sum()),
                "test": int((parts.test_labels == number).sum()),
            }
            for number, name in enumerate(parts.classes)
        ],
        "lengths": _lengths(own.lengths, other.lengths),
        "vocabulary": len(total),
        "tokens": total.total(),
        "top": [
            list(pair) for pair in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT]
        ],
        "top_by_class": [
            {"name": name, "tokens": _telling(counts[number], total)}
            for number, name in enumerate(parts.classes)
        ],
    }


def _count_by_class(parts: Parts, train: TokenIds) -> list[Counter[str]]:
    label = np.repeat(parts.train_labels, train.lengths)
    found = []
    for number in range(len(parts.classes)):
        counts = np.bincount(train.flat[label == number], minlength=len(train.tokens))
        there = np.flatnonzero(counts).tolist()
        found.append(Counter({train.tokens[token]: int(counts[token]) for token in there}))
    return found


def _lengths(own: NDArray[np.int64], other: NDArray[np.int64]) -> dict[str, Any]:
    # Most documents are short and a few are very long: the last bin takes all beyond the 99th percentile.
    last = max(int(np.quantile(own, 0.99)), 10)
    edges = np.unique(np.linspace(0, last, min(last, 30) + 1).round().astype(int))
    return {
        "mean": float(own.mean()),
        "median": float(np.median(own)),
        "p90": float(np.quantile(own, 0.9)),
        "p99": float(np.quantile(own, 0.99)),
        "longest": int(own.max()),
        "empty": int((own == 0).sum()),
        "histogram": {
            "edges": edges.tolist(),
            "train": np.histogram(own.clip(max=last), edges)[0].tolist(),
            "test": np.histogram(other.clip(max=last), edges)[0].tolist(),
        },
    }


def _telling(inside: Counter[str], total: Counter[str]) -> list[list[Any]]:
    """Tokens far more frequent in a class than in the others, with the ratio of their smoothed shares."""
    all_inside = max(inside.total(), 1)
    all_outside = max(total.total() - inside.total(), 1)
    prior = _SMOOTHING / max(total.total(), 1)
    ratios = {
        token: ((count + prior * total[token]) / (all_inside + _SMOOTHING))
        / ((total[token] - count + 1) / (all_outside + 1))
        for token, count in inside.items()
        if count >= _LEAST
    }
    best = sorted(ratios, key=lambda token: (-ratios[token], token))[:TELLING]
    return [[token, inside[token], round(ratios[token], 2)] for token in best]
