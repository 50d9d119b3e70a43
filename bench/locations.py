"""Where things lie: bundled data, the user's data folder, the cache, reports."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def datasets_dir() -> Path:
    """The folder of cards, samples and stop words.

    In a wheel it lies inside the package; in a checkout beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "datasets"
    return inside if inside.is_dir() else package.parent / "datasets"


def report_folders(reports: Path) -> list[Path]:
    """The folders with records of their own: the reports folder itself first, then those right below it."""
    return [folder for folder in (reports, *sorted(reports.glob("*/"))) if (folder / "records").is_dir()]


def cache_dir() -> Path:
    """The cache: ``TEXTBENCH_CACHE``, or ``textbench`` in the platform's cache folder.

    Below it lie ``downloads/`` (files fetched) and ``prepared/`` (tokens).
    """
    if chosen := os.environ.get("TEXTBENCH_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "textbench"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "textbench"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "textbench"


def data_dir(chosen: str | os.PathLike[str] | None = None) -> Path | None:
    """The user's own folder of data files: the one chosen, else ``TEXTBENCH_DATA``, else None."""
    folder = chosen or os.environ.get("TEXTBENCH_DATA")
    return Path(folder).expanduser() if folder else None
