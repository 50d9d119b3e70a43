"""Which trials tell most about whether a neural model is worth it, for the time they take.

Within a data set the trials stand in line: first the baseline, on the card's own tokenizer before others;
then the classical model that is known to lead the baseline by most, on the records at hand; then the neural
models, the one with the shortest forecast first; then the other classical ones, by their known lead; last the
further seeds of all these. The n-th in line is taken to tell 1/n as much as the first: after the first three
the question has an answer, and each that follows changes it less. Between data sets, the next in line goes
first that tells most for each second of its forecast, the preparation of its documents included where no
trial before it has paid for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from bench.cards.load import load_card
from bench.forecast.forecast import Planned
from bench.forecast.load import is_neural
from bench.records.record import Record
from bench.trials.trial import is_baseline


def telling(planned: Sequence[Planned], records: Iterable[Record]) -> list[Planned]:
    """The trials that are not recorded, most telling first; those that cannot run before all, at no cost.

    Args:
        planned: Trials with their forecasts, recorded ones among them.
        records: What is known of models; with their accuracies.
    """
    leads = known_leads(records)
    due = [entry for entry in planned if entry.obstacle]
    lines = [_line(entries, leads) for entries in _by_card(planned)]
    prepared: set[Path] = set()
    while lines := [line for line in lines if line]:
        best = max(lines, key=lambda line: _worth(line[0], prepared))
        _, entry = best.pop(0)
        due.append(entry)
        if entry.preparation is not None:
            prepared.add(entry.preparation.folder)
    return due


def known_leads(records: Iterable[Record]) -> dict[str, float]:
    """By how much each model was better than the best baseline of the same data set, on average."""
    scored = [
        (record.card["name"], record.model["name"], float(record.metrics["accuracy"]))
        for record in records
        if record.metrics is not None
    ]
    floor: dict[str, float] = {}
    for card, model, accuracy in scored:
        if is_baseline(model):
            floor[card] = max(accuracy, floor.get(card, 0.0))
    gains: dict[str, list[float]] = {}
    for card, model, accuracy in scored:
        if card in floor and not is_baseline(model):
            gains.setdefault(model, []).append(accuracy - floor[card])
    return {model: fmean(gain) for model, gain in gains.items()}


def _by_card(planned: Iterable[Planned]) -> list[list[Planned]]:
    groups: dict[str, list[Planned]] = {}
    for entry in planned:
        groups.setdefault(entry.trial.card, []).append(entry)
    return list(groups.values())


def _line(entries: Sequence[Planned], leads: Mapping[str, float]) -> list[tuple[int, Planned]]:
    """A data set's trials in line, each with its place; recorded ones keep theirs, and are left out."""
    own = load_card(entries[0].trial.card).tokenizer
    seen: set[str] = set()
    seeds: list[Planned] = []
    baselines, classical, neural = [], [], []
    for entry in entries:
        recipe = f"{entry.trial.tokenizer}/{entry.trial.model}"
        if recipe in seen:
            seeds.append(entry)
        elif is_baseline(entry.trial.model.name):
            baselines.append(entry)
        elif is_neural(entry.trial.model.name):
            neural.append(entry)
        else:
            classical.append(entry)
        seen.add(recipe)
    baselines.sort(key=lambda entry: str(entry.trial.tokenizer or own) != own)
    classical.sort(key=lambda entry: (-leads.get(entry.trial.model.name, float("-inf")), entry.seconds))
    neural.sort(key=lambda entry: entry.seconds)
    line = [*baselines, *classical[:1], *neural, *classical[1:], *seeds]
    return [
        (place, entry)
        for place, entry in enumerate(line, start=1)
        if entry.record is None and not entry.obstacle
    ]


def _worth(placed: tuple[int, Planned], prepared: set[Path]) -> float:
    place, entry = placed
    return 1 / place / max(entry.seconds_after(prepared), 0.1)
