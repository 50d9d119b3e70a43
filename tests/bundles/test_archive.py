"""Archives from elsewhere."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bench.bundles.archive import open_archive, write_archive
from bench.errors import DataError
from bench.records.record import sealed


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "some.zip"
    write_archive(path, {"a.json": sealed({"x": 1}).encode(), "b.bin": b"b" * 1000})
    return path


def test_what_is_written_is_read(archive: Path) -> None:
    with open_archive(archive) as opened:
        assert opened.names() == ["a.json", "b.bin"]
        assert opened.read_json("a.json") == {"x": 1}
        assert opened.read("b.bin") == b"b" * 1000


def test_the_same_members_give_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "again.zip", {"a.json": sealed({"x": 1}).encode(), "b.bin": b"b" * 1000})
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_more_than_was_expected_is_not_unpacked(archive: Path) -> None:
    with (
        open_archive(archive) as opened,
        pytest.raises(DataError, match="claims 1,000 bytes, more than 999"),
    ):
        opened.read("b.bin", 999)


def test_a_size_that_is_not_the_claimed_one_is_refused(archive: Path) -> None:
    content = archive.read_bytes()
    place = content.rindex((1000).to_bytes(4, "little"))  # in the directory at the end
    archive.write_bytes(content[:place] + (10).to_bytes(4, "little") + content[place + 4 :])
    with open_archive(archive) as opened, pytest.raises(DataError, match=r"'b\.bin'"):
        opened.read("b.bin", 500)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(archive: Path, place: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * place)])
    with pytest.raises(DataError, match="no zip file, or it was cut off"), open_archive(archive):
        pass


def test_a_changed_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("a.json", sealed({"x": 1}).encode().replace(b'"x": 1', b'"x": 2'))
        opened.writestr("c.json", b"[" * 100_000)
        opened.writestr("b.bin", b"b")
    with open_archive(path) as archive:
        with pytest.raises(DataError, match=r"some\.zip: 'a\.json' was changed; make or copy the file again"):
            archive.read_json("a.json")
        with pytest.raises(DataError, match="is not what it should be"):
            archive.read_json("c.json")
        with pytest.raises(DataError, match="was changed"):
            archive.read_checked("b.bin", "0" * 64)
        with pytest.raises(DataError, match=r"'\.\./d' is missing"):
            archive.read("../d")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"), open_archive(tmp_path / "none.zip"):
        pass
