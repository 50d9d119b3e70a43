"""What the runner itself costs: all of a trial but fitting, predicting, and the repeated predictions that
measure throughput.

It is the time until ``fit`` begins in the trial's process, and the time that the parent takes while there is
no such process; the milliseconds before its start are in both. A suite's first trial starts the forkserver
besides, once.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Trial
from tests.perf.entry import Entry
from tests.perf.table import seconds

CLASSICAL, NEURAL = "nb", "lstm:embedding=8,units=8,length=20,epochs=1"
ROUNDS = 5


class FitWatch:
    """A display that notes when the model begins to learn."""

    fit_began = 0.0

    def begin(self, number: int, total: int, name: str) -> None:
        pass

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        if name == "fit":
            self.fit_began = time.perf_counter()

    def end(self, record: Record, reused: bool) -> None:
        pass

    def say(self, text: str) -> None:
        pass


Cost = Callable[[str], float]


@pytest.fixture
def cost(tmp_path: Path) -> Cost:
    """Runs a trial on the bundled sample, and gives the seconds of it that are the runner's own."""

    def cost(model: str) -> float:
        watch = FitWatch()
        runner = Runner(Store(tmp_path / "records"), watch, rerun=lambda record: True)
        began = time.perf_counter()
        (record,) = runner.run([Trial("spam-sample", None, Recipe.parse(model))])
        took = time.perf_counter() - began
        assert record.ok, record.reason
        return watch.fit_began - began + took - record.timings["total"]

    return cost


@pytest.mark.row("the runner's own cost, a classical trial", seconds=0.7)
def test_classical_trial(benchmark: Any, entry: Entry, cost: Cost) -> None:
    own = _median_cost(benchmark, cost, CLASSICAL)
    entry.costs(own, seconds(own))


@pytest.mark.row("the runner's share of a classical trial of a minute", percent=2)
def test_share_of_a_minute(benchmark: Any, entry: Entry, cost: Cost) -> None:
    share = _median_cost(benchmark, cost, CLASSICAL) / 60 * 100
    entry.costs(share, f"{share:.1f} %")


@pytest.mark.row("the runner's own cost, a neural trial, against the import of TensorFlow", ratio=1)
def test_neural_trial(benchmark: Any, entry: Entry, cost: Cost) -> None:
    pytest.importorskip("tensorflow")
    imports = [_import_of_tensorflow() for _ in range(ROUNDS // 2)]
    own = _median_cost(benchmark, cost, NEURAL)
    imports += [_import_of_tensorflow() for _ in range(ROUNDS // 2)]
    entry.versus(median(imports), own)


def _median_cost(benchmark: Any, cost: Cost, model: str) -> float:
    costs: list[float] = []
    benchmark.pedantic(lambda: costs.append(cost(model)), rounds=ROUNDS, warmup_rounds=1)
    return median(costs[1:])  # the first warms up


def _import_of_tensorflow() -> float:
    """Seconds in a process that has nothing else to do; its start and its end are not counted."""
    program = "import time; began = time.perf_counter(); import keras; print(time.perf_counter() - began)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])
