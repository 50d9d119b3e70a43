"""The baseline and the best model of each kind on every data set: a point with its interval for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from bench.report.drawing.fonts import families, legible
from bench.report.drawing.numbers import EDGE, MARKER
from bench.report.drawing.style import GREY, KINDS, panels
from bench.report.quantities import percent, seconds

_TITLE, _ROW, _GAP = 1.0, 1.0, 0.5
"""Heights: of a data set's title, of a model, and of the space below them."""

_INCHES = 0.22
_LONGEST = 52


def draw(data: Mapping[str, Any]) -> Canvas:
    """Accuracies share an axis; what a model was trained for in time is written beside it."""
    sets = data["data_sets"]
    fonts = families(text for one in sets for text in (one["title"], *(row["name"] for row in one["rows"])))
    height = sum(_height(one) for one in sets)
    canvas, (axes,) = panels(1, 8.4, 0.9 + _INCHES * height)
    rows: list[tuple[float, Mapping[str, Any]]] = []
    top = 0.0
    for one in sets:
        axes.axhline(top - _TITLE / 2, color=GREY, linewidth=0.6)
        place: dict[str, Any] = {"xytext": (4, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(
            legible(one["title"], fonts), (0, top), xycoords=("axes fraction", "data"), family=fonts, **place
        )
        rows += [(top + number * _ROW, row) for number, row in enumerate(one["rows"], 1)]
        top += _height(one)
    _points(axes, rows)
    at = [middle for middle, _ in rows]
    names = [_short(legible(row["name"], fonts)) for _, row in rows]
    axes.set_yticks(at, names, family=fonts, fontsize=8.5)
    numbers = axes.secondary_yaxis("right")
    numbers.set_yticks(at, [f"{percent(row['accuracy'])} · {seconds(row['training'])}" for _, row in rows])
    for side in (axes, numbers):
        side.tick_params(axis="y", length=0, labelsize=8.5)
    numbers.spines["right"].set_visible(False)
    axes.set_ylim(top - _GAP, -_TITLE / 2)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("accuracy, %, with 95 % interval; right: the same number, and the time of training")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, columnspacing=1.2, handletextpad=0.3)
    return canvas


def _points(axes: Axes, rows: Sequence[tuple[float, Mapping[str, Any]]]) -> None:
    seen: set[str] = set()
    for at, row in rows:
        colour, marker = KINDS[row["kind"]]
        low, high = (100 * end for end in row["interval"])
        label = None if row["kind"] in seen else row["kind"]
        seen.add(row["kind"])
        axes.hlines(at, low, high, color=colour, linewidth=1.4, alpha=0.6)
        axes.plot(100 * row["accuracy"], at, marker, color=colour, markersize=MARKER, label=label, **EDGE)


def _height(one: Mapping[str, Any]) -> float:
    return _TITLE + _ROW * len(one["rows"]) + _GAP


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
