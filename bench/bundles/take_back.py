"""Taking results back: checked, scored with the labels that never left, and written down as records."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.bundles.results import read_arrays, read_results
from bench.bundles.schema import Outcome
from bench.errors import BenchError, RecordError
from bench.records.record import Record
from bench.trials.case import Case
from bench.trials.runner import Runner
from bench.trials.task import Ending
from bench.trials.trial import Trial, parse_signature


@dataclass(frozen=True)
class Taken:
    """What became of the results in a file.

    Args:
        records: Those that are recorded now, or were before.
        refused: Why others are not.
    """

    records: list[Record]
    refused: list[BenchError]


def take_back(path: Path, runner: Runner) -> Taken:
    """Write down the results in a file that belong to trials as they are here.

    Args:
        path: The results file.
        runner: Knows data and records; its ``rerun`` says which records the results replace.

    Raises:
        BenchError: The file is damaged; or a data set or model in it does not exist here.
    """
    outcomes = read_results(path)
    taken = Taken([], [])
    trials = [_trial(outcome) for outcome in outcomes]
    for outcome, identity in zip(outcomes, runner.identities(trials), strict=True):
        known = runner.recorded(identity)
        try:
            record = _record(path, outcome, runner.case(identity), runner) if known is None else known
        except BenchError as error:
            runner.display.say(f"refused: {error}")
            taken.refused.append(error)
            continue
        runner.display.end(record, reused=known is not None)
        taken.records.append(record)
    return taken


def _trial(outcome: Outcome) -> Trial:
    trial, _ = parse_signature(outcome.signature)
    published = None if outcome.published is None else outcome.published.model_dump()
    return replace(trial, published=published)


def _record(path: Path, outcome: Outcome, case: Case, runner: Runner) -> Record:
    if case.identity.key != outcome.key:
        raise RecordError(
            f"is not the trial of that name here, {case.identity.signature}: data, tokenizer or model differ",
            where=outcome.signature,
            remedy="import it with the data, versions and plugins that it was exported with",
        )
    arrays = read_arrays(path, outcome)
    ending = Ending(
        status=outcome.status,
        reason=outcome.reason,
        traceback=outcome.traceback,
        result=outcome.measured.model_dump(exclude_none=True),
        peak_bytes=outcome.peak_bytes,
        seconds=outcome.seconds,
    )
    with tempfile.TemporaryDirectory(prefix="textbench-") as folder:
        scratch = Path(folder)
        np.savez(scratch / "predictions.npz", allow_pickle=False, **arrays)  # as its process left them
        return runner.conclude(case, ending, scratch, _place(outcome), outcome.finished)


def _place(outcome: Outcome) -> dict[str, Any]:
    place = outcome.environment.model_dump()
    if place["backend"] is None:
        del place["backend"]
    return place
