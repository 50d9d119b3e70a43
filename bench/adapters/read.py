"""Calling the adapter that a card names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bench.adapters.rows import Rows
from bench.catalogue import adapters
from bench.errors import CardError, DataError, UnknownName

if TYPE_CHECKING:
    from bench.cards.schema import Card


def read_rows(card: Card, files: Mapping[str, Path]) -> Rows:
    """Decode a data set's files.

    Args:
        card: Says which adapter, with which options.
        files: Local path of each file, by its role.

    Raises:
        CardError: The adapter is unknown, or an option of it is.
        DataError: A file is not what the card declares.
    """
    from bench.cards.schema import check_options

    try:
        adapter = adapters[card.source.adapter]
    except UnknownName as error:
        raise CardError(error.problem, where=f"{card.path}: source.adapter", remedy=error.remedy) from None
    options = check_options(adapter, card)
    try:
        rows = adapter(files, **options)
    except CardError as error:  # an adapter knows the key, not the card's file
        raise CardError(error.problem, where=f"{card.path}: {error.where}", remedy=error.remedy) from None
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise DataError(problem, where=error.filename or card.name, remedy="check the file") from error
    if not isinstance(rows, Rows):
        raise CardError(
            f"the adapter '{card.source.adapter}' gave {type(rows).__name__}, not Rows",
            where=card.path,
            remedy="mend the adapter",
        )
    return rows
