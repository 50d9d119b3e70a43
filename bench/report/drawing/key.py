"""The key of a figure whose points are numbered: a row for each, in a column of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties

from bench.report.drawing.fonts import families, legible
from bench.report.drawing.numbers import EDGE, MARKER
from bench.report.drawing.style import LIGHT

_PER_INCH = 72
# In points: the text, a line of it, what is between two rows, the margins, and where each column is.
_SIZE, _LINE, _BETWEEN, _MARGIN = 8.0, 10.0, 3.5, 8.0
_RULE, _NUMBER, _MARKER, _LABEL, _GAP = 10.0, 26.0, 35.0, 44.0, 10.0
# A longer label goes on in a second line.
_WIDEST = 166.0
# "on words" stays together.
_SPACE = re.compile("(?<! on) ")


@dataclass(frozen=True)
class Entry:
    """What the key says of a point.

    Args:
        label: Never cut.
        colour: Of the point's marker.
        marker: As matplotlib calls its shape.
        value: At the right end.
    """

    label: str
    colour: str
    marker: str
    value: str


@dataclass(frozen=True)
class Key:
    """Entries, which are numbered from one in their order."""

    entries: Sequence[Entry]

    @property
    def width(self) -> float:
        """In inches."""
        return (self._end + _MARGIN) / _PER_INCH

    @property
    def height(self) -> float:
        """In inches."""
        rows = sum(_LINE * len(lines) + _BETWEEN for lines in self._labels)
        return (rows + 2 * _MARGIN) / _PER_INCH

    def draw(self, canvas: Canvas, left: float) -> None:
        """Fill a canvas to the right of a share of its width, from the top.

        The canvas must be wide enough for it to have ``width`` there, and at least as high as ``height``.
        """
        high = canvas.get_figheight() * _PER_INCH
        axes = canvas.add_axes((left, 0, 1 - left, 1))
        axes.set_axis_off()
        axes.set_xlim(0, self.width * _PER_INCH)
        axes.set_ylim(high, 0)
        top = _MARGIN
        for number, (entry, lines) in enumerate(zip(self.entries, self._labels, strict=True), 1):
            middle = top + (_BETWEEN + _LINE) / 2
            row: dict[str, Any] = {"va": "center_baseline", "fontsize": _SIZE}
            axes.text(_NUMBER, middle, str(number), ha="right", fontweight="bold", **row)
            axes.plot(_MARKER, middle, entry.marker, color=entry.colour, markersize=MARKER, **EDGE)
            for place, line in enumerate(lines):
                axes.text(_LABEL, middle + place * _LINE, line, family=self._fonts, **row)
            axes.text(self._end, middle, entry.value, ha="right", **row)
            top += _LINE * len(lines) + _BETWEEN
            axes.hlines(top, _RULE, self._end, color=LIGHT, linewidth=0.6)

    @cached_property
    def _fonts(self) -> list[str]:
        return families(entry.label for entry in self.entries)

    @cached_property
    def _labels(self) -> list[list[str]]:
        return [_lines(legible(entry.label, self._fonts), self._fonts) for entry in self.entries]

    @cached_property
    def _end(self) -> float:
        """Where the values end."""
        labels = max(_width(line, self._fonts) for lines in self._labels for line in lines)
        return _LABEL + labels + _GAP + max(_width(entry.value, self._fonts) for entry in self.entries)


def _lines(label: str, fonts: list[str]) -> list[str]:
    """A label in lines that are not too wide, broken at spaces where there are any."""
    lines = []
    while _width(label, fonts) > _WIDEST:
        most = max(end for end in range(1, len(label)) if _width(label[:end], fonts) <= _WIDEST)
        end = max((space.start() for space in _SPACE.finditer(label, 1, most + 1)), default=most)
        lines.append(label[:end])
        label = label[end:].lstrip()
    return [*lines, label]


def _width(text: str, fonts: list[str]) -> float:
    """In points."""
    renderer = RendererAgg(1, 1, _PER_INCH)  # a dot a point
    font = FontProperties(family=fonts, size=_SIZE)
    return float(renderer.get_text_width_height_descent(text, font, False)[0])
