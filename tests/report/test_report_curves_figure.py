"""The figure of learning curves: whose they are, and of what."""

from __future__ import annotations

from itertools import combinations

import matplotlib

from bench.report.drawing import curves
from bench.report.drawing.style import STYLE

LONG = "lstm-attention (batch_size=100, batches=bucketed, epochs=40, mask=false, refit=true) on words"


def test_a_long_title_stays_off_those_of_the_panels() -> None:
    seed = {name: [0.9, 0.5, 0.4] for name in ("loss", "val_loss", "accuracy", "val_accuracy")}
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
        canvas = curves.draw({"title": LONG, "seeds": [seed]})
        canvas.draw_without_rendering()
        shown = [canvas.texts[0], *(axes._left_title for axes in canvas.axes)]
        assert [text.get_text() for text in shown[1:]] == ["loss", "accuracy"]
        boxes = [text.get_window_extent() for text in shown]
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
        assert all(box.x0 >= 0 and box.x1 <= canvas.bbox.x1 and box.y1 <= canvas.bbox.y1 for box in boxes)
