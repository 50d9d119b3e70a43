"""Fetching, from a server on this machine."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bench.cards.schema import Card, parse_card
from bench.errors import DataError, MissingData
from bench.sources import fetch as fetching
from bench.sources.fetch import fetch
from bench.sources.locate import downloads_dir

TABLE = b"kind,body\nham,see you\nspam,win now\n" * 100
SHA256 = hashlib.sha256(TABLE).hexdigest()


class Home(BaseHTTPRequestHandler):
    """Serves the table at /good and at every second try of /flaky, other bytes at /bad, half at /half."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        flaky = self.path == "/flaky" and self.asked.count("/flaky") % 2
        if self.path == "/none" or flaky:
            self.send_error(503)
            return
        content = b"<html>moved</html>" if self.path == "/bad" else TABLE
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.path == "/half" else content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path))
    monkeypatch.setattr(fetching, "RETRIES", 1)
    Home.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Home)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def card(*urls: str, **file: Any) -> Card:
    said = {
        "name": "mails",
        "language": "en",
        "labels": {"ham": "ham", "spam": "spam"},
        "source": {
            "adapter": "csv",
            "files": [{"role": "data", "name": "mails.csv", "urls": urls, "sha256": SHA256} | file],
        },
        "split": {"method": "ordered"},
    }
    return parse_card(said, Path("mails.toml"))


def left_behind() -> list[str]:
    folder = downloads_dir(card())
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def test_a_file_is_fetched_once_and_told_of(home: str) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(2):
        (path,) = fetch(card(f"{home}/good"), lambda came, total: told.append((came, total)))
    assert path.read_bytes() == TABLE
    assert Home.asked == ["/good"]
    assert told[-1] == (len(TABLE), len(TABLE))


def test_a_download_that_was_damaged_since_is_fetched_again(home: str) -> None:
    (path,) = fetch(card(f"{home}/good"))
    path.write_bytes(TABLE[:-1])
    fetch(card(f"{home}/good"))
    assert path.read_bytes() == TABLE


def test_a_home_that_fails_once_is_asked_again(home: str) -> None:
    fetch(card(f"{home}/flaky"))
    assert Home.asked == ["/flaky", "/flaky"]


def test_the_next_home_is_tried(home: str) -> None:
    (path,) = fetch(card(f"{home}/none", f"{home}/good"))
    assert path.read_bytes() == TABLE


@pytest.mark.parametrize(
    "place, kind, message",
    [
        ("bad", DataError, "is not the published file: SHA-256 is not"),
        ("half", MissingData, "mails.csv cannot be fetched"),
        ("none", MissingData, "mails.csv cannot be fetched: HTTP 503"),
    ],
)
def test_a_failure_is_one_line_and_leaves_nothing(
    place: str, kind: type[Exception], message: str, home: str
) -> None:
    with pytest.raises(kind) as caught:
        fetch(card(f"{home}/{place}", place="ask the authors"))
    assert message in str(caught.value) and "\n" not in str(caught.value)
    assert "ask the authors" in str(caught.value)
    assert left_behind() == []


def test_being_offline_is_said(home: str) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(MissingData, match="no connection; go online and try again"):
            fetch(card(f"http://127.0.0.1:{taken.getsockname()[1]}/x"))


def test_wrong_bytes_are_reported_before_a_home_that_does_not_answer(home: str) -> None:
    with pytest.raises(DataError, match="/bad"):
        fetch(card(f"{home}/none", f"{home}/bad"))


def test_nothing_is_fetched_without_a_checksum_or_a_home(home: str) -> None:
    with pytest.raises(MissingData, match="no SHA-256 to check it by"):
        fetch(card(f"{home}/good", sha256=None))
    with pytest.raises(MissingData, match="no public home; put it there"):
        fetch(card(place="put it there"))
    assert Home.asked == []


def test_a_name_cannot_lead_out_of_the_downloads(home: str) -> None:
    (path,) = fetch(card(f"{home}/good", name="../../mails.csv"))
    assert path.parent == downloads_dir(card())
