"""Each fit of a search, written down the moment it is done: what an interrupted search goes on from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.errors import BenchError
from bench.recipe import Recipe
from bench.records.record import checksum, sealed


@dataclass(frozen=True)
class Fit:
    """One candidate fitted on all folds but one, and scored on that one.

    Args:
        key: Digest of recipe, documents and labels, see :func:`fit_key`.
        recipe: Of the candidate, every parameter.
        documents: That it was fitted on.
        score: Accuracy on the fold held out; None where it failed.
        seconds: That fitting took.
        reason: Why there is no score, on one line.
    """

    key: str
    recipe: str
    documents: int
    score: float | None
    seconds: float
    reason: str = ""


@dataclass(frozen=True)
class Journal:
    """A file of fits, a line each; several processes may add to it at once.

    Args:
        path: The file.
        known: Fits that are not made again, by key.
    """

    path: Path
    known: Mapping[str, Fit] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path) -> Journal:
        """A journal that knows the fits in its file, but for failures and damaged lines.

        Raises:
            BenchError: The folder cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise BenchError(
                f"the cache cannot be written: {error.strerror}", where=path, remedy="set TEXTBENCH_CACHE"
            ) from error
        fits, _ = cls(path).since(0)
        return cls(path, {fit.key: fit for fit in fits if fit.score is not None})

    def add(self, fit: Fit) -> None:
        """Append a fit: one write, so that lines of several processes do not mix."""
        line = sealed(asdict(fit), indent=None) + "\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)

    def since(self, offset: int) -> tuple[list[Fit], int]:
        """The whole fits after a place in the file, and the place where the next will begin."""
        with self.path.open("rb") as file:
            file.seek(offset)
            whole, newline, _ = file.read().rpartition(b"\n")
        fits = [fit for line in whole.splitlines() if (fit := _read(line)) is not None]
        return fits, offset + len(whole) + len(newline)


def fit_key(recipe: Recipe, documents: Sequence[str], labels: NDArray[Any]) -> str:
    """Digest of what decides a fit: its recipe with every parameter, and what it is fitted on, in order.

    Example:
        >>> fit_key(Recipe("nb"), ["ab", "c"], np.array([0, 1])) == fit_key(
        ...     Recipe("nb"), ["a", "bc"], np.array([0, 1]))
        False
    """
    digest = hashlib.sha256(str(recipe).encode())
    digest.update(np.asarray(labels).tobytes())
    digest.update(np.fromiter(map(len, documents), np.int64, len(documents)).tobytes())
    digest.update("".join(documents).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def _read(line: bytes) -> Fit | None:
    try:
        content = json.loads(line)
        return Fit(**content) if content.pop("checksum") == checksum(content) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
