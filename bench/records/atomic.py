"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from bench.errors import BenchError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file through a temporary one in the same folder, fsync and rename.

    Raises:
        BenchError: The disk is full, or the folder cannot be written; nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise _refused(error, path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise _refused(error, path) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _refused(error: OSError, path: Path) -> BenchError:
    if error.errno == errno.ENOSPC:
        return BenchError(
            "the disk is full", where=path, remedy="free some space and run again; what is done is kept"
        )
    return BenchError(
        f"cannot be written: {error.strerror}", where=path, remedy="check the folder and its rights"
    )
