"""Whether two models that saw the same test documents really differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PairedTest:
    """The comparison of two models on the same test documents.

    Args:
        difference: Accuracy of the first less that of the second.
        low: Lower end of the difference's 95 % interval.
        high: Upper end of it.
        p_value: Of McNemar's exact test.
        only_first: Documents that only the first has right.
        only_second: Documents that only the second has right.
    """

    difference: float
    low: float
    high: float
    p_value: float
    only_first: int
    only_second: int


def mcnemar(first_right: NDArray[np.bool_], second_right: NDArray[np.bool_]) -> PairedTest:
    """McNemar's exact test, and Agresti and Min's interval of the difference.

    Args:
        first_right: Which documents the first model has right; shape ``(n,)``.
        second_right: Which the second has right; shape ``(n,)``, in the same order.

    Raises:
        ValueError: The two do not cover the same, non-empty set of documents.

    Example:
        >>> first = np.array([True] * 9 + [False])
        >>> second = np.array([True] * 5 + [False] * 5)
        >>> test = mcnemar(first, second)
        >>> test.difference, test.only_first, test.p_value
        (0.4, 4, 0.125)

    Reference:
        McNemar, "Note on the sampling error of the difference between correlated proportions or
        percentages", *Psychometrika* 12 (1947), 153-157; exact form: Dietterich, "Approximate
        statistical tests for comparing supervised classification learning algorithms",
        *Neural Computation* 10 (1998), 1895-1923. Interval: Agresti and Min, "Simple improved
        confidence intervals for comparing matched proportions", *Statistics in Medicine* 24
        (2005), 729-740 (half a document is added to each of the four cells).
    """
    from scipy.special import bdtr

    if first_right.shape != second_right.shape or not len(first_right):
        raise ValueError("a paired test needs two sets of predictions of the same documents")
    total = len(first_right)
    only_first = int(np.sum(first_right & ~second_right))
    only_second = int(np.sum(~first_right & second_right))
    differing = only_first + only_second
    # Twice the smaller tail of a fair coin; scipy.stats gives the same, but takes a second to import.
    p_value = min(1.0, 2 * float(bdtr(min(only_first, only_second), differing, 0.5)))
    n, b, c = total + 2, only_first + 0.5, only_second + 0.5
    centre = (b - c) / n
    spread = 1.959963984540054 * float(np.sqrt(b + c - (b - c) ** 2 / n)) / n
    return PairedTest(
        difference=(only_first - only_second) / total,
        low=centre - spread,
        high=centre + spread,
        p_value=p_value,
        only_first=only_first,
        only_second=only_second,
    )
