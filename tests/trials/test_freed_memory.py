"""What trains a network keeps the memory that its steps free; other trials give theirs back."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.plugins import load_file
from bench.records.record import Record
from bench.trials import freed_memory

PLUGIN = Path(__file__).with_name("paging.py")

of_gnu = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "mallopt"), reason="not the GNU C library, whose memory is its own affair"
)


@of_gnu
@pytest.mark.parametrize(("model", "kept"), [("pages-neural", True), ("pages-classical", False)])
def test_a_network_asks_for_the_memory_of_a_step_once(
    run: Callable[..., list[Record]], tmp_path: Path, model: str, kept: bool
) -> None:
    load_file(PLUGIN)
    note = tmp_path / "faults.txt"
    (record,) = run(f'{model}:note="{note}"', plugins=(PLUGIN,))
    assert record.ok, record.reason
    first, ten_more = map(int, note.read_text().split())
    assert ten_more < first if kept else ten_more > 5 * first


@of_gnu
def test_so_does_a_search_of_its_parameters(tmp_path: Path) -> None:
    note = tmp_path / "faults.txt"
    search = ["-d", "spam-sample", "-m", f'pages-neural:note="{note}"', "--plugin", str(PLUGIN)]
    subprocess.run(
        [sys.executable, "-m", "bench", "tune", *search, "--grid", "epochs=[1]", "--folds", "2"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    first, ten_more = map(int, note.read_text().splitlines()[0].split())
    assert ten_more < first


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    assert freed_memory.keep_freed_memory() is False
