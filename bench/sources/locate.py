"""Where a card's files are on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.errors import MissingData
from bench.locations import cache_dir
from bench.sources.memo import remembered

if TYPE_CHECKING:
    from bench.cards.schema import Card, SourceFile


def downloads_dir(card: Card) -> Path:
    """The folder that a card's downloads lie in."""
    return cache_dir() / "downloads" / card.name


def locate(card: Card, data_dir: Path | None = None) -> dict[str, Path]:
    """The local path of each of a card's files, by role.

    A file is looked for in the data folder, beside the card, and among the downloads. A bundled sample is
    looked for beside its card alone: its files bear the names of the real ones.

    Raises:
        MissingData: Names the files that are not here, and how to get them.
    """
    found: dict[str, Path] = {}
    missing: list[SourceFile] = []
    for file in card.source.files:
        path = next((place for place in _places(card, file, data_dir) if place.exists()), None)
        if path is None:
            missing.append(file)
        else:
            found[file.role] = path
    if missing:
        names = ", ".join(file.name for file in missing)
        raise MissingData(f"{names} not on this machine", where=card.name, remedy=_how_to_get(card, missing))
    return found


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, worked out once while the file stays as it is."""

    def work_out() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return remembered("sha256 of the file", [path], work_out)


def _places(card: Card, file: SourceFile, data_dir: Path | None) -> Iterator[Path]:
    names = (file.name, *file.also)
    folders = [card.path.parent] if card.bundled_sample or data_dir is None else [data_dir, card.path.parent]
    for folder in folders:
        for name in names:
            yield folder / name
    if not card.bundled_sample:
        yield downloads_dir(card) / Path(file.name).name


def _how_to_get(card: Card, missing: list[SourceFile]) -> str:
    if card.bundled_sample or not any(file.urls or file.place for file in missing):
        return "put them where the card says, or name their folder with --data-dir"
    ways = [file.place for file in missing if file.place and not file.urls]
    if all(file.urls for file in missing):
        ways.append(f"run: bench data fetch {card.name}")
    ways.append("name the folder that has them with --data-dir")
    if card.sample:
        ways.append(f"try the bundled sample '{card.sample}'")
    return ", or ".join(ways)
