"""Accuracy against what it costs: training seconds, and documents a second in prediction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from bench.report.drawing.key import Entry, Key
from bench.report.drawing.numbers import EDGE, MARKER, place_numbers
from bench.report.drawing.style import KINDS, LIGHT, panels, thousands

# In inches: both panels, without the key.
_WIDTH, _LOWEST = 8.2, 4.6


def draw(data: Mapping[str, Any]) -> Canvas:
    """Better is up and to the left in the first panel, up and to the right in the second.

    Points have their place among ``points`` as a number, the same in both panels; the key says what it is.
    """
    points = data["points"]
    key = Key([_entry(point) for point in points])
    height = max(_LOWEST, key.height)
    width = _WIDTH + key.width
    canvas, (training, prediction) = panels(2, width, height)
    canvas.set_layout_engine("constrained", rect=(0, 0, _WIDTH / width, 1))
    prediction.sharey(training)
    for axes, cost, label in (
        (training, "training", "training, seconds (less is better)"),
        (prediction, "prediction", "prediction, documents a second (more is better)"),
    ):
        _points(axes, points, cost)
        axes.set_xlabel(label)
    training.set_ylabel("accuracy, %, with 95 % interval")
    training.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, columnspacing=1.2, handletextpad=0.3)
    key.draw(canvas, _WIDTH / width)
    # Numbers need to know where the points lie in the end, and are no part of the layout themselves.
    canvas.draw_without_rendering()
    canvas.set_layout_engine("none")
    up = [100 * point["accuracy"] for point in points]
    bars = [(100 * point["interval"][0], 100 * point["interval"][1]) for point in points]
    for axes, cost in ((training, "training"), (prediction, "prediction")):
        place_numbers(axes, [point[cost] for point in points], up, bars)
    return canvas


def _entry(point: Mapping[str, Any]) -> Entry:
    return Entry(point["name"], *KINDS[point["kind"]], f"{100 * point['accuracy']:.2f} %")


def _points(axes: Axes, points: list[dict[str, Any]], cost: str) -> None:
    seen = set()
    for point in points:
        colour, marker = KINDS[point["kind"]]
        share = 100 * point["accuracy"]
        low, high = (100 * end for end in point["interval"])
        label = None if point["kind"] in seen else point["kind"]
        seen.add(point["kind"])
        axes.errorbar(
            [point[cost]],
            [share],
            yerr=[[share - low], [high - share]],
            color=colour,
            elinewidth=1,
            alpha=0.45,
        )
        axes.plot(
            [point[cost]],
            [share],
            marker,
            color=colour,
            markersize=MARKER,
            label=label,
            **EDGE,
        )
    axes.set_xscale("log")
    axes.margins(x=0.07, y=0.04)
    axes.grid(color=LIGHT)
    values = [point[cost] for point in points]
    # Over less than two decades, powers of ten alone would leave an axis with a single number.
    narrow = max(values) < 50 * min(values)
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if narrow else (1.0,)))
    axes.xaxis.set_major_formatter(FuncFormatter(thousands))
    axes.xaxis.set_minor_locator(NullLocator())
