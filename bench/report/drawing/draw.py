"""Drawing a figure to the same bytes every time."""

from __future__ import annotations

import importlib
import io
from typing import Any

import matplotlib
from PIL import Image

from bench.report.drawing.style import STYLE
from bench.report.figure import Figure

_COLOURS = 256


def draw(figure: Figure) -> bytes:
    """A PNG without date or software version in it.

    The picture is reduced to a palette, which makes it a third as large and cannot be seen.
    """
    module = importlib.import_module(f"bench.report.drawing.{figure.kind}")
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
        canvas: Any = module.draw(figure.data).canvas
        canvas.draw()
        pixels = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba()))
    reduced = pixels.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    reduced.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
