"""Running a bundle: the same processes as at home, on data that lies in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bench.bundles.bundle import Bundle, open_bundle, refuse_another
from bench.bundles.results import add_outcome, same_bundle
from bench.bundles.schema import Outcome, Packed
from bench.preparation.prepared import TEST, TRAIN
from bench.records.environment import environment_of
from bench.trials.launch import launch
from bench.trials.privacy import without_paths
from bench.trials.progress import Display, show
from bench.trials.task import Ending, Task
from bench.trials.trial import Limits


def run_bundle(
    path: Path,
    results: Path,
    display: Display,
    plugins: tuple[Path, ...] = (),
    rerun: Callable[[Outcome], bool] = lambda outcome: outcome.status == "skipped",
) -> list[Outcome]:
    """Run the trials of a bundle that have not been run yet; each is written down when it ends.

    Args:
        path: The bundle.
        results: The results file; one that is there is gone on with.
        display: Told of all that happens.
        plugins: Files to import in each trial's process.
        rerun: Says of what is there already whether its trial is run again.

    Returns:
        What each trial gave, without its predictions.

    Raises:
        BenchError: The bundle or the results file is damaged, a model is not the bundle's, or the results
            cannot be written.
    """
    with open_bundle(path) as bundle, tempfile.TemporaryDirectory(prefix="textbench-") as folder:
        known = same_bundle(results, bundle.sha256)
        trials = bundle.manifest.trials
        for trial in trials:
            refuse_another(trial)
        outcomes = []
        for number, trial in enumerate(trials, start=1):
            display.begin(number, len(trials), trial.signature)
            before = known.get(trial.key)
            if before is not None and not rerun(before):
                display.say(f"{trial.signature}: {before.status}, done before")
                outcomes.append(before)
                continue
            data = _unpacked(bundle, trial, Path(folder))
            with tempfile.TemporaryDirectory(prefix="textbench-") as scratch:
                ending = _launch(trial, bundle, data, Path(scratch), plugins, display)
                outcome = _outcome(trial, bundle, ending, plugins)
                add_outcome(results, outcome, _predictions(Path(scratch)) if ending.status == "ok" else {})
            display.say(
                f"{trial.signature}: {outcome.status}, {ending.seconds:.1f} s {outcome.reason}".rstrip()
            )
            outcomes.append(outcome)
    return outcomes


def _unpacked(bundle: Bundle, trial: Packed, folder: Path) -> Path:
    data = folder / str(trial.documents)
    if not data.exists():
        bundle.unpack(trial.documents, data / TRAIN, data / TEST)
    return data


def _launch(
    trial: Packed, bundle: Bundle, data: Path, scratch: Path, plugins: tuple[Path, ...], display: Display
) -> Ending:
    task = Task(
        train=data / TRAIN,
        test=data / TEST,
        classes=bundle.manifest.documents[trial.documents].classes,
        model=trial.model,
        params=trial.params,
        seed=trial.seed,
        plugins=plugins,
        scratch=scratch,
    )
    return launch(task, Limits(trial.seconds, trial.memory_bytes), partial(show, display))


def _outcome(trial: Packed, bundle: Bundle, ending: Ending, plugins: tuple[Path, ...]) -> Outcome:
    shortened = partial(without_paths, more={plugin.parent: "<plugins>" for plugin in plugins})
    return Outcome.model_validate(
        {
            "bundle": bundle.sha256,
            "key": trial.key,
            "signature": trial.signature,
            "published": trial.published,
            "status": ending.status,
            "reason": shortened(ending.reason),
            "traceback": shortened(ending.traceback),
            "seconds": ending.seconds,
            "peak_bytes": ending.peak_bytes,
            "measured": dict(ending.result),
            "environment": environment_of(ending.result),
            "finished": datetime.now(UTC),
            "arrays": {},
        }
    )


def _predictions(scratch: Path) -> dict[str, NDArray[Any]]:
    """The arrays that the trial's process left; none where they cannot be read, which shows at home."""
    try:
        with np.load(scratch / "predictions.npz", allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError, BadZipFile):
        return {}
