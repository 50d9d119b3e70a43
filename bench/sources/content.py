"""Rows that are known to be the published ones."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench.adapters.read import read_rows
from bench.adapters.rows import Rows
from bench.catalogue import adapters
from bench.errors import BenchError, DataError
from bench.sources.locate import downloads_dir, file_sha256, locate
from bench.sources.memo import remember, remembered

if TYPE_CHECKING:
    from bench.cards.schema import Card


def read_accepted(card: Card, data_dir: Path | None = None) -> tuple[Rows, str]:
    """Decode a data set's files, and accept them or not.

    Files are accepted by their rows where the card pins a content hash, so that a copy that was packed
    otherwise will do; else by the SHA-256 of each file, where the card pins one. A download is always
    checked by its SHA-256 first.

    Returns:
        The rows, and their content hash.

    Raises:
        MissingData: A file is not on this machine.
        DataError: A file is neither the published one nor holds the same rows.
    """
    paths = locate(card, data_dir)
    _check_files(card, paths)
    rows = read_rows(card, paths)
    found = rows.sha256()
    remember(_what(card), _depends_on(card, paths), found)
    _check_content(card, paths, found)
    return rows, found


class PublishedRows:
    """A data set's rows, decoded at most once, and only where somebody asks for more than their hash.

    Args:
        card: The data set.
        data_dir: The user's folder of data files.
    """

    def __init__(self, card: Card, data_dir: Path | None = None) -> None:
        self._card = card
        self._data_dir = data_dir

    @cached_property
    def accepted(self) -> tuple[Rows, str]:
        """The rows and their content hash, as :func:`read_accepted` gives them."""
        return read_accepted(self._card, self._data_dir)

    @cached_property
    def content_sha256(self) -> str:
        """The content hash, worked out only where the files have changed since it was last known.

        Raises:
            MissingData: A file is not on this machine.
            DataError: As ``read_accepted``.
        """
        card = self._card
        paths = locate(card, self._data_dir)
        _check_files(card, paths)
        found = remembered(_what(card), _depends_on(card, paths), lambda: self.accepted[1])
        _check_content(card, paths, found)
        return found


def rows_sha256(card: Card, data_dir: Path | None = None) -> str:
    """Content hash of a data set's rows; see :class:`PublishedRows`."""
    return PublishedRows(card, data_dir).content_sha256


def _what(card: Card) -> str:
    source = card.source
    roles = [file.role for file in source.files]
    return json.dumps(["content", source.adapter, roles, source.options], sort_keys=True, default=str)


def _depends_on(card: Card, paths: Mapping[str, Path]) -> list[Path]:
    """The files, and the adapter's source: rows decoded by an older one are not those of today's."""
    try:
        return [*paths.values(), Path(inspect.getfile(adapters[card.source.adapter]))]
    except (BenchError, TypeError):  # an unknown adapter is reported when the rows are read
        return list(paths.values())


def _check_files(card: Card, paths: Mapping[str, Path]) -> None:
    for file in card.source.files:
        path = paths[file.role]
        downloaded = path.parent == downloads_dir(card)
        # Where the rows can tell, a local file may be packed in any way.
        if file.sha256 is None or (card.facts.content_sha256 and not downloaded):
            continue
        if path.is_dir() or (found := file_sha256(path)) != file.sha256:
            what = "it is a folder" if path.is_dir() else f"its SHA-256 is {found}"
            remedy = f"get it again: bench data fetch {card.name}" if file.urls else "get the published file"
            problem = f"not the published file: {what}, expected {file.sha256}"
            raise DataError(problem, where=path, remedy=remedy)


def _check_content(card: Card, paths: Mapping[str, Path], found: str) -> None:
    expected = card.facts.content_sha256
    if expected is None or found == expected:
        return
    where = ", ".join(str(path) for path in paths.values())
    problem = f"not the published rows of '{card.name}': content hash {found}, expected {expected}"
    raise DataError(problem, where=where, remedy="get the published files, or make a card for these")
