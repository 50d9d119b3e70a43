"""The layers of a model as a stack of boxes, with a bar for the parameters of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyBboxPatch

from bench.report.drawing.style import BLUE, GREY, LIGHT, SKY, drawable, panels


def draw(data: Mapping[str, Any]) -> Canvas:
    """From the input at the top to the output at the bottom."""
    layers = data["layers"]
    canvas, (axes,) = panels(1, 8.4, 0.5 + 0.46 * len(layers))
    most = max((layer[2] for layer in layers), default=0) or 1
    for row, (kind, shape, parameters) in enumerate(layers):
        face = SKY if parameters else LIGHT
        axes.add_patch(
            FancyBboxPatch(
                (0.02, row - 0.3), 1.9, 0.6, boxstyle="round,pad=0,rounding_size=0.12", color=face, alpha=0.55
            )
        )
        axes.text(0.97, row, drawable([kind])[0], ha="center", va="center", fontweight="bold", fontsize=9)
        axes.text(2.02, row, drawable([shape], 34)[0], va="center", fontsize=8.5, color=GREY)
        axes.barh(row, 2.2 * parameters / most, left=4.0, height=0.42, color=BLUE)
        axes.text(4.06 + 2.2 * parameters / most, row, f"{parameters:,}", va="center", fontsize=8.5)
        if row:
            axes.annotate(
                "", (0.97, row - 0.3), (0.97, row - 0.7), arrowprops={"arrowstyle": "->", "color": GREY}
            )
    axes.text(2.02, -0.62, "output shape", fontsize=8, color=GREY)
    axes.text(4.0, -0.62, "parameters", fontsize=8, color=GREY)
    axes.set_xlim(0, 7.2)
    axes.set_ylim(len(layers) - 0.5, -0.9)
    axes.axis("off")
    return canvas
