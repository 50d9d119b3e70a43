"""Trials in their own processes: whatever goes wrong in one becomes its record, and the others go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import bench
from bench.records.record import Record
from bench.trials.trial import Limits

Run = Callable[..., list[Record]]


def gone(pid: int, seconds: float = 15) -> bool:
    """Whether a process ends within some seconds; one that waits to be collected has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_each_failure_has_its_record_and_stops_no_other(run: Run) -> None:
    expected = {
        "raises": ("error", "RuntimeError: no luck in <plugins>/misbehaving.py"),
        "starves": ("out-of-memory", "no memory was left"),
        "leaves": ("error", "the process ended with exit code 3 and said nothing"),
        "kills-itself": (
            "error",
            "the process was killed by SIGKILL, as the system does when memory runs out",
        ),
        "too-few": ("invalid-predictions", "predict gave shape (9,) for 10 documents"),
        "no-class": ("invalid-predictions", "predict gave classes from 7 to 7, but they go from 0 to 1"),
        "texts": ("invalid-predictions", "predict gave values of type <U3, not the class numbers of fit"),
        "objects": ("invalid-predictions", "predict gave objects, not the class numbers of fit"),
        "nan": ("invalid-predictions", "predict_proba gave values that are no number for 10 of 10 documents"),
        "half": ("invalid-predictions", "predict_proba gave rows that do not sum to one"),
        "one-row": ("invalid-predictions", "predict_proba gave shape (1, 2), not (10, 2)"),
        "decides-nan": (
            "invalid-predictions",
            "decision_function gave values that are no number for 3 of 10 documents",
        ),
        "decides-each": ("invalid-predictions", "decision_function gave shape (10, 2), not (10,)"),
        "extra": ("skipped", "the model 'extra' needs the extra 'neural'; pip install 'textbench[neural]'"),
        "noisy": ("ok", ""),
        "nb": ("ok", ""),
    }
    records = run(*expected)
    assert {r.model["name"]: (r.status, r.reason) for r in records} == expected
    by_name = {record.model["name"]: record for record in records}
    assert 'raise RuntimeError(f"no luck' in by_name["raises"].traceback
    assert "a last word" in by_name["leaves"].traceback
    for record in records:
        assert (record.metrics is not None) == record.ok == (record.predictions is not None)
        assert record.timings["total"] > 0


def test_a_trial_that_takes_too_long_is_stopped_with_all_it_started(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "pids"
    slow, quick = run(f"sleeps:note={json.dumps(str(note))}", "nb", limits=Limits(6))
    assert (slow.status, slow.reason) == ("timeout", "took over 6 s")
    assert quick.ok
    for pid in note.read_text().split():
        assert gone(int(pid)), "it is running still"


def test_a_trial_that_takes_too_much_memory_is_stopped(run: Run) -> None:
    big, small = run("eats", "nb", limits=Limits(60, 600 * 2**20))
    assert (big.status, big.reason) == ("out-of-memory", "took over 0.6 GiB of memory")
    assert 600 * 2**20 < (big.peak_bytes or 0) < 1500 * 2**20
    assert small.ok


def test_a_trial_is_given_no_labels_of_the_test_part(run: Run) -> None:
    (record,) = run("snoops")
    assert record.reason == (
        "RuntimeError: test/documents.bin test/ends.npy test/ids.npz "
        "train/documents.bin train/ends.npy train/ids.npz train/labels.npy"
    )


_PARENT = """
import sys
from pathlib import Path

sys.path.insert(0, {tests!r})
from bench.cards.load import load_card
from bench.preparation.prepare import prepare
from bench.recipe import Recipe
from bench.trials.launch import launch
from bench.trials.task import Task
from bench.trials.trial import Limits

if __name__ == "__main__":
    prepared = prepare(load_card("tiny"), Recipe("words"), Path("."))
    params, plugins = {{"note": "pids"}}, (Path({plugin!r}),)
    task = Task(prepared.train, prepared.test, 2, "sleeps", params, 0, plugins, Path("."))
    launch(task, Limits(60), lambda event: None)
"""


def test_a_trial_ends_when_its_parent_is_killed(tiny: Path) -> None:
    plugin = Path(__file__).with_name("misbehaving.py")
    (tiny / "parent.py").write_text(_PARENT.format(tests=str(plugin.parent), plugin=str(plugin)))
    root = str(Path(bench.__file__).parent.parent)
    parent = subprocess.Popen([sys.executable, "parent.py"], env={**os.environ, "PYTHONPATH": root}, cwd=tiny)
    note = tiny / "pids"
    try:
        end = time.monotonic() + 60
        while not (note.is_file() and len(note.read_text().split()) == 2):
            assert time.monotonic() < end and parent.poll() is None, "the trial never began"
            time.sleep(0.1)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    for pid in note.read_text().split():
        assert gone(int(pid)), "it outlives its parent"


@pytest.mark.parametrize("seeds", [(0, 0), (0, 1)])
def test_the_seed_decides_what_is_random(run: Run, seeds: tuple[int, int]) -> None:
    first, second = (run("random", seed=seed, rerun=lambda record: True)[0] for seed in seeds)
    assert first.predictions is not None and second.predictions is not None
    assert (first.predictions["sha256"] == second.predictions["sha256"]) == (seeds[0] == seeds[1])
