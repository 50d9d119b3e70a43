"""Running what tells most within a span of time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.forecast.budget import Budget
from bench.forecast.evidence import evidence
from bench.forecast.hindsight import hindsight
from bench.forecast.order import telling
from bench.forecast.planner import Planner
from bench.records.record import Record
from bench.report.quantities import seconds as in_words
from bench.trials.runner import Runner
from bench.trials.trial import Trial


@dataclass(frozen=True)
class Outcome:
    """What became of trials that were given a span of time.

    Args:
        records: Of those recorded before, then of those that ran.
        remarks: Lines on what was left out, and on the forecast's error.
    """

    records: list[Record]
    remarks: list[str] = field(default_factory=list)


def run_within(seconds: float, runner: Runner, trials: Sequence[Trial]) -> Outcome:
    """Forecast trials, and run the most telling ones that fit; recorded ones cost nothing.

    Args:
        seconds: The time there is, for forecasting and probing too.
        runner: Of the trials.
        trials: In any order.

    Raises:
        BenchError: As :meth:`bench.trials.runner.Runner.run`.
    """
    until = time.monotonic() + seconds
    known = evidence(runner.store)
    planner = Planner(runner.store, known, runner.display, runner.data_dir, runner.plugins, runner.rerun)
    planned = planner.plan(trials)
    due = telling(planned, known.records)
    budget = Budget(due, until)
    began = time.monotonic()
    made = replace(runner, admit=budget.admit).run([entry.trial for entry in due])
    took = time.monotonic() - began
    remarks = []
    if budget.left_out:
        remarks.append(f"Left out, because they do not fit into {in_words(seconds)}:")
        remarks += [f"  {entry.name}, {in_words(entry.seconds)}" for entry in budget.left_out]
    if made:
        ran = list(zip(budget.admitted, made, strict=True))
        remarks.append(hindsight(budget.forecast(), took, ran))
    recorded = [entry.record for entry in planned if entry.record is not None]
    return Outcome([*recorded, *made], remarks)
