"""The lists of integers in a pickled object array, read without running anything the pickle names.

``numpy.save`` can only write a ragged array as a pickle, and a pickle can call any function there is. Here
the three names that such an array needs lead to inert stand-ins, and no other name leads anywhere. Even a
pickle without names can ask for more memory than there is (a huge memo index, a huge claimed length), so the
instructions are checked before the unpickler sees them.

Reference:
    Python's ``Lib/pickletools.py`` for the instructions; CVE-2019-6446 for what ``numpy.load`` did with them.
"""

from __future__ import annotations

import io
import pickle
import re
from pathlib import Path
from typing import Any

from bench.errors import DataError

# Byte strings are only ever names and type codes here, so short ones are enough.
_SHORT_STRING = b"|".join(
    re.escape(opcode + bytes([length]) + rest_of_length) + b".{%d}" % length
    for opcode, rest_of_length in ((b"U", b""), (b"C", b""), (b"\x8c", b""), (b"X", b"\0\0\0"))
    for length in range(33)
)
# Each alternative is one instruction of a length that is certain, so that none can hide inside another.
_INSTRUCTIONS = re.compile(
    rb"(?:"
    rb"K.|M..|J.{4}"  # integers of one, two and four bytes
    rb"|[qh].|[rj].{3}\x00|\x94"  # into and out of the memo, with an index below 2**24
    rb"|[\]()eat\x85-\x87]"  # lists, tuples, marks
    rb"|[N\x88\x89]"  # None, True, False
    rb"|c[\w.]{1,64}\n[\w.]{1,64}\n|\x93|R|b"  # a name, a call, a state
    rb"|\x80[\x02-\x05]|\x95.{4}\x00{4}|\."  # protocol, frame (below 4 GiB), stop
    rb"|" + _SHORT_STRING + rb"){1,65536}+",
    re.DOTALL,
)


class _Array:
    """Stands in for ``numpy.ndarray``: keeps the list it is given."""

    values: object = None

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _version, _shape, _dtype, _fortran, self.values = state


class _Type:
    """Stands in for ``numpy.dtype``: takes everything and keeps nothing."""

    def __init__(self, *_arguments: object) -> None: ...

    def __setstate__(self, _state: object) -> None: ...


def _reconstruct(*_arguments: object) -> _Array:
    return _Array()


_STAND_INS: dict[tuple[str, str], Any] = {
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Type,
    ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
    ("_codecs", "encode"): _Type,  # how Python 3 writes a byte string for Python 2; of use to nothing here
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _STAND_INS[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}") from None


def read_lists(pickled: bytes, count: int, path: Path) -> list[list[int]]:
    """The lists of integers in a pickled one-dimensional object array.

    Args:
        pickled: The pickle alone, as it stands behind the header of an ``.npy`` file.
        count: How many lists the header promises.
        path: Named in errors.

    Returns:
        ``count`` lists. That they hold integers only is checked where they are used.

    Raises:
        DataError: The pickle holds anything but such an array.
    """
    position = 0
    while position < len(pickled):
        found = _INSTRUCTIONS.match(pickled, position)
        if found is None:
            # A name may be spelt in ways that are not allowed either; the unpickler says it best, if it can.
            raise _refused(f"instruction {pickled[position : position + 1]!r} at byte {position}", path)
        position = found.end()
    try:
        array = _Unpickler(io.BytesIO(pickled)).load()
    except Exception as error:  # damaged pickles raise nearly everything
        raise _refused(str(error) or type(error).__name__, path) from None
    lists = array.values if isinstance(array, _Array) else None
    if not isinstance(lists, list) or not all(type(item) is list for item in lists):
        raise _refused("not an array of lists", path)
    if len(lists) != count:
        raise _refused(f"{len(lists)} lists where {count} are promised", path)
    # Lists can be in many places at once: a few bytes could stand for more words than memory holds.
    if sum(map(len, lists)) > len(pickled):
        raise _refused("more numbers than there are bytes", path)
    return lists


def _refused(why: str, path: Path) -> DataError:
    return DataError(
        f"refused: its pickled array is not plain lists of integers ({why})",
        where=path,
        remedy="nothing in it was run; use the published file (bench data fetch)",
    )
