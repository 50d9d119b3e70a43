"""The summary's answers: a row and three points a data set."""

from __future__ import annotations

from typing import Any

import matplotlib
import pytest
from matplotlib.figure import Figure as Canvas

from bench.report.build import build
from bench.report.drawing.fonts import MissingFont
from bench.report.drawing.glance import draw
from bench.report.drawing.style import STYLE
from bench.report.evidence import load
from bench.report.glance import glance
from bench.report.verdict import judge


def rows(text: str) -> list[list[str]]:
    """The cells of a table's rows, its heading left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_a_row_says_what_the_answer_follows_from(make: Any) -> None:
    about = make.card("wires", ["a", "b"])
    make.trial(about, "nb", 0.7, seconds=0.5)
    make.trial(about, "svm", 0.9, seconds=2)
    make.trial(about, "lstm", 0.8, seconds=60, epochs=3)
    (card,) = load(make.root).cards
    verdict = judge(card)
    assert verdict.baseline and verdict.classical and verdict.neural and verdict.duel
    ((title, answer, baseline, classical, neural, difference, p, training),) = rows(glance([card])[0])
    assert title == "[WIRES](wires.md)"
    assert answer == "**No: a classical model is better.**"
    assert baseline == f"{100 * verdict.baseline.accuracy:.2f}"
    assert classical == f"{100 * verdict.classical.accuracy:.2f} svm on words"
    assert neural == f"{100 * verdict.neural.accuracy:.2f} lstm on words"
    assert difference == f"−{100 * (verdict.classical.accuracy - verdict.neural.accuracy):.2f}"
    assert p == "< 0.001"
    assert training == "29 ×"  # 60.1 s and 2.1 s: encoding counts


def test_what_cannot_be_said_has_its_reason(make: Any) -> None:
    make.trial(make.card("alone", ["a", "b"]), "nb", 0.7)
    make.trial(make.card("bare", ["a", "b"]), "svm", 0.7)
    alone, bare = rows(glance(load(make.root).cards)[0])
    assert alone[1] == "**Not asked:** no neural model gave a result."
    assert bare[1] == "**Cannot be said:** there is no `nb` to compare with."
    assert alone[3:] == ["–"] * 5 and bare[2:] == ["–"] * 6


def test_without_another_classical_model_the_network_is_set_against_nb(make: Any) -> None:
    about = make.card("pair", ["a", "b"])
    make.trial(about, "nb", 0.7, seconds=1)
    make.trial(about, "lstm", 0.9, seconds=60, epochs=3)
    (card,) = load(make.root).cards
    ((_, answer, baseline, classical, neural, difference, p, training),) = rows(glance([card])[0])
    assert answer == "**More accurate, at a price.**"
    assert classical == "–"
    assert float(difference) == pytest.approx(float(neural.split()[0]) - float(baseline), abs=0.011)
    assert (p, training) == ("< 0.001", "55 ×")  # 60.1 s and 1.1 s: encoding counts


def test_costs_of_two_places_are_not_set_against_each_other(make: Any) -> None:
    about = make.card("far", ["a", "b"])
    make.trial(about, "nb", 0.7)
    make.trial(about, "svm", 0.8)
    make.trial(about, "lstm", 0.9, epochs=3, device="Example Accelerator")
    ((*_, neural, _, _, training),) = rows(glance(load(make.root).cards)[0])
    assert neural.endswith("lstm on words (Example Accelerator)")
    assert training == "–"


def test_the_summary_shows_one_picture_of_every_data_set_with_a_result(make: Any) -> None:
    make.failed(make.card("gone", ["a", "b"]), "nb", "skipped", "the file is missing")
    assert not [figure for figure in build(make.root).figures if figure.kind == "glance"]
    make.trial(make.card("wires", ["a", "b"]), "nb", 0.7)
    report = build(make.root)
    (figure,) = [figure for figure in report.figures if figure.kind == "glance"]
    assert figure.link() in report.pages["README.md"]
    assert [one["title"] for one in figure.data["data_sets"]] == ["WIRES"]


POINT = {
    "name": "nb on words",
    "kind": "baseline",
    "accuracy": 0.8,
    "interval": [0.78, 0.82],
    "training": 0.5,
}


def drawn(*data_sets: dict[str, Any]) -> tuple[Canvas, list[str], list[str]]:
    """The figure, its names and its numbers, from the top."""
    with matplotlib.rc_context({**matplotlib.rcParamsDefault, **STYLE}):
        canvas = draw({"data_sets": list(data_sets)})
        canvas.draw_without_rendering()
    (axes,) = canvas.axes
    (numbers,) = axes.child_axes
    return canvas, *([label.get_text() for label in one.get_yticklabels()] for one in (axes, numbers))


def test_each_point_has_its_name_and_its_number_within_the_figure() -> None:
    other = {**POINT, "name": "x" * 200, "kind": "neural", "accuracy": 0.9, "training": None}
    canvas, names, numbers = drawn({"title": "A", "rows": [POINT, other]}, {"title": "B", "rows": [POINT]})
    assert names == ["nb on words", "x" * 51 + "…", "nb on words"]
    assert numbers == ["80.00 · 0.50 s", "90.00 · –", "80.00 · 0.50 s"]
    for text in (*canvas.axes[0].get_yticklabels(), *canvas.axes[0].child_axes[0].get_yticklabels()):
        box = text.get_window_extent()
        assert canvas.bbox.x0 <= box.x0 and box.x1 <= canvas.bbox.x1


def test_hangul_in_a_title_is_drawn_as_it_is() -> None:
    try:
        canvas, *_ = drawn({"title": "영화 리뷰", "rows": [POINT]})
    except MissingFont as error:
        pytest.skip(str(error))
    assert "영화 리뷰" in [text.get_text() for text in canvas.axes[0].texts]
