"""A confusion matrix as a heat map: two classes or fifty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.colors import PowerNorm
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from bench.report.drawing.style import INK, drawable, panels, whole_percent

# Above this many classes the numbers in the cells would be too small to read.
_NUMBERED = 20


def draw(data: Mapping[str, Any]) -> Canvas:
    """Colour is the share of the true class, on a square-root scale so that small confusions show."""
    matrix = np.asarray(data["matrix"], dtype=float)
    totals = matrix.sum(axis=1, keepdims=True)
    shares = np.divide(matrix, totals, out=np.zeros_like(matrix), where=totals > 0)
    classes = len(matrix)
    side = 1.6 + max(1.8, min(0.62 * classes, 1.8 + 0.16 * classes))
    canvas, (axes,) = panels(1, side + 0.9, side)
    picture = axes.imshow(shares, cmap="Blues", norm=PowerNorm(0.5, 0, 1), interpolation="nearest")
    names = drawable(data["classes"] or [str(place) for place in range(classes)], 22 if classes > 6 else 28)
    size = 9 if classes <= 12 else 8
    turned = classes > 3 or max(map(len, names)) > 10
    axes.set_xticks(range(classes), names, fontsize=size, rotation=90 if turned else 0)
    axes.set_yticks(range(classes), names, fontsize=size)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    axes.grid(False)
    axes.tick_params(length=0)
    # One collection of lines each way: a minor tick for each would take as long as all the rest.
    between = np.arange(1, classes) - 0.5
    width = 1.2 if classes <= 12 else 0.5
    axes.vlines(between, -0.5, classes - 0.5, color="white", linewidth=width)
    axes.hlines(between, -0.5, classes - 0.5, color="white", linewidth=width)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if classes <= _NUMBERED:
        number = 10 if classes <= 6 else 8 if classes <= 12 else 6.5
        for (row, column), value in np.ndenumerate(matrix):
            if value:
                ink = "white" if shares[row, column] > 0.4 else INK
                axes.text(column, row, f"{value:,.0f}", ha="center", va="center", color=ink, fontsize=number)
    bar = canvas.colorbar(
        picture, ax=axes, shrink=0.7, pad=0.02, aspect=24, format=FuncFormatter(whole_percent)
    )
    bar.set_ticks([0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1])
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=7, length=2)
    bar.set_label("share of the true class", fontsize=8)
    return canvas
