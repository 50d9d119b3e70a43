"""Running a trial for its profile alone."""

from __future__ import annotations

import pstats
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.trials.case import Case
from bench.trials.launch import launch
from bench.trials.progress import Display, show


@dataclass(frozen=True)
class Profile:
    """Where the time of a trial's process went. Profiling slows a trial down: none of this is a measurement.

    Args:
        signature: Of the trial.
        stages: Of each stage that was reached (``load``, ``fit``, ``predict``, ``measure``), its functions.
        timings: Seconds of ``encode``, ``fit`` and ``predict`` as the trial itself timed them.
        seconds: Of the process.
        reason: Why the trial gave no result; empty where it gave one.
    """

    signature: str
    stages: Mapping[str, pstats.Stats]
    timings: Mapping[str, float]
    seconds: float
    reason: str


def profile(case: Case, plugins: tuple[Path, ...], display: Display) -> Profile:
    """Run a trial, and throw away everything but its profile.

    Args:
        case: The trial.
        plugins: Files the model may be from.
        display: Told of its stages.
    """
    with tempfile.TemporaryDirectory(prefix="textbench-profile-") as name:
        scratch = Path(name)
        task = case.task(scratch, plugins, profile=scratch / "profile")
        ending = launch(task, case.identity.trial.limits, partial(show, display))
        stages = {
            path.stem.partition("-")[2]: pstats.Stats(str(path))
            for path in sorted((scratch / "profile").glob("*.prof"))
        }
    timings = ending.result.get("timings", {})
    return Profile(case.identity.signature, stages, timings, ending.seconds, ending.reason)
