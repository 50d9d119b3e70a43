"""A span of time, and the trials that still fit into it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.forecast.forecast import Planned
from bench.trials.trial import Trial


@dataclass
class Budget:
    """Admits trials, in the order they are asked for, as long as their forecast fits into the time left.

    A trial that is too long is passed over; a shorter one after it may still fit. None is stopped for having
    been forecast too short: then fewer follow.

    Args:
        planned: Trials with their forecasts, in the order they will be asked for.
        until: When the time is over, by ``time.monotonic``.
    """

    planned: Sequence[Planned]
    until: float
    admitted: list[Planned] = field(default_factory=list)
    left_out: list[Planned] = field(default_factory=list)
    _prepared: set[Path] = field(default_factory=set)

    def admit(self, trial: Trial) -> bool:
        """Whether a trial fits into the time that is left now."""
        entry = next(entry for entry in self.planned if entry.trial is trial)
        if time.monotonic() + entry.seconds_after(self._prepared) > self.until and entry.forecast is not None:
            self.left_out.append(entry)
            return False
        self.admitted.append(entry)
        if entry.preparation is not None:
            self._prepared.add(entry.preparation.folder)
        return True

    def forecast(self) -> float:
        """Seconds that the admitted trials were to take, preparation included."""
        prepared: set[Path] = set()
        total = 0.0
        for entry in self.admitted:
            total += entry.seconds_after(prepared)
            prepared |= {entry.preparation.folder} if entry.preparation else set()
        return total
