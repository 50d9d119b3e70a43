"""Bytes of a file, gzipped or not."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import IO

from bench.errors import DataError

GZIP_MAGIC = b"\x1f\x8b"
# The largest text file the project knows of has 15 MB; this stops a gzip bomb well before memory ends.
LARGEST = 2 * 1024**3


def read_packed(path: Path, largest: int = LARGEST) -> bytes:
    """A file's content, unpacked where it is gzipped, whatever its name says.

    Args:
        path: The file.
        largest: Bytes of content that are read at most.

    Raises:
        DataError: The gzip data is cut off or damaged, or the content is larger.
    """
    with path.open("rb") as file:
        try:
            content = unpacked(file).read(largest + 1)
        except EOFError:
            raise DataError("the gzip data is cut off", where=path, remedy="fetch the file again") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            problem = f"the gzip data is damaged ({error})"
            raise DataError(problem, where=path, remedy="fetch the file again") from None
    if len(content) > largest:
        raise DataError(f"holds more than {largest:,} bytes", where=path, remedy="divide it into files")
    return content


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """The content of an open file, unpacked on the way where it is gzipped.

    Raises ``EOFError`` at the end of gzip data that is cut off, where ``tarfile``'s own reader just ends.
    """
    packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[return-value]
