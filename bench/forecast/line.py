"""A straight line through a few measured costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_PRIOR = 0.01  # against 1 for a measured cost: it decides where there is one of them, else hardly counts


def cost_at(points: Sequence[tuple[float, float]], size: float) -> float:
    """What a thing of some size costs, by what others have cost: ``a + b * size``, neither below 0.

    Non-negative least squares of the relative errors. Of one cost alone, half is taken to be the same at
    any size and half to grow with it.

    Args:
        points: Size and cost of each, at least one.
        size: Of the thing asked for.

    Example:
        >>> round(cost_at([(100, 3.0), (300, 7.0)], 500), 1)
        11.0
        >>> round(cost_at([(100, 3.0)], 300), 1)
        6.0
    """
    from scipy.optimize import nnls

    sizes = np.array([max(size, 1e-9) for size, _ in points])
    costs = np.array([max(cost, 1e-9) for _, cost in points])
    prior = _PRIOR * np.array([1.0, -sizes.mean()]) / costs.mean()
    system = np.vstack([np.column_stack([np.ones_like(sizes), sizes]) / costs[:, None], prior])
    (constant, slope), _ = nnls(system, np.append(np.ones_like(costs), 0.0))
    return float(constant + slope * size)
