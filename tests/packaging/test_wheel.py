"""A wheel built from the tree works somewhere else: code, cards, samples and suites are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("textbench-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own: the libraries it needs are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "TEXTBENCH_CACHE": str(elsewhere / "cache")}
    environment.pop("TEXTBENCH_REPORTS", None)
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=elsewhere, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip


def test_everything_is_in_the_wheel_and_nothing_beside_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "bench/suites/quick.toml" in names
    assert {f"bench/datasets/{card}.toml" for card in ("spam", "nsmc", "spam-sample")} <= set(names)
    assert "bench/datasets/samples/nsmc/ratings_train.txt.gz" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"bench", "textbench"}


def test_it_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    where = "import bench, bench.locations as l; print(bench.__file__, l.datasets_dir())"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, text=True, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    ).stdout.split()  # fmt: skip
    assert all(path.startswith(str(installed)) for path in found)
    said = run(
        installed, tmp_path, "run", "quick", "-m", "nb", "-d", "spam-sample", "-d", "reuters-sample"
    ).stdout
    assert "bundled sample" in said
    assert "bundled sample" in (tmp_path / "reports/quick/README.md").read_text(encoding="utf-8")
