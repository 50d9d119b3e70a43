"""What the tables have a row for: the trials of one recipe over its seeds, and those that failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median, stdev

from bench.records.environment import CPU
from bench.records.record import Record
from bench.report.naming import labels
from bench.scores.intervals import wilson
from bench.trials.trial import is_baseline


@dataclass(frozen=True)
class Setting:
    """What throughput depends on beside the model; two settings never share a column.

    Args:
        device: ``cpu``, or the accelerator's name.
        backend: Of Keras; empty for a model that has none.
    """

    device: str
    backend: str

    @classmethod
    def of(cls, record: Record) -> Setting:
        """The setting a trial ran in."""
        backend = record.environment.get("backend") or {}
        return cls(str(record.environment.get("device") or CPU), str(backend.get("name", "")))

    @property
    def accelerated(self) -> bool:
        """Whether it is anything but a CPU."""
        return self.device != CPU

    @property
    def place(self) -> str:
        """The device, for a person to read."""
        return self.device if self.accelerated else "CPU"

    def __str__(self) -> str:
        return " with ".join(filter(None, (self.place, self.backend)))


@dataclass(frozen=True, eq=False)
class Result:
    """The trials of one recipe that gave a result, a record a seed, in order of the seeds.

    Args:
        records: At least one; all of one card, tokenizer, model recipe and setting.
        model: The model's name, with the parameters that tell it from its namesakes on the card.
        tokenizer: The same of the tokenizer.
        setting: Where it ran.
    """

    records: tuple[Record, ...]
    model: str
    tokenizer: str
    setting: Setting

    @property
    def first(self) -> Record:
        """The record of the smallest seed, which stands for all where one must."""
        return self.records[0]

    @property
    def name(self) -> str:
        """The model and its tokenizer."""
        return f"{self.model} on {self.tokenizer}"

    @property
    def baseline(self) -> bool:
        """Whether this is ``nb``, in any version."""
        return is_baseline(str(self.first.model["name"]))

    @property
    def neural(self) -> bool:
        """Whether the model trains in epochs."""
        return bool(self.setting.backend or self.first.history)

    @property
    def kind(self) -> str:
        """``baseline``, ``neural`` or ``classical``."""
        return "baseline" if self.baseline else "neural" if self.neural else "classical"

    @cached_property
    def accuracy(self) -> float:
        """Mean over the seeds."""
        return fmean(record.metrics["accuracy"] for record in self.records if record.metrics)

    @property
    def spread(self) -> float | None:
        """Standard deviation of the accuracy over the seeds; None for one seed."""
        values = [record.metrics["accuracy"] for record in self.records if record.metrics]
        return stdev(values) if len(values) > 1 else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the mean accuracy on one test part.

        The seeds share their test documents, so that counting each of them again for every seed
        would make the interval too narrow.
        """
        documents = self.metric("documents") or 1
        return wilson(round(self.accuracy * documents), round(documents))

    def metric(self, name: str) -> float | None:
        """The mean of a metric over the seeds, where every seed has it."""
        return _mean((record.metrics or {}).get(name) for record in self.records)

    def throughput(self, name: str) -> float | None:
        """The median of a throughput or latency over the seeds."""
        return _median(record.throughput.get(name) for record in self.records)

    def stage(self, name: str) -> float | None:
        """The median seconds of a stage over the seeds."""
        return _median(record.timings.get(name) for record in self.records)

    @cached_property
    def training_seconds(self) -> float | None:
        """Seconds from prepared text to a fitted model: encoding and fitting."""
        fit = self.stage("fit")
        return None if fit is None else fit + (self.stage("encode") or 0.0)

    @property
    def peak_bytes(self) -> int | None:
        """The most memory of any seed."""
        return max((record.peak_bytes for record in self.records if record.peak_bytes), default=None)

    @property
    def data(self) -> str:
        """Digest of the rows it was trained and tested on."""
        return str(self.first.card.get("parts_sha256") or self.first.card.get("content_sha256") or "")


@dataclass(frozen=True, eq=False)
class Failure:
    """Trials of one recipe that ended alike without a result."""

    records: tuple[Record, ...]
    model: str
    tokenizer: str

    @property
    def status(self) -> str:
        """``error``, ``timeout``, ``out-of-memory``, ``invalid-predictions`` or ``skipped``."""
        return self.records[0].status

    @property
    def reason(self) -> str:
        """Why, on one line."""
        return self.records[0].reason or "no reason was recorded"


def gather(records: Iterable[Record]) -> tuple[list[Result], list[Failure], int]:
    """Group the records of one card.

    Returns:
        Results, the most accurate first; failures in order of their names; and how many records
        were left out because a later one of the same trial stands in their place.
    """
    newest, older = _newest(records)
    models = labels([record.model for record in newest])
    tokenizers = labels([record.tokenizer for record in newest])
    done: dict[tuple[str, ...], list[tuple[Record, str, str]]] = {}
    failed: dict[tuple[str, ...], list[tuple[Record, str, str]]] = {}
    for entry in zip(newest, models, tokenizers, strict=True):
        record = entry[0]
        if record.ok and record.metrics:
            done.setdefault(_trial(record)[:-1], []).append(entry)
        else:
            failed.setdefault((*_trial(record)[:-1], record.status, record.reason), []).append(entry)
    results = [
        Result(tuple(entry[0] for entry in group), group[0][1], group[0][2], Setting.of(group[0][0]))
        for group in done.values()
    ]
    failures = [Failure(tuple(entry[0] for entry in group), *group[0][1:]) for group in failed.values()]
    results.sort(
        key=lambda result: (
            -result.accuracy,
            result.model,
            result.tokenizer,
            str(result.setting),
            result.data,
        )
    )
    failures.sort(key=lambda failure: (failure.model, failure.tokenizer, failure.status, failure.reason))
    return results, failures, older


def _trial(record: Record) -> tuple[str, ...]:
    """What makes two records ones of the same trial; the seed is last."""
    data = str(record.card.get("parts_sha256") or record.card.get("content_sha256"))
    return (
        record.tokenizer["recipe"],
        record.model["recipe"],
        data,
        str(Setting.of(record)),
        f"{record.seed:012d}",
    )


def _newest(records: Iterable[Record]) -> tuple[list[Record], int]:
    chosen: dict[tuple[str, ...], Record] = {}
    older = 0
    for record in sorted(records, key=lambda record: (record.finished, record.key)):
        older += _trial(record) in chosen
        chosen[_trial(record)] = record
    return [chosen[trial] for trial in sorted(chosen)], older


def _mean(values: Iterable[float | None]) -> float | None:
    every = list(values)
    known = [value for value in every if value is not None]
    return fmean(known) if known and len(known) == len(every) else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
