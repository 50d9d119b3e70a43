"""Time and memory of a trial, by the records of others.

Each stage costs what :func:`bench.forecast.line.cost_at` makes of the same stage elsewhere: encoding by
documents and their tokens, fitting by documents, passes and the tokens that a pass reads, prediction by test
documents and their tokens; what is left (starting, importing, measuring throughput) by the tokens alone.

The spreads are about those of the records of this repository, each forecast from all the others. The error of
four in five is below a factor of 1.3 for a neural model, the number of its epochs being known; of 2.1 for a
classical recipe known from other data sets; of 4.6 for one of which only other parameters are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from bench.forecast.evidence import Evidence, made_here
from bench.forecast.forecast import Forecast, Preparation
from bench.forecast.line import cost_at
from bench.forecast.load import Load, is_neural
from bench.records.record import Record
from bench.trials.identity import Identity

SAME_DATA = 1.3
"""Spread of a forecast from the same recipe on the same data."""

OTHER_DATA = {"neural": 1.5, "classical": 2.0}
"""Spread of a forecast from the same recipe on other data."""

OTHER_PARAMETERS = {"neural": 2.0, "classical": 4.0}
"""Spread of a forecast from a model with other parameters: pairs of words cost many times single words."""

OTHER_MACHINE = 1.5
"""By what a spread widens where the records are of another machine."""

_PREPARING = ("load", "clean", "tokenise")
_STAGES = ("encode", "fit", "predict")


def from_own(identity: Identity, evidence: Evidence) -> Forecast | None:
    """What the same recipe took on the same data set, or None where it has no record there."""
    own = evidence.own(identity.card.name, str(identity.tokenizer), identity.complete)
    if not own:
        return None
    seconds = [record.timings["total"] for record in own]
    spread = max(SAME_DATA, max(seconds) / min(seconds)) * _distance(own)
    peaks = [record.peak_bytes for record in own if record.peak_bytes]
    seeds = ", ".join(str(seed) for seed in sorted({record.seed for record in own}))
    return Forecast(median(seconds), spread, max(peaks, default=None), f"its record, seed {seeds}")


def preparation(identity: Identity, evidence: Evidence) -> Preparation | None:
    """What reading and tokenising took for the latest record of the same documents, or None without any."""
    same = evidence.same_documents(identity.card.name, str(identity.tokenizer))
    if not same:
        return None
    latest = max(same, key=lambda record: record.finished)
    seconds = sum(latest.timings[stage] for stage in _PREPARING)
    return Preparation(identity.address.folder, seconds, "by the latest record")


def from_kin(identity: Identity, load: Load, evidence: Evidence) -> Forecast | None:
    """What the records of the same model on other data, or with other parameters, say; None without any."""
    name = identity.trial.model.name
    same = evidence.elsewhere(identity.complete, name)
    kin = same or evidence.relatives(name)
    if not kin:
        return None
    loads = [evidence.load(record) for record in kin]
    seconds = sum(_stage(stage, kin, loads, load) for stage in (*_STAGES, "rest"))
    kind = "neural" if is_neural(name) else "classical"
    spread = (OTHER_DATA if same else OTHER_PARAMETERS)[kind] * _distance(kin)
    where = ", ".join(sorted({record.card["name"] for record in kin}))
    basis = f"its records on {where}" if same else f"other parameters, on {where}"
    return Forecast(seconds, spread, _memory(kin, loads, load, evidence), basis)


_UNITS: dict[str, Callable[[Load], float]] = {
    "encode": lambda load: load.documents,
    "fit": lambda load: load.documents * load.passes,
    "predict": lambda load: load.test_documents,
    "rest": lambda load: 1.0,
}
"""What the cost of a stage is counted by."""


def _stage(stage: str, records: Sequence[Record], loads: Sequence[Load], asked: Load) -> float:
    def size(load: Load) -> float:
        return load.read if stage in ("fit", "predict") else load.tokens

    units = _UNITS[stage]
    points = [
        (size(load), _seconds(record, stage) / units(load))
        for record, load in zip(records, loads, strict=True)
    ]
    return cost_at(points, size(asked)) * units(asked)


def _seconds(record: Record, stage: str) -> float:
    if stage != "rest":
        return float(record.timings[stage])
    return float(record.timings["total"] - sum(record.timings[name] for name in _STAGES))


def _memory(records: Sequence[Record], loads: Sequence[Load], asked: Load, evidence: Evidence) -> int | None:
    """The least that any process of the kind took, and more by the tokens of both parts."""
    neural = is_neural(records[0].model["name"])
    peaks = [r.peak_bytes for r in evidence.records if r.peak_bytes and is_neural(r.model["name"]) is neural]
    floor = min(peaks, default=0)
    points = [
        (_all_tokens(load), float(record.peak_bytes - floor))
        for record, load in zip(records, loads, strict=True)
        if record.peak_bytes
    ]
    return round(floor + cost_at(points, _all_tokens(asked))) if points else None


def _all_tokens(load: Load) -> float:
    return (load.documents + load.test_documents) * load.tokens


def _distance(records: Sequence[Record]) -> float:
    return 1.0 if all(map(made_here, records)) else OTHER_MACHINE
