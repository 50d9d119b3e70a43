"""How strongly each feature tells the documents of a class from all others."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def log_count_ratio(inside: Any, outside: Any, alpha: float = 1.0) -> NDArray[np.float64]:
    """The log-count ratio of naive Bayes: positive for features of the class, negative for those of others.

    With the counts ``f`` and ``g`` of a feature in the class and outside it, and sums over all features::

        p = alpha + f        q = alpha + g
        r = log( (p / |p|_1) / (q / |q|_1) )

    Args:
        inside: Documents of the class that have each feature; shape ``(features,)``.
        outside: Documents of other classes that have it; shape ``(features,)``.
        alpha: Smoothing.

    Returns:
        Ratios; shape ``(features,)``.

    Example:
        >>> log_count_ratio([3, 1], [1, 3]).round(3).tolist()
        [0.693, -0.693]

    Reference:
        Wang and Manning, "Baselines and bigrams: simple, good sentiment and topic classification", ACL
        2012, https://aclanthology.org/P12-2018, section 2.1.
    """
    p, q = alpha + np.asarray(inside, np.float64), alpha + np.asarray(outside, np.float64)
    return np.asarray(np.log(p / p.sum()) - np.log(q / q.sum()))
