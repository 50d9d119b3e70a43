"""``import bench``: the names a plugin needs, none of them paid for before it is used."""

from __future__ import annotations

import subprocess
import sys

import bench
import bench.adapters
import bench.models
import bench.tokenizers


def test_every_public_name_is_there_whatever_was_imported_before() -> None:
    assert {name: getattr(bench, name).__module__.split(".")[0] for name in bench.__all__} == dict.fromkeys(
        bench.__all__, "bench"
    )
    # A name that is a package as well would mean one thing before its first import and another after.
    assert not {"adapters", "models", "tokenizers"} & set(bench.__all__)


def test_importing_bench_imports_nothing_heavy() -> None:
    code = "import sys, bench; print(sorted(m for m in sys.modules if m.startswith('bench') or m == 'numpy'))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_root()
    )
    assert done.stdout.strip() == "['bench', 'bench.backend']"


def _root() -> str:
    from pathlib import Path

    return str(Path(bench.__file__).parent.parent)
