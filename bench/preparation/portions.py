"""Slow tokenizers, a portion of the texts at a time: what is done outlives the process."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.records.atomic import write_whole

Tokenise = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Tokenised:
    """Documents, and what part of the work for them was done by earlier processes.

    Args:
        documents: As many as there are texts.
        seconds_before: That the portions took which were found finished.
    """

    documents: list[str]
    seconds_before: float = 0.0


def in_portions(
    tokenise: Tokenise,
    texts: Sequence[str],
    size: int,
    folder: Path,
    progress: Callable[[int], None] = lambda more: None,
) -> Tokenised:
    """The documents of texts; each finished portion is a file, and is not tokenised again.

    Args:
        tokenise: From texts to as many documents; tells of its progress itself.
        texts: All of them; the same for the same folder.
        size: Texts in a portion.
        folder: Of the finished portions. The caller removes it once the whole is safe.
        progress: Told of the documents that were found finished.

    Raises:
        BenchError: The folder cannot be written.

    Example:
        >>> from tempfile import mkdtemp
        >>> folder = Path(mkdtemp())
        >>> in_portions(lambda texts: [text.upper() for text in texts], ["a", "b", "c"], 2, folder).documents
        ['A', 'B', 'C']
        >>> in_portions(lambda texts: ["new"] * len(texts), ["a", "b", "c"], 2, folder).documents
        ['A', 'B', 'C']
    """
    documents: list[str] = []
    seconds_before = 0.0
    for begin in range(0, len(texts), size):
        portion = texts[begin : begin + size]
        file = folder / f"{begin}.json"
        finished = _read(file, len(portion))
        if finished is None:
            began = time.perf_counter()
            made = tokenise(portion)
            write_whole(file, json.dumps([time.perf_counter() - began, made]).encode())
            documents += made
        else:
            progress(len(finished.documents))
            documents += finished.documents
            seconds_before += finished.seconds_before
    return Tokenised(documents, seconds_before)


def _read(file: Path, count: int) -> Tokenised | None:
    """A portion, or None where there is no whole one."""
    try:
        seconds, documents = json.loads(file.read_bytes())
    except (OSError, ValueError, TypeError):
        return None
    whole = (
        isinstance(seconds, float)
        and isinstance(documents, list)
        and len(documents) == count
        and all(isinstance(document, str) for document in documents)
    )
    return Tokenised(documents, seconds) if whole else None
