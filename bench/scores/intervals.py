"""The interval of an accuracy."""

from __future__ import annotations

from math import sqrt


def wilson(correct: int, total: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """The Wilson score interval of a share.

    Args:
        correct: Documents classified rightly.
        total: Documents in all; at least one.
        z: Quantile of the normal distribution; the default gives 95 %.

    Returns:
        Lower and upper end, as shares between 0 and 1.

    Raises:
        ValueError: There are no documents, or more right ones than documents.

    Example:
        >>> low, high = wilson(95, 100)
        >>> round(low, 4), round(high, 4)
        (0.8882, 0.9785)

    Reference:
        Wilson, "Probable inference, the law of succession, and statistical inference",
        *Journal of the American Statistical Association* 22 (1927), 209-212.
    """
    if not 0 <= correct <= total or total == 0:
        raise ValueError(f"{correct} of {total} is no share")
    share = correct / total
    centre = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    # At the ends the sums are exact only on paper.
    low = (centre - spread) / scale if correct else 0.0
    high = (centre + spread) / scale if correct < total else 1.0
    return low, high
