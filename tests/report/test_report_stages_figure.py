"""The figure of stages: names in full, off each other."""

from __future__ import annotations

from itertools import combinations

import matplotlib

from bench.report.drawing import stages
from bench.report.drawing.style import STYLE

LONG = "lstm (batch_size=64, batches=bucketed, refit=true) on okt (stopwords=korean-particles)"


def test_long_names_stand_in_full_on_two_lines() -> None:
    bars = [{"name": name, "seconds": [1.0, 2.0]} for name in ("nb on okt", LONG, LONG, "nb on kiwi")]
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
        canvas = stages.draw({"stages": ["load", "fit"], "bars": bars})
        canvas.draw_without_rendering()
        labels = canvas.axes[0].get_yticklabels()
    shown = [label.get_text() for label in labels]
    assert [text.replace("\n", " ") for text in shown] == [bar["name"] for bar in bars]
    assert [text.count("\n") for text in shown] == [0, 1, 1, 0]
    boxes = [label.get_window_extent() for label in labels]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
