"""Keeping an explanation where the report finds it."""

from __future__ import annotations

from pathlib import Path

from bench.explain.explanation import FOLDER, Explanation
from bench.records.atomic import write_whole


def publish(explanation: Explanation, root: Path) -> Path:
    """Write an explanation that may be published: the report shows it, and makes its page anew.

    Args:
        explanation: On documents that come with textbench.
        root: The report's folder.

    Returns:
        The file.
    """
    path = root / FOLDER / explanation.card["name"] / f"{explanation.stem}.json"
    write_whole(path, explanation.to_json().encode())
    return path
