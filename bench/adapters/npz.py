"""Arrays in an ``.npz`` file that is not trusted."""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from bench.adapters.pickled_lists import read_lists
from bench.errors import DataError

# Of one array, unpacked. The published files stay below 15 MB; a zip bomb is refused by what it claims,
# and zipfile reads no further than that.
LARGEST = 512 * 1024**2

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.integer]]
Arrays = dict[str, "Numbers | list[list[int]]"]


def array_names(path: Path) -> list[str]:
    """Names of the arrays in an ``.npz`` file.

    Raises:
        DataError: The file is no zip archive.
    """
    with _archive(path) as archive:
        return [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]


def read_npz(path: Path, names: Iterable[str], largest: int = LARGEST) -> Arrays:
    """One-dimensional arrays of integers or of lists of integers.

    Args:
        path: The ``.npz`` file.
        names: The arrays wanted; others are not looked at.
        largest: Bytes that one array may have, unpacked.

    Returns:
        Name to an integer array, or to a list of lists of integers.

    Raises:
        DataError: An array is missing, damaged, too large, or holds anything else. Nothing in it is run.
    """
    with _archive(path) as archive:
        return {name: _array(_member(archive, name, path, largest), name, path) for name in names}


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise DataError("not an .npz file, or cut off", where=path, remedy="fetch the file again") from None


def _member(archive: zipfile.ZipFile, name: str, path: Path, largest: int) -> bytes:
    try:
        info = archive.getinfo(f"{name}.npy")
    except KeyError:
        there_are = ", ".join(member.removesuffix(".npy") for member in archive.namelist()[:10])
        problem = f"no array '{name}' among: {there_are}"
        raise DataError(problem, where=path, remedy="use the right file") from None
    if info.file_size > largest:
        problem = f"refused: the array '{name}' claims {info.file_size:,} bytes, more than {largest:,}"
        raise DataError(problem, where=path, remedy="use the published file (bench data fetch)")
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        problem = f"the array '{name}' is damaged ({error})"
        raise DataError(problem, where=path, remedy="fetch or copy the file again") from None


def _array(data: bytes, name: str, path: Path) -> Numbers | list[list[int]]:
    file = io.BytesIO(data)
    try:
        version = np.lib.format.read_magic(file)
        read_header = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[version]
        shape, _fortran_order, dtype = read_header(file)
    except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError) as error:
        raise _wrong(f"its header cannot be read ({error})", name, path) from None
    if len(shape) != 1:
        raise _wrong(f"it has {len(shape)} dimensions, not one", name, path)
    body = data[file.tell() :]
    if dtype == np.dtype(object):
        return read_lists(body, shape[0], path)
    if dtype.kind not in "iu":
        raise _wrong(f"it holds {dtype}, not integers", name, path)
    if math.prod(shape) * dtype.itemsize != len(body):
        raise _wrong(f"it claims {shape[0]:,} numbers and has {len(body):,} bytes", name, path)
    return np.frombuffer(body, dtype)


def _wrong(why: str, name: str, path: Path) -> DataError:
    return DataError(f"the array '{name}' is refused: {why}", where=path, remedy="use the published file")
