"""Documents as lines of tokens, each a cell coloured by its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from bench.report.drawing.fonts import families, legible
from bench.report.drawing.style import BLUE, GREY, INK, LIGHT, RED

# In points.
_WIDTH, _LINE, _TITLE, _GAP, _SIZE, _PADDING = 600.0, 16.0, 19.0, 10.0, 9.0, 3.0
_LONGEST = 40
_MOST = 160
_PER_INCH = 72

_FOR = LinearSegmentedColormap.from_list("for", ["white", BLUE])
_AGAINST = LinearSegmentedColormap.from_list("against", ["white", RED])
# Of red, green and blue in what the eye takes for bright (ITU-R BT.601).
_BRIGHTNESS = (0.299, 0.587, 0.114)


@dataclass(frozen=True)
class _Cell:
    """A token in its place: left end, width, and the line it is on."""

    text: str
    left: float
    width: float
    line: int
    strength: float
    unknown: bool


def draw(data: Mapping[str, Any]) -> Canvas:
    """One block a document: its title, its tokens below; the darkest is the strongest, the unknown dotted."""
    rows = data["rows"]
    fonts = families(text for row in rows for text in (row["title"], *row["tokens"]))
    font = FontProperties(family=fonts, size=_SIZE)
    blocks = [(row, _cells(row, font, fonts)) for row in rows]
    height = sum(_TITLE + _GAP + _LINE * _lines(cells) for _, cells in blocks)
    canvas = Canvas(figsize=(_WIDTH / _PER_INCH, height / _PER_INCH))
    canvas.set_layout_engine("none")
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    top = 0.0
    for row, cells in blocks:
        title = legible(row["title"], fonts)
        axes.axhline(top + 0.5, color=LIGHT, linewidth=0.6)
        axes.text(4, top + _TITLE / 2 + 1, title, va="center", fontproperties=font, color=GREY)
        _block(axes, cells, top + _TITLE, font)
        top += _TITLE + _GAP + _LINE * _lines(cells)
    return canvas


def _cells(row: Mapping[str, Any], font: FontProperties, fonts: Sequence[str]) -> list[_Cell]:
    """Tokens side by side, on a new line where one would not fit."""
    renderer = RendererAgg(1, 1, _PER_INCH)  # a dot a point
    strongest = max(map(abs, row["weights"]), default=0) or 1
    unknown = set(row["unknown"])
    cells: list[_Cell] = []
    left, line = 4.0, 0
    for place, (text, strength) in enumerate(_shown(row, fonts, strongest)):
        width = renderer.get_text_width_height_descent(text, font, False)[0] + 2 * _PADDING
        if left + width > _WIDTH - 4 and left > 4:
            left, line = 4.0, line + 1
        cells.append(_Cell(text, left, width, line, strength, place in unknown))
        left += width + 2
    return cells


def _shown(row: Mapping[str, Any], fonts: Sequence[str], strongest: float) -> Iterator[tuple[str, float]]:
    for token, weight in list(zip(row["tokens"], row["weights"], strict=True))[:_MOST]:
        text = legible(token, fonts)
        yield text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…", weight / strongest
    if len(row["tokens"]) > _MOST:
        yield f"… and {len(row['tokens']) - _MOST:,} more", 0.0
    if not row["tokens"]:
        yield "(no tokens)", 0.0


def _lines(cells: Sequence[_Cell]) -> int:
    return 1 + cells[-1].line


def _block(axes: Axes, cells: Sequence[_Cell], top: float, font: FontProperties) -> None:
    for cell in cells:
        colour = (_FOR if cell.strength >= 0 else _AGAINST)(0.9 * abs(cell.strength))
        above = top + cell.line * _LINE
        axes.add_patch(Rectangle((cell.left, above + 1), cell.width, _LINE - 2, facecolor=colour))
        bright = sum(share * part for share, part in zip(colour, _BRIGHTNESS, strict=False))
        ink = "white" if bright < 0.55 else INK
        middle = (cell.left + cell.width / 2, above + _LINE / 2)
        axes.text(*middle, cell.text, ha="center", va="center_baseline", fontproperties=font, color=ink)
        if cell.unknown:
            below = above + _LINE - 2.5
            ends = (cell.left + _PADDING, cell.left + cell.width - _PADDING)
            axes.plot(ends, (below, below), ":", color=ink, linewidth=1)
