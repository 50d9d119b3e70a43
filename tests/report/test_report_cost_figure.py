"""The figure of accuracy against cost: numbered points, and a key that says what they are."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import matplotlib
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from bench.report.drawing import cost
from bench.report.drawing.fonts import MissingFont
from bench.report.drawing.style import STYLE

LONG = "lstm (bidirectional=true, batch_size=60, epochs=100, units=256) on okt (stopwords=korean-particles)"


def points(many: int, **first: Any) -> list[dict[str, Any]]:
    """Points close to each other, the most accurate first."""
    made = [
        {
            "name": f"model-{place} on words",
            "kind": ("classical", "neural", "baseline")[place % 3],
            "accuracy": 0.98 - 0.001 * place,
            "interval": [0.97 - 0.001 * place, 0.99 - 0.001 * place],
            "training": 10 + place % 4,
            "prediction": 1000 + 10 * (place % 5),
        }
        for place in range(many)
    ]
    return [{**made[0], **first}, *made[1:]]


def drawn(some: list[dict[str, Any]]) -> tuple[Any, Axes, Axes, Axes]:
    """The canvas and its three parts: both panels, and the key."""
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
        canvas = cost.draw({"points": some})
        canvas.draw_without_rendering()
        return (canvas, *canvas.axes)


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize("many", [1, 2, 30])
def test_points_have_the_same_numbers_in_both_panels_and_in_the_key(many: int) -> None:
    _, training, prediction, key = drawn(points(many))
    numbers = [str(number) for number in range(1, many + 1)]
    assert texts(training) == texts(prediction) == numbers
    rows = [[str(place + 1), f"model-{place} on words", f"{98 - 0.1 * place:.2f} %"] for place in range(many)]
    assert texts(key) == [text for row in rows for text in row]


def test_numbers_do_not_lie_on_each_other() -> None:
    _, *panels, _ = drawn(points(30))
    for axes in panels:
        boxes = [Text.get_window_extent(text) for text in axes.texts]
        middles = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes]
        # A line of text is higher than the digits in it, so that boxes may share an edge.
        for (x, y), (right, above) in combinations(middles, 2):
            assert abs(x - right) > 8 or abs(y - above) > 9


def test_the_key_has_long_labels_whole_and_within_the_figure() -> None:
    canvas, *_, key = drawn(points(3, name=LONG))
    lines = texts(key)[1 : texts(key).index("98.00 %")]
    assert len(lines) > 1
    assert " ".join(lines) == LONG
    within = canvas.bbox
    for text in key.texts:
        box = text.get_window_extent()
        assert within.x0 <= box.x0 and box.x1 <= within.x1
        assert within.y0 <= box.y0 and box.y1 <= within.y1


def test_a_label_without_spaces_is_broken_and_not_cut() -> None:
    *_, key = drawn(points(2, name="x" * 200))
    lines = texts(key)[1 : texts(key).index("98.00 %")]
    assert "".join(lines) == "x" * 200


def test_hangul_in_a_label_is_drawn_as_it_is() -> None:
    try:
        *_, key = drawn(points(2, name="nb on okt (stopwords=불용어)"))
    except MissingFont as error:
        pytest.skip(str(error))
    assert texts(key)[1] == "nb on okt (stopwords=불용어)"


def test_the_figure_grows_with_its_key() -> None:
    heights = [drawn(points(many))[0].get_figheight() for many in (2, 10, 40, 80)]
    assert heights[0] == heights[1] < heights[2] < heights[3]
