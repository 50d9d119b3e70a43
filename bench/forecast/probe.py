"""Time and memory of a trial of which no record says anything: a small part of it is run.

Twice, in a trial's process each, on some hundred and some thousand training documents; a neural model for two
epochs, the second of which shows what an epoch costs once everything is traced. Each stage is then laid
through the two as a straight line. What does not grow straight is forecast too low (a vocabulary whose
embedding is updated in every step) or too high (distinct n-grams, whose number grows ever slower).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.errors import BenchError
from bench.forecast.forecast import Forecast
from bench.forecast.line import cost_at
from bench.forecast.load import Load, is_neural, parameters
from bench.forecast.material import MOST, Part
from bench.preparation.documents import write_documents, write_labels
from bench.trials.identity import Identity
from bench.trials.launch import launch
from bench.trials.task import Ending, Task
from bench.trials.trial import Limits

SPREAD = 2.5

_LIMITS = Limits(600.0)
_SMALLEST = 100


@dataclass(frozen=True)
class _Run:
    """A part that was run, and how it ended."""

    part: Part
    ending: Ending


def probe(identity: Identity, part: Part, load: Load, plugins: tuple[Path, ...]) -> Forecast:
    """Run a small part of a trial, and extrapolate.

    Args:
        identity: The trial.
        part: Of its documents.
        load: What all of it will read.
        plugins: Files the model may be from.

    Raises:
        BenchError: The trial fails even so.
    """
    runs = [_run(identity, part.first(size), plugins) for size in _sizes(load.documents)]
    last = runs[-1].ending
    train = [(len(run.part.train), run.ending.result["timings"]) for run in runs]
    test = [(len(run.part.test), run.ending.result["timings"]["predict"]) for run in runs]
    seconds = (
        cost_at([(size, timings["encode"]) for size, timings in train], load.documents)
        + _fit(runs, load)
        + cost_at(test, load.test_documents)
        + max(0.0, last.seconds - sum(last.result["timings"].values()))
    )
    everything = load.documents + load.test_documents
    peaks = [(len(run.part.train) + len(run.part.test), float(_peak(run.ending))) for run in runs]
    said = " and ".join(f"{len(run.part.train):,}" for run in runs)
    return Forecast(seconds, SPREAD, round(cost_at(peaks, everything)), f"a probe of {said} documents")


def _sizes(documents: int) -> list[int]:
    """Two: of the larger, half of the training part at most, so that a probe costs less than the trial."""
    most = min(MOST, max(documents // 2, _SMALLEST))
    return [max(most // 4, _SMALLEST // 2), most]


def _run(identity: Identity, part: Part, plugins: tuple[Path, ...]) -> _Run:
    with tempfile.TemporaryDirectory(prefix="textbench-probe-") as name:
        folder = Path(name)
        write_documents(folder / "train", part.train)
        write_labels(folder / "train", part.labels)
        write_documents(folder / "test", part.test)
        recipe = identity.trial.model
        task = Task(
            train=folder / "train",
            test=folder / "test",
            classes=len(identity.card.classes),
            model=recipe.name,
            params={**recipe.params, **_shortened(recipe.name, parameters(recipe))},
            seed=identity.trial.seed,
            plugins=plugins,
            scratch=folder,
        )
        ending = launch(task, _LIMITS, lambda event: None)
    if ending.status != "ok":
        raise BenchError(f"its probe gives no result ({ending.status}): {ending.reason}")
    return _Run(part, ending)


def _shortened(name: str, params: Any) -> dict[str, Any]:
    return {"epochs": 2, "patience": None, "refit": False} if is_neural(name) and "epochs" in params else {}


def _fit(runs: Sequence[_Run], load: Load) -> float:
    fits = [(len(run.part.train), run.ending.result["timings"]["fit"]) for run in runs]
    if not runs[-1].ending.result["history"]:
        return cost_at(fits, load.documents)
    epochs = [
        (len(run.part.train), min(epoch["seconds"] for epoch in run.ending.result["history"])) for run in runs
    ]
    built: float = max(0.0, fits[-1][1] - 2 * epochs[-1][1])
    return built + load.passes * cost_at(epochs, load.documents)


def _peak(ending: Ending) -> int:
    return max(ending.peak_bytes, int(ending.result["peak_bytes"]))
