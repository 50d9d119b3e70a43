"""The look that all figures share: colours that colour-blind readers can tell apart, a bundled font."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import get_font

# Okabe and Ito, "Color universal design", 2008.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
)
INK, GREY, LIGHT = "#222222", "#767676", "#DDDDDD"

KINDS = {"baseline": (INK, "D"), "classical": (BLUE, "o"), "neural": (ORANGE, "s")}
"""Colour and marker of each kind of model."""

STYLE: dict[str, Any] = {
    "figure.dpi": 144,
    "savefig.dpi": 144,
    "figure.constrained_layout.use": True,
    # Comes with matplotlib, so that every machine draws the same letters.
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
    # Names come from data: a dollar sign in one is no formula.
    "text.parse_math": False,
    "legend.frameon": False,
}


def whole_percent(value: float, _: object = None) -> str:
    """A share on an axis, without decimals that say nothing."""
    return f"{100 * value:.6g} %"


def thousands(value: float, _: object = None) -> str:
    """A number on an axis."""
    return f"{value:,.10g}"


def panels(columns: int, width: float, height: float) -> tuple[Canvas, list[Axes]]:
    """A row of panels, in inches; made without pyplot, which would keep every figure alive."""
    canvas = Canvas(figsize=(width, height))
    FigureCanvasAgg(canvas)
    return canvas, [canvas.add_subplot(1, columns, place + 1) for place in range(columns)]


@cache
def _glyphs() -> frozenset[int]:
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return frozenset(get_font(str(path)).get_charmap())


def drawable(names: Sequence[str], longest: int = 28) -> list[str]:
    """Names as the bundled font can draw them: numbered where it lacks their script, as it does Hangul.

    The number is the row in the table of classes beside the figure.
    """
    shown = []
    for number, name in enumerate(names):
        text = " ".join(name.split())
        known = all(ord(char) in _glyphs() for char in text) and text.isprintable()
        text = text if known and text else f"no. {number}"
        shown.append(text if len(text) <= longest else text[: longest - 1] + "…")
    return shown
