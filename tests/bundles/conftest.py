"""Bundles of small trials on a bundled sample, and a display that keeps what it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.bundles.export import export
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Limits, Trial

ONE_MINUTE = Limits(60)


class Heard:
    """A display that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.reused: list[bool] = []

    def begin(self, number: int, total: int, name: str) -> None:
        self.said.append(f"{number}/{total} {name}")

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None: ...

    def end(self, record: Record, reused: bool) -> None:
        self.reused.append(reused)

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Of records below ``tmp_path / "home"``; it runs again what gave no result."""
    return Runner(Store(tmp_path / "home"), Heard(), rerun=lambda record: not record.ok)


Pack = Callable[..., Path]


@pytest.fixture
def pack(runner: Runner, tmp_path: Path) -> Pack:
    """Makes a bundle of models on the sample of the spam data."""

    def pack(*models: str, name: str = "trials.zip", card: str = "spam-sample") -> Path:
        trials = [Trial(card, None, Recipe.parse(model), 0, ONE_MINUTE) for model in models]
        export([runner.case(identity) for identity in runner.identities(trials)], tmp_path / name)
        return tmp_path / name

    return pack


@pytest.fixture
def heard() -> Any:
    """A display."""
    return Heard()
