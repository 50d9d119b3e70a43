"""The strongest tokens of each class: a panel a class, a bar a token."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from bench.report.drawing.fonts import families, legible
from bench.report.drawing.style import BLUE

_COLUMNS = 4
_LONGEST = 24


def draw(data: Mapping[str, Any]) -> Canvas:
    """Bars of one panel compare with each other; panels have scales of their own."""
    classes = data["classes"]
    fonts = families(text for label, tokens in classes for text in (label, *(token for token, _ in tokens)))
    columns = min(len(classes), _COLUMNS)
    rows = ceil(len(classes) / columns)
    most = max(len(tokens) for _, tokens in classes)
    canvas = Canvas(figsize=(8.4, rows * (0.55 + 0.2 * max(most, 1))))
    FigureCanvasAgg(canvas)
    for place, (label, tokens) in enumerate(classes):
        axes = canvas.add_subplot(rows, columns, place + 1)
        names = [legible(token, fonts) for token, _ in tokens]
        names = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names]
        axes.barh(range(len(tokens)), [weight for _, weight in tokens], height=0.7, color=BLUE)
        axes.set_yticks(range(len(tokens)), names, family=fonts, fontsize=8)
        axes.set_ylim(most - 0.5, -0.5)
        # Many fonts with Hangul have no bold.
        axes.set_title(legible(label, fonts), family=fonts, fontsize=9.5, fontweight="normal")
        axes.grid(axis="y", visible=False)
        axes.tick_params(length=0)
        axes.tick_params(axis="x", labelsize=7)
        axes.locator_params(axis="x", nbins=4)
    return canvas
