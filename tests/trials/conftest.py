"""A small data set and a runner for the tests of trials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.plugins import load_file
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Limits, Trial

CARD = """
name = "tiny"
language = "en"
labels = {{ good = "good", bad = "bad" }}
split = {{ method = "ordered", test = 0.25 }}
tokenizer = "{tokenizer}"

[source]
adapter = "csv"
options = {{ text = "text", label = "label" }}

[[source.files]]
role = "data"
name = "tiny.csv"
"""


class Quiet:
    """A display that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.reused: list[bool] = []

    def begin(self, number: int, total: int, name: str) -> None:
        self.said.append(name)

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        self.said.append(name)

    def end(self, record: Record, reused: bool) -> None:
        self.reused.append(reused)

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a card and 40 documents, as the working directory."""
    folder = tmp_path / "work"
    folder.mkdir()
    lines = [f"{'good' if i % 2 else 'bad'},{'fine' if i % 2 else 'poor'} film number {i}" for i in range(40)]
    (folder / "tiny.csv").write_text("label,text\n" + "\n".join(lines) + "\n")
    (folder / "tiny.toml").write_text(CARD.format(tokenizer="words"))
    monkeypatch.chdir(folder)
    return folder


PLUGIN = Path(__file__).with_name("misbehaving.py")

Run = Callable[..., list[Record]]

ONE_MINUTE = Limits(60)


@pytest.fixture
def run(tiny: Path) -> Run:
    """Runs trials on the tiny data set; ``run.display`` has what the last run said."""
    load_file(PLUGIN)

    def run(*models: str, limits: Limits = ONE_MINUTE, seed: int = 0, **options: Any) -> list[Record]:
        run.display = Quiet()  # type: ignore[attr-defined]
        chosen = {"data_dir": tiny, "plugins": (PLUGIN,), **options}
        runner = Runner(Store(tiny / "records"), run.display, **chosen)  # type: ignore[attr-defined]
        trials = [Trial("tiny", None, Recipe.parse(model), seed, limits) for model in models]
        return runner.run(trials)

    return run
