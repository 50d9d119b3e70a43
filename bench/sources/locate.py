"""Where a card's files are on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.cards.load import declared
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
        places = _places(
            card.path, card.bundled_sample, (file.name, *file.also), data_dir, downloads_dir(card)
        )
        path = next((place for place in places if place.exists()), None)
        if path is None:
            missing.append(file)
        else:
            found[file.role] = path
    if missing:
        names = ", ".join(file.name for file in missing)
        raise MissingData(f"{names} not on this machine", where=card.name, remedy=_how_to_get(card, missing))
    return found


def is_here(name: str, data_dir: Path | None = None) -> bool:
    """Whether all files of a card are on this machine; neither card nor files are checked.

    Raises:
        CardError: The card is no TOML.
        UnknownName: There is no such card.
    """
    said, path = declared(name)
    bundled = bool(said.get("bundled_sample"))
    downloads = cache_dir() / "downloads" / str(said.get("name", name))
    return all(
        any(place.exists() for place in _places(path, bundled, names, data_dir, downloads))
        for file in said.get("source", {}).get("files", [])
        if (names := (str(file.get("name")), *map(str, file.get("also", []))))
    )


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, worked out once while the file stays as it is."""

    def work_out() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return remembered("sha256 of the file", [path], work_out)


def _places(
    card: Path, bundled: bool, names: tuple[str, ...], data_dir: Path | None, downloads: Path
) -> Iterator[Path]:
    folders = [card.parent] if bundled or data_dir is None else [data_dir, card.parent]
    for folder in folders:
        for name in names:
            yield folder / name
    if not bundled:
        yield downloads / names[0]


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
