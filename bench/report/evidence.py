"""All that a report is made from: the records of a folder, grouped by card."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.errors import RecordError
from bench.explain.explanation import FOLDER, Explanation, read_explanation
from bench.records.predictions import Predictions
from bench.records.record import Record, verified
from bench.records.store import Store
from bench.report.comparisons import Comparison, Read, compare_all
from bench.report.results import Failure, Result, Setting, gather

KEPT = 32
"""Predictions held in memory for each card: the baselines are read again and again, the others once."""


@dataclass(frozen=True)
class CardEvidence:
    """What the records say of one data set.

    Args:
        facts: The card as the newest result has it.
        profiles: One a tokenizer.
        results: The most accurate first.
        failures: Trials without a result.
        comparisons: Of each result with its ``nb``, where the predictions allow one.
        older: Records that a later one of the same trial replaces.
        read: The predictions of a record.
        explanations: What some of the models go by, each under the path of its own page.
    """

    facts: Mapping[str, Any]
    profiles: tuple[Mapping[str, Any], ...]
    results: tuple[Result, ...]
    failures: tuple[Failure, ...]
    comparisons: Mapping[Result, Comparison]
    older: int
    read: Read
    explanations: Mapping[str, Explanation] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The card's name."""
        return str(self.facts["name"])

    @property
    def title(self) -> str:
        """The card's title."""
        return str(self.facts.get("title") or self.name)

    @property
    def sample(self) -> bool:
        """Whether this is a bundled sample and not the real data set."""
        return bool(self.facts.get("bundled_sample"))

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes."""
        return tuple(map(str, self.facts.get("classes") or ()))

    @property
    def challenger(self) -> Result | None:
        """The most accurate model that is compared with an ``nb``."""
        return next((result for result in self.results if result in self.comparisons), None)

    @property
    def rows(self) -> tuple[Result | Failure, ...]:
        """All that a table has a row for."""
        return (*self.results, *self.failures)

    @cached_property
    def settings(self) -> tuple[tuple[Setting, ...], ...]:
        """Settings whose throughput may stand in one column.

        The first group is the CPU: models without a backend, and those of the commonest backend.
        Any other group is one setting alone.
        """
        counts: dict[Setting, int] = {}
        for result in self.results:
            counts[result.setting] = counts.get(result.setting, 0) + 1
        order = sorted(counts, key=lambda setting: (setting.device != "cpu", -counts[setting], str(setting)))
        plain = [setting for setting in order if setting == Setting("cpu", "")]
        usual = next((setting for setting in order if setting.device == "cpu" and setting.backend), None)
        first = tuple([*plain, *([usual] if usual else [])])
        return tuple(
            group for group in (first, *((setting,) for setting in order if setting not in first)) if group
        )

    @cached_property
    def machines(self) -> tuple[tuple[str, int], ...]:
        """The machines that gave results, in order; tables call them A, B, ..."""
        return tuple(sorted({machine(result) for result in self.results}))

    def measured_on(self, group: tuple[Setting, ...]) -> str:
        """The name of a group of settings."""
        return str(max(group, key=lambda setting: len(setting.backend)))

    def comparable(self, first: Result, second: Result) -> bool:
        """Whether the costs of two results may be set against each other: same machine, same group."""
        group = next((group for group in self.settings if first.setting in group), ())
        return second.setting in group and machine(first) == machine(second)

    def training_ratio(self, first: Result, second: Result) -> float | None:
        """The training time of one result in that of another; None where the two cannot be compared."""
        ours, theirs = first.training_seconds, second.training_seconds
        return ours / theirs if ours and theirs and self.comparable(first, second) else None


@dataclass(frozen=True)
class Evidence:
    """Everything below one folder of records.

    Args:
        cards: In order of their names.
        problems: What could not be read, one line each.
        explanations: All that are stored, each under the path of its own page: also those of a trial that
            has no record yet, or no longer.
    """

    cards: tuple[CardEvidence, ...]
    problems: tuple[str, ...]
    explanations: Mapping[str, Explanation] = field(default_factory=dict)


def machine(result: Result) -> tuple[str, int]:
    """The processor and how many cores of it."""
    environment = result.first.environment
    return str(environment.get("cpu", "")), int(environment.get("cores") or 0)


def load(root: Path) -> Evidence:
    """Read the records below a report's folder.

    Args:
        root: Holds ``records/``. A damaged record is a line in ``problems`` and stops nothing.
    """
    store = Store(root / "records")
    records, damaged = store.records()
    problems = [_line(error, root) for error in damaged]
    profiles, broken = _profiles(store)
    explanations, unread = _explanations(root)
    problems += [_line(error, root) for error in (*broken, *unread)]
    by_card: dict[str, list[Record]] = {}
    for record in records:
        by_card.setdefault(str(record.card["name"]), []).append(record)
    cards = []
    for name in sorted(by_card):
        card, errors = _card(
            by_card[name], [entry for entry in profiles if entry.get("card") == name], store.predictions
        )
        explained = {path: each for path, each in explanations.items() if each.card["name"] == name}
        cards.append(replace(card, explanations=explained))
        problems += [_line(error, root) for error in errors]
    return Evidence(tuple(cards), tuple(sorted(set(problems))), explanations)


def from_records(records: Iterable[Record], read: Read) -> tuple[CardEvidence, ...]:
    """The evidence of records at hand, without profiles."""
    by_card: dict[str, list[Record]] = {}
    for record in records:
        by_card.setdefault(str(record.card["name"]), []).append(record)
    return tuple(_card(by_card[name], [], read)[0] for name in sorted(by_card))


def _card(
    records: list[Record], profiles: list[dict[str, Any]], read: Read
) -> tuple[CardEvidence, list[RecordError]]:
    results, failures, older = gather(records)
    known: OrderedDict[str, Predictions] = OrderedDict()

    def read_once(record: Record) -> Predictions:
        if record.key not in known:
            known[record.key] = read(record)
        known.move_to_end(record.key)
        while len(known) > KEPT:
            known.popitem(last=False)
        return known[record.key]

    comparisons, problems = compare_all(results, read_once)
    facts = max(records, key=lambda record: (record.ok, record.finished, record.key)).card
    card = CardEvidence(
        facts, tuple(profiles), tuple(results), tuple(failures), comparisons, older, read_once
    )
    return card, problems


def _profiles(store: Store) -> tuple[list[dict[str, Any]], list[RecordError]]:
    whole, broken = [], []
    for path in sorted(store.root.glob("*/data-*.json")):
        try:
            whole.append(verified(path.read_text(encoding="utf-8"), str(path)))
        except RecordError as error:
            broken.append(error)
        except (OSError, UnicodeDecodeError) as error:
            broken.append(RecordError(f"cannot be read: {type(error).__name__}", where=path))
    return whole, broken


def _explanations(root: Path) -> tuple[dict[str, Explanation], list[RecordError]]:
    """Those that are whole, by the path of the page that stands beside each."""
    whole, damaged = {}, []
    for path in sorted((root / FOLDER).glob("*/*.json")):
        try:
            whole[path.relative_to(root).with_suffix(".html").as_posix()] = read_explanation(path)
        except RecordError as error:
            damaged.append(error)
    return whole, damaged


def _line(error: RecordError, root: Path) -> str:
    """A problem in words that do not depend on where the folder lies."""
    return str(error).replace(f"{root}/", "")
