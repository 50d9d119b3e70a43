"""Writing a report: pages whole, figures only where what they show has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bench.explain.explanation import FOLDER as EXPLANATIONS
from bench.records.atomic import write_whole
from bench.report.figure import FILE
from bench.report.pages import Report
from bench.report.wording import GENERATED

# As `bench explain` names them; what a person puts beside them is not ours to remove.
_EXPLANATION = re.compile(r".+-s\d+-[0-9a-f]{8}\.html")


@dataclass(frozen=True)
class Written:
    """What writing a report came to.

    Args:
        pages: Pages that were new or different.
        figures: Figures that were drawn.
        removed: Files of earlier reports that no record asks for any more.
        undrawn: Figures that are missing, each with what this machine lacks to draw it.
    """

    pages: tuple[str, ...]
    figures: tuple[str, ...]
    removed: tuple[str, ...]
    undrawn: tuple[tuple[str, str], ...]


def write_pages(report: Report, root: Path) -> Written:
    """Write the pages alone."""
    changed = []
    for name, content in report.pages.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content.encode():
            write_whole(path, content.encode())
            changed.append(name)
    return Written(tuple(changed), (), _remove(left_over_pages(report, root), root), ())


def write_report(report: Report, root: Path) -> Written:
    """Write the pages, and draw the figures that are not there yet.

    Without matplotlib, or a font, the pages are written all the same; ``undrawn`` names the figures.
    """
    pages = write_pages(report, root)
    wanted = {figure.file: figure for figure in report.figures}
    missing = [name for name in wanted if not (root / "figures" / name).is_file()]
    gone = (*pages.removed, *_remove(left_over_figures(report, root), root))
    if not missing:
        return Written(pages.pages, (), gone, ())
    try:
        from bench.report.drawing.draw import draw
        from bench.report.drawing.fonts import MissingFont
    except ImportError:
        reason = "matplotlib is not installed"
        return Written(pages.pages, (), gone, tuple((name, reason) for name in missing))
    drawn, undrawn = [], []
    for name in missing:
        try:
            write_whole(root / "figures" / name, draw(wanted[name]))
            drawn.append(name)
        except MissingFont as error:
            undrawn.append((name, str(error)))
    return Written(pages.pages, tuple(drawn), gone, tuple(undrawn))


def left_over_pages(report: Report, root: Path) -> list[str]:
    """Pages that an earlier report wrote and this one does not have; nobody else's files are among them."""
    markdown = [path for folder in (root, root / "models") for path in sorted(folder.glob("*.md"))]
    html = sorted((root / EXPLANATIONS).glob("*/*.html"))
    ours = [*filter(_generated, markdown), *(path for path in html if _EXPLANATION.fullmatch(path.name))]
    return [name for path in ours if (name := path.relative_to(root).as_posix()) not in report.pages]


def left_over_figures(report: Report, root: Path) -> list[str]:
    """The same, of the figures."""
    kept = {figure.file for figure in report.figures}
    figures = sorted(path.name for path in (root / "figures").glob("*.png") if FILE.fullmatch(path.name))
    return [f"figures/{name}" for name in figures if name not in kept]


def _generated(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(GENERATED)) == GENERATED.encode()


def _remove(names: list[str], root: Path) -> tuple[str, ...]:
    for name in names:
        (root / name).unlink()
    return tuple(names)
