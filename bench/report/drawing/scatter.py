"""Accuracy against what it costs: training seconds, and documents a second in prediction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from bench.report.drawing.labels import place_labels
from bench.report.drawing.style import BLUE, INK, LIGHT, ORANGE, drawable, panels, thousands

_KINDS = {"baseline": (INK, "D"), "classical": (BLUE, "o"), "neural": (ORANGE, "s")}


def draw(data: Mapping[str, Any]) -> Canvas:
    """Better is up and to the left in the first panel, up and to the right in the second."""
    points = data["points"]
    height = 3.6 + 0.09 * max(0, len(points) - 6)
    canvas, (training, prediction) = panels(2, 9.6, height)
    prediction.sharey(training)
    names = drawable([point["name"] for point in points], 34)
    for axes, key, label in (
        (training, "training", "training, seconds (less is better)"),
        (prediction, "prediction", "prediction, documents a second (more is better)"),
    ):
        _points(axes, points, key)
        axes.set_xlabel(label)
    training.set_ylabel("accuracy, %, with 95 % interval")
    training.legend(
        loc="upper center", bbox_to_anchor=(0.5, 1.14), ncols=3, columnspacing=1.2, handletextpad=0.3
    )
    # Labels need to know where the points lie in the end, and are no part of the layout themselves.
    canvas.draw_without_rendering()
    canvas.set_layout_engine("none")
    for axes, key in ((training, "training"), (prediction, "prediction")):
        place_labels(
            axes, [point[key] for point in points], [100 * point["accuracy"] for point in points], names
        )
    return canvas


def _points(axes: Axes, points: list[dict[str, Any]], key: str) -> None:
    seen = set()
    for point in points:
        colour, marker = _KINDS[point["kind"]]
        share = 100 * point["accuracy"]
        low, high = (100 * end for end in point["interval"])
        label = None if point["kind"] in seen else point["kind"]
        seen.add(point["kind"])
        axes.errorbar(
            [point[key]],
            [share],
            yerr=[[share - low], [high - share]],
            color=colour,
            elinewidth=1,
            alpha=0.45,
        )
        axes.plot(
            [point[key]], [share], marker, color=colour, markersize=6, markeredgecolor="white", label=label
        )
    axes.set_xscale("log")
    axes.margins(x=0.22, y=0.08)
    axes.grid(color=LIGHT)
    values = [point[key] for point in points]
    # Over less than two decades, powers of ten alone would leave an axis with a single number.
    narrow = max(values) < 50 * min(values)
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if narrow else (1.0,)))
    axes.xaxis.set_major_formatter(FuncFormatter(thousands))
    axes.xaxis.set_minor_locator(NullLocator())
