"""Zip files for tests to change."""

from __future__ import annotations

import zipfile
from pathlib import Path


def rewritten(path: Path, changes: dict[str, bytes | None], to: Path) -> Path:
    """A zip file with members changed, added or, for None, left out."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            content = changes.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
        for name in changes.keys() - set(before.namelist()):
            after.writestr(name, changes[name] or b"")
    return to


def members(path: Path) -> dict[str, bytes]:
    """The members of a zip file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
