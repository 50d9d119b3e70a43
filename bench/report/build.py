"""From records to pages: a pure function, so that equal records give equal bytes."""

from __future__ import annotations

from pathlib import Path

from bench.report.dataset import dataset_page
from bench.report.evidence import Evidence, load
from bench.report.explanation_page import html_page
from bench.report.markdown import slug
from bench.report.model_page import model_pages
from bench.report.pages import Report
from bench.report.readme import readme
from bench.report.write import Written, write_report


def build(root: Path) -> Report:
    """Make the report of the records below a folder; nothing is written and nothing drawn.

    Args:
        root: The report's folder, which holds ``records/``.

    Example:
        >>> import tempfile
        >>> sorted(build(Path(tempfile.mkdtemp())).pages)
        ['README.md']
    """
    return from_evidence(load(root))


def from_evidence(evidence: Evidence) -> Report:
    """Make the report of evidence at hand."""
    summary, figures = readme(evidence)
    pages = {"README.md": summary}
    models, drawn = model_pages(evidence)
    figures += drawn
    pages |= models
    for card in evidence.cards:
        content, drawn = dataset_page(card, models)
        pages[f"{slug(card.name)}.md"] = content
        figures += drawn
    pages |= {path: html_page(explanation) for path, explanation in evidence.explanations.items()}
    return Report(pages, tuple(figures), evidence.problems)


def write(root: Path) -> Written:
    """Make the report of the records below a folder, and write it there."""
    return write_report(build(root), root)
