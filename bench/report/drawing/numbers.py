"""Numbers beside points, nudged until they do not lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from bench.report.drawing.style import GREY

MARKER = 5.5
"""Size of a point, in points."""

EDGE: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0.6}
"""Tells apart points that overlap."""

_SIZE = 6.5
# Where a number may be: beside its point at best, then around it, then a few points of type further off.
_SIDES = ((1, 0), (-1, 0), (1, 0.8), (1, -0.8), (-1, 0.8), (-1, -0.8), (0, 1), (0, -1))
_DISTANCES = (0.0, 4.0, 8.0, 12.0, 17.0)
# From here on a line shows which point it belongs to.
_FAR = 4.0
_SWEEPS = 8

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Places:
    """Where the number of one point may be; lengths in points, a row a place.

    Args:
        beside: From the middle of the marker to that of the number.
        boxes: Left, bottom, right and top of the number on the canvas.
        away: How far the number is from where it would touch the marker.
        costs: How bad the place is, whatever the other numbers do.
    """

    beside: _Array
    boxes: _Array
    away: _Array
    costs: _Array


def place_numbers(
    axes: Axes, across: Sequence[float], up: Sequence[float], bars: Sequence[tuple[float, float]]
) -> None:
    """Write beside each point its place in the sequence, from one.

    The axes must have their final place: nothing may change the layout afterwards.

    Args:
        axes: Where the points are.
        across: Of each point, in data.
        up: The same, in the other direction.
        bars: Lower and upper end of a line through each point, which numbers had better not lie on.
    """
    canvas = axes.get_figure(root=True)
    assert canvas is not None
    scale = 72 / canvas.dpi
    spots = scale * axes.transData.transform(np.column_stack([across, up]))
    low, high = np.array(bars).T
    ends = [scale * axes.transData.transform(np.column_stack([across, end])) for end in (low, high)]
    lines = np.hstack(ends) + np.array([-0.5, 0, 0.5, 0])
    around = [_places(mine, spots, lines) for mine in range(len(spots))]
    for mine, (places, chosen) in enumerate(zip(around, _settled(around), strict=True)):
        axes.annotate(
            str(mine + 1),
            (across[mine], up[mine]),
            tuple(places.beside[chosen]),
            textcoords="offset points",
            fontsize=_SIZE,
            fontweight="bold",
            ha="center",
            va="center_baseline",
            path_effects=[withStroke(linewidth=1.6, foreground="white", alpha=0.8)],
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 2}
            if places.away[chosen] >= _FAR
            else None,
        ).set_in_layout(False)


def _places(mine: int, spots: _Array, lines: _Array) -> _Places:
    width, height = 0.7 * _SIZE * len(str(mine + 1)), 0.75 * _SIZE
    grid = list(product(_DISTANCES, _SIDES))
    away = np.array([distance for distance, _ in grid])
    reach = np.array([(MARKER + width) / 2 + 1.8, (MARKER + height) / 2 + 1])
    beside = np.array([side for _, side in grid]) * (reach + away[:, None])
    middles = spots[mine] + beside
    boxes = _boxes(middles, width, height)
    others = np.delete(spots, mine, axis=0)
    covered = _overlaps(boxes, _boxes(others, MARKER, MARKER)).sum(axis=1)
    crossed = _overlaps(boxes, lines).sum(axis=1)
    # Nearer to another point than to its own it would be taken for that one's; hardly further, in haste.
    farther = np.linalg.norm(middles[:, None] - others, axis=2) / np.linalg.norm(beside, axis=1)[:, None]
    mistaken = ((farther < 1) + np.clip(1.5 - farther, 0, 0.5)).sum(axis=1)
    order = np.tile(np.arange(len(_SIDES)), len(_DISTANCES))
    costs = 20 * covered + 6 * mistaken + 1.5 * crossed + 0.6 * away + 0.2 * order
    return _Places(beside, boxes, away, costs)


def _settled(around: Sequence[_Places]) -> list[int]:
    """Each number in turn takes the place that is best beside the others', until none moves."""
    chosen = [int(places.costs.argmin()) for places in around]
    for _ in range(_SWEEPS):
        before = list(chosen)
        for mine, places in enumerate(around):
            taken = np.array([around[n].boxes[place] for n, place in enumerate(chosen)])
            clashes = _overlaps(places.boxes, np.delete(taken, mine, axis=0)).sum(axis=1)
            chosen[mine] = int((places.costs + 40 * clashes).argmin())
        if chosen == before:
            break
    return chosen


def _boxes(middles: _Array, width: float, height: float) -> _Array:
    half = np.array([width, height]) / 2
    return np.hstack([middles - half, middles + half])


def _overlaps(some: _Array, others: _Array) -> NDArray[np.bool_]:
    """Which of some boxes, a row each, lie on which of others, a column each."""
    one, other = some[:, None], others[None]
    shared: NDArray[np.bool_] = (one[..., :2] < other[..., 2:]) & (other[..., :2] < one[..., 2:])
    return shared[..., 0] & shared[..., 1]
