"""Where the time of each model goes: a bar a model, stacked by stage."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from bench.report.drawing.style import (
    BLUE,
    GREEN,
    LIGHT,
    ORANGE,
    PURPLE,
    SKY,
    drawable,
    panels,
    whole_percent,
)
from bench.report.quantities import seconds

_COLOURS = dict(
    zip(
        ("load", "clean", "tokenise", "encode", "fit", "predict"),
        (LIGHT, PURPLE, GREEN, SKY, BLUE, ORANGE),
        strict=True,
    )
)

_LINE = 48
"""Letters in a line of a name, which may have two."""


def draw(data: Mapping[str, Any]) -> Canvas:
    """Shares, because the totals, written beside the bars, differ by orders of magnitude."""
    bars = data["bars"]
    canvas, (axes,) = panels(1, 8.4, 1.3 + 0.27 * len(bars))
    totals = [sum(bar["seconds"]) or 1.0 for bar in bars]
    left = [0.0] * len(bars)
    for place, stage in enumerate(data["stages"]):
        shares = [bar["seconds"][place] / total for bar, total in zip(bars, totals, strict=True)]
        axes.barh(
            range(len(bars)),
            shares,
            left=left,
            height=0.72,
            label=stage,
            color=_COLOURS[stage],
            edgecolor="white",
            linewidth=0.5,
        )
        left = [a + b for a, b in zip(left, shares, strict=True)]
    for row, total in enumerate(totals):
        axes.text(1.01, row, seconds(total), va="center", fontsize=8)
    names = [
        wrap(name, _LINE, break_on_hyphens=False)
        for name in drawable([bar["name"] for bar in bars], 2 * _LINE)
    ]
    axes.set_yticks(range(len(bars)), ["\n".join(lines) for lines in names])
    for label, lines in zip(axes.get_yticklabels(), names, strict=True):
        label.set_fontsize(7.5 if len(lines) > 1 else 9)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(FuncFormatter(whole_percent))
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("share of the time from files to predictions; right: that time in all, from a cold cache")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=6, columnspacing=1.2, handlelength=1.0)
    return canvas
