"""``bench run --profile``: where the time of trials goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bench.errors import BenchError
from bench.profiling.profile import profile
from bench.profiling.text import short
from bench.profiling.write import write
from bench.trials.runner import Runner
from bench.trials.trial import Trial


def profile_trials(runner: Runner, trials: Sequence[Trial], reports: Path) -> None:
    """Run trials under the profiler and write where their time went; no record is read or written.

    A profiled trial is slowed down, each model by another factor: its times must stand in no table.

    Raises:
        BenchError: A name or parameter does not exist, or none of the trials has its data here.
    """
    done = 0
    for identity in runner.identities(trials):
        try:
            case = runner.case(identity)
            found = profile(case, runner.plugins, runner.display)
        except BenchError as error:
            runner.display.say(f"{identity.signature}: no profile: {error}")
            continue
        file = write(found, runner.store.path(case.blank), reports)
        runner.display.say(f"{short(found)}\n  more in {file}\n")
        done += 1
    if not done:
        raise BenchError("no trial could be profiled", remedy="bench run says of each what it lacks")
    click.echo("Profiling slows trials down: none of this was recorded.")
