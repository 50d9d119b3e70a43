"""Writing an explanation: its page and pictures, and what the report draws its own from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.explain.explanation import FOLDER, Explanation
from bench.explain.page import html_page
from bench.records.atomic import write_whole
from bench.report.explanations import look_figure, strongest_figure
from bench.report.figure import Figure
from bench.report.texts import FOLDER as UNPUBLISHED


def publish(explanation: Explanation, root: Path) -> Iterator[str]:
    """Write an explanation that may be published, where ``bench report`` finds it.

    Args:
        explanation: On documents that come with textbench.
        root: The report's folder.

    Yields:
        A line for each file: its path, or why there is none.
    """
    folder = root / FOLDER / explanation.card["name"]
    path = folder / f"{explanation.stem}.json"
    write_whole(path, explanation.to_json().encode())
    yield str(path)
    yield from _show(explanation, folder)


def keep_private(explanation: Explanation, root: Path) -> Iterator[str]:
    """Write an explanation on texts of others where git does not look; the report never shows it."""
    write_whole(root / UNPUBLISHED / ".gitignore", b"*\n")
    yield from _show(explanation, root / UNPUBLISHED / FOLDER / explanation.card["name"])


def _show(explanation: Explanation, folder: Path) -> Iterator[str]:
    path = folder / f"{explanation.stem}.html"
    write_whole(path, html_page(explanation).encode("utf-8", "replace"))
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
