"""Zip archives from elsewhere: members read by name, checked, never unpacked to where they say."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.errors import DataError
from bench.records.atomic import write_whole
from bench.records.record import checksum

LARGEST = 2 * 1024**3
"""Bytes that one member may have, unpacked. The tokens of the largest data set known here have 40 MB."""

LARGEST_JSON = 64 * 1024**2
"""The same of a member of JSON."""


class Archive:
    """A zip archive that is not trusted.

    Args:
        path: The file; errors name it.
        opened: The archive in it.
    """

    def __init__(self, path: Path, opened: zipfile.ZipFile) -> None:
        self.path = path
        self._opened = opened

    def names(self) -> list[str]:
        """Names of the members, as the archive has them."""
        return self._opened.namelist()

    def read(self, name: str, largest: int = LARGEST) -> bytes:
        """The content of a member.

        Raises:
            DataError: It is missing, damaged, or claims more bytes than it may have.
        """
        try:
            found = self._opened.getinfo(name)
        except KeyError:
            raise self.damaged(f"'{name}' is missing") from None
        if found.file_size > largest:
            raise self.damaged(f"'{name}' claims {found.file_size:,} bytes, more than {largest:,}")
        try:
            with self._opened.open(found) as member:
                content = member.read(largest + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise self.damaged(f"'{name}' cannot be read ({error})") from None
        if len(content) != found.file_size:
            raise self.damaged(f"'{name}' is not of the size it claims")
        return content

    def read_checked(self, name: str, sha256: str, largest: int = LARGEST) -> bytes:
        """The content of a member that must have this digest.

        Raises:
            DataError: See :meth:`read`; or the digest is another.
        """
        content = self.read(name, largest)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise self.damaged(f"'{name}' was changed")
        return content

    def read_json(self, name: str) -> dict[str, Any]:
        """A JSON object that was written by :func:`bench.records.record.sealed`, without its checksum.

        Raises:
            DataError: See :meth:`read`; or it is no such object, or was changed.
        """
        try:
            content = json.loads(self.read(name, LARGEST_JSON))
            claimed = content.pop("checksum")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise self.damaged(f"'{name}' is not what it should be") from None
        if checksum(content) != claimed:
            raise self.damaged(f"'{name}' was changed")
        found: dict[str, Any] = content
        return found

    def damaged(self, problem: str) -> DataError:
        """What is raised of a file that cannot be used."""
        return DataError(problem, where=self.path, remedy="make or copy the file again")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip archive for reading.

    Raises:
        DataError: There is none.
    """
    try:
        opened = zipfile.ZipFile(path)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", where=path, remedy="check the path") from None
    except zipfile.BadZipFile:
        problem = "this is no zip file, or it was cut off"
        raise DataError(problem, where=path, remedy="make or copy the file again") from None
    with opened:
        yield Archive(path, opened)


def write_archive(path: Path, members: Mapping[str, bytes]) -> int:
    """Write a zip archive whole or not at all; the same members give the same bytes.

    Returns:
        Its size in bytes.

    Raises:
        BenchError: The disk is full, or the folder cannot be written.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(_dateless(name), content)
    content = buffer.getvalue()
    write_whole(path, content)
    return len(content)


def _dateless(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
