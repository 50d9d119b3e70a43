"""How far a forecast was off, once the trials have run."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bench.forecast.forecast import Planned
from bench.records.record import Record
from bench.report.quantities import seconds as in_words


def hindsight(forecast: float, took: float, ran: Sequence[tuple[Planned, Record]]) -> str:
    """One line on a forecast and what became of it.

    Args:
        forecast: Seconds that all were to take.
        took: Seconds they took, by the clock.
        ran: Each trial that has run, with its record; those without a result, which ended before their time,
            say nothing of its error.
    """
    errors = [
        abs(planned.forecast.seconds - record.timings["total"]) / record.timings["total"]
        for planned, record in ran
        if planned.forecast is not None and record.ok
    ]
    if not errors:
        return "no trial gave a result that its forecast could be held against"
    off = abs(forecast - took) / took
    return (
        f"forecast {in_words(forecast)}, took {in_words(took)}: off by {off:.0%}; "
        f"median error of a trial {median(errors):.0%}"
    ).replace("%", " %")
