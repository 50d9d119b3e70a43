"""What shows a person how far trials are, and what a trial's process says to it."""

from __future__ import annotations

from typing import Any, Protocol

from bench.records.record import Record


class Display(Protocol):
    """Whatever shows a person how far a run is."""

    def begin(self, number: int, total: int, name: str) -> None:
        """A trial begins."""
        ...

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        """A stage of it begins, or is so far."""
        ...

    def end(self, record: Record, reused: bool) -> None:
        """It has ended, or was recorded already."""
        ...

    def say(self, text: str) -> None:
        """A line that is of interest."""
        ...


def show(display: Display, event: dict[str, Any]) -> None:
    """Show what a trial's process says of itself: a stage, or how far an epoch is."""
    if event["kind"] == "stage":
        display.stage(event["stage"])
    elif event["kind"] == "epoch":
        batches = event["batches"] or 1
        done = (event["epoch"] - 1) * batches + event["batch"]
        metrics = "  ".join(f"{name} {value:.4f}" for name, value in event["metrics"].items())
        display.stage(
            f"fit, epoch {event['epoch']} of at most {event['epochs']}",
            done,
            event["epochs"] * batches,
            metrics,
        )
