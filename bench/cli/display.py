"""How far a run is, for a person at a terminal or for a log."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from bench.records.record import Record


def outcome(record: Record, reused: bool) -> str:
    """One line on a trial that has ended."""
    if record.metrics is None:
        return f"{record.signature}: {record.status}: {record.reason}"
    low, high = record.metrics["accuracy_interval"]
    text = f"{record.signature}: {record.metrics['accuracy']:.2%} ({low:.2%} to {high:.2%})"
    return f"{text}, recorded before" if reused else f"{text}, {record.timings['total']:.1f} s"


class LiveDisplay:
    """Two bars: the trials, and the stage of the present one, each with the time left."""

    def __init__(self) -> None:
        console = Console(highlight=False)
        self._bars = Progress(
            TextColumn("[bold]{task.fields[what]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeLeft(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
        )
        self._all: TaskID | None = None
        self._stage: TaskID | None = None
        self._stage_name = ""

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, number: int, total: int, name: str) -> None:
        """A trial begins."""
        if self._all is None:
            self._all = self._bars.add_task("", total=total, what="trials")
        self._bars.update(self._all, completed=number - 1, description=_plain(name))

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        """A stage begins, or is so far."""
        base = name.split(",")[0]
        if self._stage is None or base != self._stage_name:
            self._drop_stage()
            self._stage = self._bars.add_task("", total=total or None, what="this one")
            self._stage_name = base
        self._bars.update(
            self._stage, completed=done, total=total or None, description=_plain(f"{name}  {note}")
        )

    def end(self, record: Record, reused: bool) -> None:
        """The trial has ended."""
        self._drop_stage()
        style = "green" if record.ok else "yellow" if record.status == "skipped" else "red"
        self._bars.console.print(f"[{style}]{'●' if record.ok else '○'}[/] {_plain(outcome(record, reused))}")
        if self._all is not None:
            self._bars.advance(self._all)

    def say(self, text: str) -> None:
        """A line of interest."""
        self._bars.console.print(_plain(text))

    def _drop_stage(self) -> None:
        if self._stage is not None:
            self._bars.remove_task(self._stage)
        self._stage, self._stage_name = None, ""


class PlainDisplay:
    """A line for each trial, and one for a stage that takes long: for logs and pipes."""

    def __init__(self, every_seconds: float = 30.0) -> None:
        self._every = every_seconds
        self._last = 0.0
        self._began = 0.0
        self._place = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def begin(self, number: int, total: int, name: str) -> None:
        """A trial begins."""
        self._place = f"[{number}/{total}]"
        self._last = self._began = time.monotonic()

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        """A stage begins, or is so far."""
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        left = ""
        if done and total:
            left = f", at most {(now - self._began) * (total - done) / done:.0f} s left"
        click.echo(f"{self._place} {name} {note}{left}".rstrip())

    def end(self, record: Record, reused: bool) -> None:
        """The trial has ended."""
        click.echo(f"{self._place} {outcome(record, reused)}")

    def say(self, text: str) -> None:
        """A line of interest."""
        click.echo(text)


def display() -> LiveDisplay | PlainDisplay:
    """Bars where there is a terminal, lines elsewhere."""
    return LiveDisplay() if Console().is_terminal else PlainDisplay()


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
