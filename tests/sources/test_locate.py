from __future__ import annotations

import gzip
import hashlib
import importlib
import os
from pathlib import Path
from typing import Any

import pytest

from bench.adapters import delimited
from bench.adapters.rows import Rows
from bench.cards.schema import Card, parse_card
from bench.catalogue import adapter, adapters
from bench.errors import DataError, MissingData
from bench.sources.content import read_accepted, rows_sha256
from bench.sources.locate import downloads_dir, file_sha256, locate
from bench.sources.memo import remembered
from tests.registries import taken_back

TABLE = b"kind,body\nham,see you\nspam,win now\n"
OTHER = b"kind,body\nham,see you\nspam,win later\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def card(folder: Path, content: str | None = None, **file: Any) -> Card:
    said = {
        "name": "mails",
        "language": "en",
        "labels": {"ham": "ham", "spam": "spam"},
        "source": {
            "adapter": "csv",
            "options": {"text": "body", "label": "kind"},
            "files": [{"role": "data", "name": "mails.csv"} | file],
        },
        "split": {"method": "ordered"},
        "facts": {"content_sha256": content} if content else {},
    }
    return parse_card(said, folder.parent / "cards" / "mails.toml")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content_of(folder: Path) -> str:
    return read_accepted(card(folder), folder)[1]


def test_a_file_is_found_under_its_other_names(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "mails.csv.gz").write_bytes(gzip.compress(TABLE))
    found = locate(card(folder, also=["deep/mails.csv.gz"]), folder)
    assert found == {"data": folder / "deep" / "mails.csv.gz"}


def test_the_data_folder_goes_before_the_downloads(folder: Path) -> None:
    declared = card(folder)
    downloads_dir(declared).mkdir(parents=True)
    (downloads_dir(declared) / "mails.csv").write_bytes(TABLE)
    assert locate(declared, folder)["data"].parent == downloads_dir(declared)
    (folder / "mails.csv").write_bytes(TABLE)
    assert locate(declared, folder)["data"].parent == folder


def test_what_is_missing_comes_with_every_way_to_get_it(folder: Path) -> None:
    with pytest.raises(MissingData, match="run: bench data fetch mails, or name the folder"):
        locate(card(folder, urls=["https://example.org/mails.csv"]), folder)
    with pytest.raises(MissingData, match="ask the authors, or name the folder"):
        locate(card(folder, place="ask the authors"), folder)


def test_a_file_is_accepted_by_its_checksum(folder: Path) -> None:
    (folder / "mails.csv").write_bytes(TABLE)
    assert len(read_accepted(card(folder, sha256=sha256(TABLE)), folder)[0]) == 2


def test_another_file_is_refused_where_only_the_checksum_is_known(folder: Path) -> None:
    (folder / "mails.csv").write_bytes(OTHER)
    with pytest.raises(DataError, match=r"not the published file: its SHA-256 is .*, expected "):
        read_accepted(card(folder, sha256=sha256(TABLE)), folder)


def test_a_file_packed_otherwise_is_accepted_by_its_rows(folder: Path) -> None:
    (folder / "mails.csv").write_bytes(TABLE)
    content = content_of(folder)
    (folder / "mails.csv").write_bytes(gzip.compress(TABLE.replace(b"\n", b"\r\n")))
    assert read_accepted(card(folder, content, sha256=sha256(TABLE)), folder)[1] == content


def test_other_rows_are_refused_however_they_are_packed(folder: Path) -> None:
    (folder / "mails.csv").write_bytes(TABLE)
    content = content_of(folder)
    (folder / "mails.csv").write_bytes(gzip.compress(OTHER))
    declared = card(folder, content, sha256=sha256(TABLE))
    for read in (read_accepted, rows_sha256):
        with pytest.raises(DataError, match="not the published rows of 'mails'"):
            read(declared, folder)


def test_a_download_is_checked_by_its_bytes_even_where_its_rows_are_right(folder: Path) -> None:
    (folder / "mails.csv").write_bytes(TABLE)
    declared = card(folder, content_of(folder), sha256=sha256(TABLE), urls=["https://example.org/mails.csv"])
    (folder / "mails.csv").unlink()
    downloads_dir(declared).mkdir(parents=True)
    (downloads_dir(declared) / "mails.csv").write_bytes(TABLE + b"\n")
    with pytest.raises(DataError, match="get it again: bench data fetch mails"):
        read_accepted(declared, folder)


def test_unchanged_files_are_decoded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mails.csv").write_bytes(TABLE)
    content = rows_sha256(card(folder), folder)

    def fails(*_: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(delimited, "read_packed", fails)
    assert rows_sha256(card(folder), folder) == content
    (folder / "mails.csv").write_bytes(OTHER)
    with pytest.raises(AssertionError, match="decoded again"):
        rows_sha256(card(folder), folder)


def test_a_change_of_time_alone_is_a_change(folder: Path) -> None:
    path = folder / "mails.csv"
    path.write_bytes(TABLE)
    first = file_sha256(path)
    path.write_bytes(TABLE.replace(b"now", b"old"))
    os.utime(path, ns=(1, 1))
    assert file_sha256(path) != first


def test_a_damaged_memo_is_as_none(folder: Path) -> None:
    memo = folder.parent / "cache" / "checked.json"
    memo.parent.mkdir(exist_ok=True)
    for content in ("{", "[]", '{"a": 1}'):
        memo.write_text(content)
        path = folder / "mails.csv"
        path.write_bytes(TABLE)
        assert remembered("x", [path], lambda: "worked out") == "worked out"
        assert remembered("x", [path], lambda: "again") == "worked out"


def test_a_cache_that_cannot_be_written_only_costs_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "file").write_text("in the way")
    monkeypatch.setenv("TEXTBENCH_CACHE", str(folder.parent / "file" / "cache"))
    (folder / "mails.csv").write_bytes(TABLE)
    assert file_sha256(folder / "mails.csv") == sha256(TABLE)


def test_what_depends_on_a_folder_is_never_remembered(folder: Path) -> None:
    assert remembered("x", [folder], lambda: "one") == "one"
    assert remembered("x", [folder], lambda: "two") == "two"


def test_rows_of_an_adapter_that_was_changed_since_are_decoded_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "upside_down.py"
    code = (
        "from bench.adapters.rows import Rows\n"
        "def read(files):\n    return Rows(['', ''], ['ham', 'spam'], ['a', 'b'])\n"
    )
    source.write_text(code)
    monkeypatch.syspath_prepend(str(folder))
    read = importlib.import_module("upside_down").read
    with taken_back(adapters):
        adapter("upside-down")(read)
        (folder / "mails.csv").write_bytes(TABLE)
        said = card(folder).model_dump()
        said["source"] |= {"adapter": "upside-down", "options": {}}
        declared = parse_card(said, folder / "mails.toml")
        first = rows_sha256(declared, folder)
        monkeypatch.setitem(read.__globals__, "Rows", lambda *_: Rows(["", ""], ["ham", "spam"], ["a", "c"]))
        assert rows_sha256(declared, folder) == first
        source.write_text(code + "# changed\n")
        assert rows_sha256(declared, folder) != first
