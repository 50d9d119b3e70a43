"""What a forecast says, of a trial and of a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.records.record import Record
from bench.trials.trial import Trial


@dataclass(frozen=True)
class Forecast:
    """What a trial's process will take.

    Args:
        seconds: Wall-clock time.
        spread: The factor, at least 1, by which four trials in five are off at most; see
            :mod:`bench.forecast.from_records` and :mod:`bench.forecast.probe` for where it comes from.
        peak_bytes: Most resident memory; None where nothing is known of it.
        basis: What it rests on, in a few words.
    """

    seconds: float
    spread: float
    peak_bytes: int | None
    basis: str

    @property
    def low(self) -> float:
        """Seconds at the lower end of the spread."""
        return self.seconds / self.spread

    @property
    def high(self) -> float:
        """Seconds at the upper end of the spread."""
        return self.seconds * self.spread


@dataclass(frozen=True)
class Preparation:
    """Reading and tokenising a data set, done once for all trials that share its tokenizer.

    Args:
        folder: Where its result will lie; what tells one preparation from another.
        seconds: What it will take.
        basis: What that rests on, in a few words.
    """

    folder: Path
    seconds: float
    basis: str


@dataclass(frozen=True)
class Planned:
    """A trial and what is known of its cost.

    Args:
        trial: What is to be run.
        name: ``card/tokenizer/model/seed``, on the data that is here.
        record: Its record, where it is there and need not be made again: it then costs nothing.
        forecast: Where there is no record, what it will take; None where it cannot run at all.
        preparation: What must be done to its data first; None where that is done.
        obstacle: Why it cannot run here; empty where it can.
    """

    trial: Trial
    name: str
    record: Record | None = None
    forecast: Forecast | None = None
    preparation: Preparation | None = None
    obstacle: str = ""

    @property
    def seconds(self) -> float:
        """Of its process; 0 where it is recorded or cannot run."""
        return 0.0 if self.forecast is None else self.forecast.seconds

    def seconds_after(self, prepared: Iterable[Path]) -> float:
        """Of its process and of the preparation, unless that is among those done before."""
        if self.preparation is None or self.preparation.folder in set(prepared):
            return self.seconds
        return self.seconds + self.preparation.seconds
