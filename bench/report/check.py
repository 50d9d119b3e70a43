"""Whether a committed report is the one its records give."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from bench.report.pages import Report
from bench.report.write import left_over_figures, left_over_pages


def differences(report: Report, root: Path) -> list[str]:
    """What a report's folder lacks, has too much, or has otherwise; empty where it is fresh.

    Args:
        report: As the records give it.
        root: The folder it should lie in; nothing is written.

    Returns:
        A unified diff for each stale page, and a line for each missing or left-over file.
    """
    found = page_differences(report, root)
    for figure in report.figures:
        if not (root / "figures" / figure.file).is_file():
            found.append(f"figures/{figure.file}: missing, or drawn from other records")
    return found + [f"{name}: left over" for name in left_over_figures(report, root)]


def page_differences(report: Report, root: Path) -> list[str]:
    """The same, of the pages alone."""
    found = []
    for name, content in report.pages.items():
        path = root / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif path.read_bytes() != content.encode():
            old = path.read_bytes().decode("utf-8", errors="replace")
            diff = unified_diff(
                old.splitlines(),
                content.splitlines(),
                f"{name} (committed)",
                f"{name} (from the records)",
                lineterm="",
            )
            found.append("\n".join(diff) or f"{name}: differs in its line ends")
    return found + [f"{name}: left over" for name in left_over_pages(report, root)]
