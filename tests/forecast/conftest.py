"""Planned trials made up for the tests of order and budget, and a display that keeps what it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.forecast.forecast import Forecast, Planned, Preparation
from bench.recipe import Recipe
from bench.records.record import Record
from bench.trials.trial import Trial


class Quiet:
    """A display that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def begin(self, number: int, total: int, name: str) -> None:
        self.said.append(name)

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        pass

    def end(self, record: Record, reused: bool) -> None:
        pass

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def quiet() -> Quiet:
    return Quiet()


Plan = Callable[..., Planned]


@pytest.fixture
def plan() -> Plan:
    """Makes a planned trial: ``plan("spam", "lstm", 20)``."""

    def plan(
        card: str,
        model: str,
        seconds: float | None = None,
        *,
        tokenizer: str | None = None,
        seed: int = 0,
        record: Record | None = None,
        preparing: float = 0.0,
        obstacle: str = "",
    ) -> Planned:
        recipe = None if tokenizer is None else Recipe.parse(tokenizer)
        trial = Trial(card, recipe, Recipe.parse(model), seed)
        return Planned(
            trial,
            f"{card}/{tokenizer or 'own'}/{model}/{seed}",
            record,
            None if seconds is None else Forecast(seconds, 1.5, 10**8, "made up"),
            Preparation(Path(f"{card}-{tokenizer}"), preparing, "by a guess") if preparing else None,
            obstacle,
        )

    return plan
