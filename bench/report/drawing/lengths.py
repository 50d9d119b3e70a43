"""How long documents are, in tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from bench.report.drawing.style import BLUE, GREY, ORANGE, panels, thousands, whole_percent


def draw(data: Mapping[str, Any]) -> Canvas:
    """Shares of the training and the test part, so that parts of unequal size can be compared."""
    canvas, (axes,) = panels(1, 8.4, 2.8)
    edges = data["edges"]
    for key, label, colour, style in (("train", "training", BLUE, "-"), ("test", "test", ORANGE, "--")):
        counts = data[key]
        total = sum(counts) or 1
        axes.stairs(
            [value / total for value in counts],
            edges,
            color=colour,
            linewidth=1.6,
            linestyle=style,
            label=label,
        )
    for key, label in (("median", "median"), ("p90", "90 %")):
        if data.get(key) is not None:
            axes.axvline(data[key], color=GREY, linewidth=0.9, linestyle=":")
            axes.annotate(
                f" {label}: {data[key]:,.0f}",
                (data[key], 1),
                xycoords=("data", "axes fraction"),
                va="top",
                fontsize=8,
            )
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(0)
    axes.xaxis.set_major_formatter(FuncFormatter(thousands))
    axes.yaxis.set_major_formatter(FuncFormatter(whole_percent))
    axes.set_xlabel("tokens a document; the last step holds all that are longer")
    axes.set_ylabel("share of documents")
    axes.legend(loc="upper right")
    return canvas
