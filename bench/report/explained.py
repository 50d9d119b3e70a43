"""An explanation just made, shown in a folder of its own: its page and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.explain.explanation import Explanation
from bench.records.atomic import write_whole
from bench.report.explanation_page import html_page
from bench.report.explanations import look_figure, strongest_figure
from bench.report.figure import Figure


def show(explanation: Explanation, folder: Path) -> Iterator[str]:
    """Write the page of an explanation, as a report has it, and its pictures beside it.

    Args:
        explanation: Of any model; no record is needed.
        folder: Any; it is made where it is missing.

    Yields:
        A line for each file: its path, or why there is none.
    """
    path = folder / f"{explanation.stem}.html"
    write_whole(path, html_page(explanation).encode())
    yield str(path)
    figures = [
        look_figure(explanation, look, f"{explanation.stem}-{number}", explanation.name)
        for number, look in enumerate(explanation.looks, 1)
    ]
    if explanation.strongest:
        figures.append(strongest_figure(explanation, f"{explanation.stem}-strongest", explanation.name))
    for figure in figures:
        yield _draw(figure, folder / f"{figure.name}.png")


def _draw(figure: Figure, path: Path) -> str:
    from bench.report.drawing.draw import draw
    from bench.report.drawing.fonts import MissingFont

    try:
        write_whole(path, draw(figure))
    except MissingFont as error:
        return f"{path.name} is not drawn: {error}"
    return str(path)
