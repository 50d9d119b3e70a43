"""Whole files or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import bench
from bench.errors import BenchError
from bench.records.atomic import write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["b.json"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(BenchError, match=r"b\.json: cannot be written: .*; check the folder and its rights"):
        write_whole(tmp_path / "a" / "b.json", b"one")


_TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from bench.errors import BenchError
from bench.records.atomic import write_whole

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except BenchError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_write_that_breaks_off_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b"old")
    root = Path(bench.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", _TOO_LARGE, str(path)], capture_output=True, text=True, check=True, cwd=root
    )
    assert "b.json: cannot be written: File too large" in done.stdout
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["b.json"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_is_left_behind(small_disk: Path) -> None:
    write_whole(small_disk / "a.json", b"old")
    with pytest.raises(BenchError, match=r"a\.json: the disk is full; free some space and run again"):
        write_whole(small_disk / "a.json", b"x" * 200_000)
    assert (small_disk / "a.json").read_bytes() == b"old"
    assert [found.name for found in small_disk.iterdir()] == ["a.json"]
