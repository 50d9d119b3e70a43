"""Commands that ask nothing of a model: the whole process, the interpreter's start included."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.perf.entry import Entry
from tests.perf.table import seconds


@pytest.mark.row("bench --help", seconds=0.5)
def test_help(benchmark: Any, entry: Entry) -> None:
    _time(benchmark, entry, "--help")


@pytest.mark.row("bench list", seconds=0.5)
def test_list(benchmark: Any, entry: Entry) -> None:
    _time(benchmark, entry, "list")


def _time(benchmark: Any, entry: Entry, *arguments: str) -> None:
    program = [sys.executable, "-m", "bench", *arguments]
    done = benchmark.pedantic(
        lambda: subprocess.run(program, check=True, capture_output=True), rounds=10, warmup_rounds=1
    )
    assert done.stdout
    took = benchmark.stats.stats.median
    entry.costs(took, seconds(took))
