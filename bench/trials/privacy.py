"""Records are published: paths that name a person or a machine are shortened before they go in."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.locations import cache_dir, datasets_dir


def without_paths(text: str, more: Mapping[Path, str] | None = None) -> str:
    """The text with the folders of this machine replaced by short names.

    Args:
        text: Such as a traceback.
        more: Other folders, with what to put for each.

    Example:
        >>> without_paths(f"{Path.cwd()}/mine.py: bad")
        './mine.py: bad'
    """
    package = Path(__file__).resolve().parent.parent
    places = {
        str(cache_dir()): "<cache>",
        str(datasets_dir()): "datasets",
        str(Path.cwd()): ".",
        str(package): "bench",
        str(Path(sys.prefix)): "<python>",
        str(Path(sys.base_prefix)): "<python>",
        tempfile.gettempdir(): "<temporary>",
        str(Path.home()): "~",
    }
    for folder, name in (more or {}).items():
        places |= {str(folder.absolute()): name, str(folder.resolve()): name}
    for place in sorted(places, key=len, reverse=True):
        if len(place) > 1:
            text = text.replace(place, places[place])
    return text
