"""Learning curves: loss and accuracy, training beside validation, a line a seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bench.report.drawing.style import BLUE, ORANGE, drawable, panels, whole_percent


def draw(data: Mapping[str, Any]) -> Canvas:
    """Two panels; validation is dashed as well as of another colour."""
    canvas, (loss, accuracy) = panels(2, 8.4, 3.2)
    _lines(loss, data["seeds"], "loss")
    _lines(accuracy, data["seeds"], "accuracy")
    canvas.suptitle(drawable([data["title"]], 90)[0], x=0.01, ha="left", fontsize=10, fontweight="bold")
    loss.set_title("loss", fontweight="normal")
    accuracy.set_title("accuracy", fontweight="normal")
    accuracy.yaxis.set_major_formatter(FuncFormatter(whole_percent))
    loss.legend()
    return canvas


def _lines(axes: Axes, seeds: list[dict[str, Any]], name: str) -> None:
    for key, label, colour, style in (
        (name, "training", BLUE, "-"),
        (f"val_{name}", "validation", ORANGE, "--"),
    ):
        for place, seed in enumerate(seeds):
            known = [(epoch, value) for epoch, value in enumerate(seed[key], 1) if value is not None]
            if known:
                axes.plot(
                    *zip(*known, strict=True),
                    style,
                    marker="o",
                    markersize=3,
                    color=colour,
                    linewidth=1.6 if len(seeds) == 1 else 1.0,
                    label=label if place == 0 else None,
                )
    axes.set_xlabel("epoch")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
