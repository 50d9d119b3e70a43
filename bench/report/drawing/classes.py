"""How many documents each class has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from bench.report.drawing.style import BLUE, ORANGE, drawable, panels, thousands


def draw(data: Mapping[str, Any]) -> Canvas:
    """A pair of bars a class; on a logarithmic scale where the largest would hide the smallest."""
    rows = data["rows"]
    canvas, (axes,) = panels(1, 8.4, 1.2 + (0.4 if len(rows) <= 12 else 0.24) * len(rows))
    places = range(len(rows))
    axes.barh(
        [place - 0.2 for place in places], [row[1] for row in rows], height=0.38, color=BLUE, label="training"
    )
    axes.barh(
        [place + 0.2 for place in places], [row[2] for row in rows], height=0.38, color=ORANGE, label="test"
    )
    axes.set_yticks(places, drawable([row[0] for row in rows]), fontsize=9 if len(rows) <= 24 else 8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    counts = [value for row in rows for value in row[1:] if value]
    scale = ""
    if counts and max(counts) > 50 * min(counts):
        axes.set_xscale("log")
        scale = ", logarithmic"
    axes.xaxis.set_major_formatter(FuncFormatter(thousands))
    axes.set_xlabel(f"documents{scale}")
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2)
    return canvas
