"""``bench run --export``, ``bench bundle run`` and ``bench records import``, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import bench
from bench.records.store import Store

SMALL = "fasttext:epochs=2,length=12,batches=fixed,buckets=100"
CHOSEN = ("-d", "spam-sample", "-m", SMALL)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder where the data is."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder as on another machine."""
    (tmp_path / "away").mkdir()
    return tmp_path / "away"


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, as a user would."""
    root = str(Path(bench.__file__).parent.parent)
    paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "TEXTBENCH_REPORTS": "reports", **environment},
    )


def test_a_trial_gives_elsewhere_what_it_gives_here(home: Path, away: Path) -> None:
    packed = call(home, "run", *CHOSEN, "--export", "trials.zip")
    assert packed.returncode == 0, packed.stderr
    assert "trials.zip: 2 trials, 0.0 MB" in packed.stdout
    assert "bench records import results.zip --reports reports" in packed.stdout

    (home / "trials.zip").rename(away / "trials.zip")
    command = ("bundle", "run", "trials.zip", "-o", "results.zip")
    nothing = {"TEXTBENCH_CACHE": str(away / "cache"), "TEXTBENCH_DATA": ""}
    done = call(away, *command, **nothing)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": ok, ") == 2
    again = call(away, *command, **nothing)
    assert again.stdout.count(": ok, done before") == 2
    assert sorted(path.name for path in away.iterdir()) == ["results.zip", "trials.zip"], "no cache, no data"

    (away / "results.zip").rename(home / "results.zip")
    taken = call(home, "records", "import", "results.zip")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "The report: reports/README.md" in taken.stdout

    here = call(home, "run", *CHOSEN, "--reports", "here")
    assert here.returncode == 0, here.stdout + here.stderr
    came, stayed = Store(home / "reports" / "records"), Store(home / "here" / "records")
    records, damaged = stayed.records()
    assert len(records) == 2 and not damaged
    for record in records:
        other = came.find(record.key, "spam-sample")
        assert other is not None and other.ok and record.ok
        assert other.signature == record.signature
        assert other.environment == record.environment
        assert other.model == record.model
        assert other.throughput.keys() == record.throughput.keys()
        assert [epoch.keys() for epoch in other.history] == [epoch.keys() for epoch in record.history]
        assert other.metrics is not None and record.metrics is not None
        assert other.metrics["accuracy"] == record.metrics["accuracy"]
        np.testing.assert_array_equal(came.predictions(other).predicted, stayed.predictions(record).predicted)


def test_what_is_recorded_is_not_packed(home: Path) -> None:
    assert call(home, "run", "-d", "spam-sample", "-m", "nb").returncode == 0
    refused = call(home, "run", "-d", "spam-sample", "-m", "nb", "--export", "trials.zip")
    assert refused.returncode == 1
    assert "no trial is left to take along; choose others, or add --again" in refused.stderr
    assert not (home / "trials.zip").exists()
    packed = call(home, "run", "-d", "spam-sample", "-m", "nb", "--again", "--export", "trials.zip")
    assert "trials.zip: 1 trial" in packed.stdout


@pytest.mark.parametrize("command", [("bundle", "run"), ("records", "import")], ids=" ".join)
def test_a_file_that_is_neither_is_refused_on_one_line(home: Path, command: tuple[str, str]) -> None:
    (home / "some.zip").write_bytes(b"PK no such thing")
    refused = call(home, *command, "some.zip")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "Error: some.zip: this is no zip file, or it was cut off; make or copy the file again"
    ]
