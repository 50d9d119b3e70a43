"""Fetching a card's files from their public homes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.errors import DataError, MissingData
from bench.sources.locate import downloads_dir, file_sha256

if TYPE_CHECKING:
    from bench.cards.schema import Card, SourceFile

RETRIES = 2

# Told of the bytes that came, and of all there will be (0 where that is unknown).
Progress = Callable[[int, int], None]


def fetch(card: Card, progress: Progress | None = None) -> list[Path]:
    """Download a card's files into the cache, each checked by its SHA-256 before it gets its name.

    What is there already, and intact, is not fetched again. A download that is broken off or wrong leaves
    nothing behind.

    Args:
        card: Names the files, their homes and their checksums.
        progress: Called as the bytes come.

    Returns:
        The local paths.

    Raises:
        MissingData: A file has no public home, or none of its homes can be reached.
        DataError: What a home served is not the published file.
    """
    return [_fetch_file(card, file, progress) for file in card.source.files]


def _fetch_file(card: Card, file: SourceFile, progress: Progress | None) -> Path:
    path = downloads_dir(card) / Path(file.name).name
    if not file.urls or file.sha256 is None:
        what = "public home" if not file.urls else "SHA-256 to check it by"
        problem = f"the card gives {file.name} no {what}"
        raise MissingData(problem, where=card.name, remedy=file.place or "name its folder with --data-dir")
    if path.is_file() and file_sha256(path) == file.sha256:
        return path
    failures: list[MissingData | DataError] = []
    for url in file.urls:
        try:
            return _retrieve(url, path, file, progress)
        except (MissingData, DataError) as error:
            failures.append(error)
    # A home that serves other bytes is worse news than one that does not answer.
    raise next((failure for failure in failures if isinstance(failure, DataError)), failures[0])


def _retrieve(url: str, path: Path, file: SourceFile, progress: Progress | None) -> Path:
    import pooch
    import requests

    pooch.get_logger().setLevel(logging.ERROR)
    place = f", or {file.place}" if file.place else ""
    home = pooch.create(
        path=path.parent,
        base_url="",
        registry={path.name: f"sha256:{file.sha256}"},
        urls={path.name: url},
        retry_if_failed=RETRIES,
    )
    try:
        # Into a temporary file in the same folder; moved to its name once the checksum is right.
        downloader = pooch.HTTPDownloader(progressbar=_Bar(progress), timeout=60)
        fetched = home.fetch(path.name, downloader=downloader)
    except requests.exceptions.RequestException as error:
        remedy = f"go online and try again{place}, or name the folder that has it with --data-dir"
        problem = f"{file.name} cannot be fetched: {_short(error)}"
        raise MissingData(problem, where=url, remedy=remedy) from None
    except ValueError as error:  # pooch's word for a wrong checksum
        if "hash" not in str(error):
            problem = f"{file.name} cannot be fetched: {error}"
            raise MissingData(problem, where=url, remedy="mend the card") from None
        remedy = f"its home may have changed; get the published file elsewhere{place}"
        problem = f"what it serves as {file.name} is not the published file: SHA-256 is not {file.sha256}"
        raise DataError(problem, where=url, remedy=remedy) from None
    except OSError as error:
        problem = f"cannot be written: {error.strerror}"
        raise MissingData(problem, where=path.parent, remedy="make room, or set TEXTBENCH_CACHE") from None
    return Path(fetched)


def _short(error: Exception) -> str:
    """The cause at the bottom of a chain of wrapped network errors."""
    import requests

    if isinstance(error, requests.exceptions.HTTPError) and error.response is not None:
        return f"HTTP {error.response.status_code}"
    if isinstance(error, requests.exceptions.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.ConnectionError):
        return "no connection"
    return type(error).__name__


class _Bar:
    """What pooch asks of a progress bar, which it first tells the total and then the bytes of each chunk."""

    def __init__(self, progress: Progress | None) -> None:
        self.total = 0
        self._progress = progress
        self._came = 0

    def update(self, count: int) -> None:
        """Take note of ``count`` more bytes."""
        self._came += count
        if self._progress:
            self._progress(self._came, self.total)

    def reset(self) -> None:
        """Start over; pooch resets a bar at the end only to fill it, so nothing is told."""
        self._came = 0

    def close(self) -> None:
        """Nothing is held open."""
