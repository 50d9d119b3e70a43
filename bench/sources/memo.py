"""What was worked out of unchanged files, so that it need not be worked out again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from bench.locations import cache_dir


def remembered(what: str, paths: Iterable[Path], work_out: Callable[[], str]) -> str:
    """A text that depends on nothing but ``what`` and the files' content.

    A file counts as unchanged while its path, size and time of change (in nanoseconds) are the same. Folders
    tell nothing by those, so whatever depends on one is worked out each time.

    Args:
        what: Says what is worked out, with every option that bears on it.
        paths: The files it is worked out of.
        work_out: Called where nothing is remembered.
    """
    key = _key(what, paths)
    known = _known()
    if key in known:
        return known[key]
    result = work_out()
    if key:
        remember(what, paths, result)
    return result


def remember(what: str, paths: Iterable[Path], result: str) -> None:
    """Keep a result; where the cache folder cannot be written, it is simply not kept."""
    key = _key(what, paths)
    if not key:
        return
    file = _file()
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(_known() | {key: result}, indent=0, sort_keys=True), encoding="utf-8")
        beside.replace(file)  # whole or not at all; of two writers at once, one result is lost
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _file() -> Path:
    return cache_dir() / "checked.json"


def _key(what: str, paths: Iterable[Path]) -> str:
    facts: list[object] = [what]
    for path in paths:
        if path.is_dir():
            return ""
        status = path.stat()
        facts.append([str(path.resolve()), status.st_size, status.st_mtime_ns])
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _known() -> dict[str, str]:
    try:
        known = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {key: value for key, value in known.items() if isinstance(value, str)}
