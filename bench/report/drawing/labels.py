"""Names beside points, moved until they do not lie on each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from bench.report.drawing.style import GREY, INK

# Right and above of the point, in units of the distance: the sides first, then the corners.
_SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0.3, 1), (0.3, -1))
_DISTANCES = (7, 12, 18, 25, 33, 42, 52, 64)
_POINT = 14.0


def place_labels(axes: Axes, across: Sequence[float], up: Sequence[float], names: Sequence[str]) -> None:
    """Write each name at the nearest free place; a line leads to it where that is far.

    The axes must have their final place: nothing may change the layout afterwards.
    """
    canvas = axes.get_figure(root=True)
    assert canvas is not None
    scale = canvas.dpi / 72
    spots = [tuple(axes.transData.transform(point)) for point in zip(across, up, strict=True)]
    taken = [Bbox.from_bounds(x - _POINT / 2, y - _POINT / 2, _POINT, _POINT) for x, y in spots]
    for point, spot, name in zip(zip(across, up, strict=True), spots, names, strict=True):
        label = axes.text(0, 0, name, fontsize=7.5)
        size = label.get_window_extent()
        label.remove()
        box, right, above = _free(spot, size.width, size.height, scale, taken, axes.bbox)
        taken.append(box)
        far = abs(above) > _DISTANCES[0]
        axes.annotate(
            name,
            point,
            (right, above),
            textcoords="offset points",
            fontsize=7.5,
            color=INK,
            va="center",
            ha="left" if right > 0 else "right",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
            if far
            else None,
        ).set_in_layout(False)


def _free(
    spot: tuple[float, float], width: float, height: float, scale: float, taken: Sequence[Bbox], within: Bbox
) -> tuple[Bbox, float, float]:
    """The first place that nothing lies at; the first of all where there is none."""
    first = None
    for right, above in _places():
        left = spot[0] + right * scale - (width if right < 0 else 0)
        box = Bbox.from_bounds(left, spot[1] + above * scale - height / 2, width, height)
        first = first or (box, right, above)
        if _inside(within, box) and not any(box.overlaps(other) for other in taken):
            return box, right, above
    assert first is not None
    return first


def _places() -> Iterator[tuple[float, float]]:
    for distance, (right, above) in product(_DISTANCES, _SIDES):
        yield right * min(distance, 14), above * distance


def _inside(outer: Bbox, inner: Bbox) -> bool:
    return bool(
        outer.x0 <= inner.x0 and inner.x1 <= outer.x1 and outer.y0 <= inner.y0 and inner.y1 <= outer.y1
    )
