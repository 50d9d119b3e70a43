"""What a trial's process is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Task:
    """All that crosses into a trial's process: training texts and labels, and test texts. No test labels.

    Args:
        train: Folder of the training part's documents and labels.
        test: Folder of the test part's documents.
        classes: Number of classes of the data set.
        model: Name of the registered model.
        params: Its parameters.
        seed: Of everything random.
        plugins: Files to import before the model is looked up.
        scratch: Folder for the predictions and the process's own output.
        profile: Folder for a profile of each stage; None for none, as profiling slows a trial down.
    """

    train: Path
    test: Path
    classes: int
    model: str
    params: Mapping[str, Any]
    seed: int
    plugins: tuple[Path, ...]
    scratch: Path
    profile: Path | None = None


class InvalidPredictions(Exception):
    """Predictions that cannot be scored; the message says why."""


@dataclass(frozen=True)
class Ending:
    """How a trial's process ended.

    Args:
        status: One of :data:`bench.records.record.STATUSES`.
        reason: One line, empty for ``ok``.
        traceback: What the process said, where it failed.
        result: What it measured: ``timings``, ``throughput``, ``history``, ``model``, ``backend``,
            ``device``.
        peak_bytes: Most resident memory of the process and all below it.
        seconds: Wall-clock time of the process, its start included.
    """

    status: str
    reason: str = ""
    traceback: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    peak_bytes: int = 0
    seconds: float = 0.0
