"""A results file: what the trials of a bundle gave, one added after the other."""

from __future__ import annotations

import hashlib
import io
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.bundles.archive import Archive, open_archive, write_archive
from bench.bundles.schema import Outcome, parse
from bench.errors import DataError
from bench.records.record import sealed

_OUTCOME = re.compile(r"[0-9a-f]{32}\.json")

Arrays = Mapping[str, NDArray[Any]]


def read_results(path: Path) -> list[Outcome]:
    """What is in a results file, in the order in which it ended.

    Raises:
        DataError: It is none, or damaged.
    """
    with open_archive(path) as archive:
        return list(_outcomes(archive))


def read_arrays(path: Path, outcome: Outcome) -> dict[str, NDArray[Any]]:
    """The predictions of a trial.

    Raises:
        DataError: They are missing, were changed, or are no arrays of numbers.
    """
    with open_archive(path) as archive:
        return {
            name: _array(archive.read_checked(_place(outcome, name), sha256), archive)
            for name, sha256 in outcome.arrays.items()
        }


def add_outcome(path: Path, outcome: Outcome, arrays: Arrays) -> None:
    """Add what a trial gave to a results file, in place of what it gave before.

    The file is written anew as a whole: whenever a run is killed, what is there can be read.

    Args:
        path: The results file; made where there is none.
        outcome: Its ``arrays`` are filled in.
        arrays: Its predictions.
    """
    contents = {name: _bytes(array) for name, array in arrays.items()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    outcome = outcome.model_copy(update={"arrays": digests})
    members = _others(path, outcome.key) if path.exists() else {}
    members[f"{outcome.key}.json"] = sealed(outcome.model_dump(mode="json")).encode()
    write_archive(path, members | {_place(outcome, name): content for name, content in contents.items()})


def _outcomes(archive: Archive) -> Iterator[Outcome]:
    for name in archive.names():
        if _OUTCOME.fullmatch(name):
            outcome = parse(Outcome, archive.read_json(name), archive.path)
            if name != f"{outcome.key}.json":
                raise archive.damaged(f"'{name}' is of another trial")
            yield outcome


def _others(path: Path, key: str) -> dict[str, bytes]:
    with open_archive(path) as archive:
        return {name: archive.read(name) for name in archive.names() if not name.startswith(key)}


def _place(outcome: Outcome, array: str) -> str:
    return f"{outcome.key}/{array}.npy"


def _bytes(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(array), allow_pickle=False)
    return buffer.getvalue()


def _array(content: bytes, archive: Archive) -> NDArray[Any]:
    """An array of numbers; the header is read first, so that no memory is taken for what is not there."""
    file = io.BytesIO(content)
    try:
        np.lib.format.read_magic(file)
        shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise archive.damaged(f"an array cannot be read ({error})") from None
    body = content[file.tell() :]
    if dtype.kind not in "iufb" or math.prod(shape) * dtype.itemsize != len(body):
        raise archive.damaged("an array is none of numbers")
    return np.frombuffer(body, dtype).reshape(shape)


def same_bundle(path: Path, bundle: str) -> dict[str, Outcome]:
    """What a results file holds of a bundle, by key; nothing where there is no file yet.

    Raises:
        DataError: It holds results of another bundle.
    """
    if not path.exists():
        return {}
    known = {outcome.key: outcome for outcome in read_results(path)}
    if any(outcome.bundle != bundle for outcome in known.values()):
        raise DataError(
            "holds the results of another bundle", where=path, remedy="name another file with --output"
        )
    return known
