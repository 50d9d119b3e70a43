"""A report before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.report.figure import Figure


@dataclass(frozen=True)
class Report:
    """A report before it is written.

    Args:
        pages: Markdown and HTML by path below the report's folder.
        figures: Those the pages show.
        problems: Records that are damaged, one line each.
    """

    pages: Mapping[str, str]
    figures: tuple[Figure, ...]
    problems: tuple[str, ...]
