"""Whether a data set on this machine is what its card says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.adapters.read import read_rows
from bench.preparation.facts import Finding, check_facts
from bench.preparation.parts import divide
from bench.preparation.sieve import sieve
from bench.sources.locate import file_sha256, locate

if TYPE_CHECKING:
    from bench.cards.schema import Card


def verify(card: Card, data_dir: Path | None = None) -> Iterator[Finding]:
    """Decode a data set anew and compare every fact; nothing remembered is trusted but file checksums.

    A file whose bytes are not the published ones is no finding where the rows are known to be the same.

    Raises:
        MissingData: A file is not on this machine.
        DataError: The files cannot be decoded, or divided, as the card says.
    """
    paths = locate(card, data_dir)
    if card.facts.content_sha256 is None:
        for file in card.source.files:
            if file.sha256 and paths[file.role].is_file():
                yield Finding(f"sha256 of {file.name}", file.sha256, file_sha256(paths[file.role]))
    rows = read_rows(card, paths)
    sieved = sieve(card, rows)
    yield from check_facts(card, rows, sieved, rows.sha256())
    divide(card, rows, sieved)


def packing(card: Card, paths: dict[str, Path]) -> dict[str, str]:
    """How each local file stands to the published one, by role, in words."""
    said: dict[str, str] = {}
    for file in card.source.files:
        path = paths[file.role]
        if file.sha256 is None:
            said[file.role] = "bundled" if card.bundled_sample else "no checksum declared"
        elif path.is_file() and file_sha256(path) == file.sha256:
            said[file.role] = "the published file"
        else:
            said[file.role] = "not the published bytes, so its rows decide"
    return said
