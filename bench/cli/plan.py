"""``bench plan``: what trials will take, before they are run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.cli.choice import choose, choosing
from bench.plugins import load_files

if TYPE_CHECKING:
    from bench.forecast.forecast import Planned


@click.command()
@choosing
@click.option("--again", is_flag=True, help="Plan as for bench run --again: recorded trials too.")
def plan(
    suite: str | None,
    cards: tuple[str, ...],
    models: tuple[str, ...],
    tokenizers: tuple[str, ...],
    seeds: int | None,
    plugins: tuple[Path, ...],
    data_dir: Path | None,
    reports: Path,
    again: bool,
) -> None:
    """Forecast time and memory of the trials that bench run would run, the most telling first.

    From the records at hand; where they say nothing of a model, from a probe of a small part of the data.
    Nothing is recorded. A budget of bench run goes down this list as far as it lasts.
    """
    from bench.cli.display import display
    from bench.forecast.evidence import evidence
    from bench.forecast.order import telling
    from bench.forecast.planner import Planner
    from bench.locations import data_dir as chosen_data_dir
    from bench.records.store import Store

    load_files(plugins)
    choice = choose(suite, cards, tokenizers, models, seeds)
    load_files(choice.plugins)
    store = Store(reports / choice.folder / "records")
    known = evidence(store)
    with display() as shown:
        planner = Planner(
            store,
            known,
            shown,
            chosen_data_dir(data_dir),
            tuple(path.resolve() for path in (*plugins, *choice.plugins)),
            lambda record: again or record.status == "skipped",
        )
        planned = planner.plan(choice.trials)
    recorded = [entry for entry in planned if entry.record is not None]
    due = telling(planned, known.records)
    _show(recorded, due)


def _show(recorded: Sequence[Planned], due: Sequence[Planned]) -> None:
    from tabulate import tabulate

    headers = ("trial", "status", "time", "from", "to", "memory", "so far")
    align = ("left", "left", "right", "right", "right", "right", "right")
    names = _names([*recorded, *due])
    rows = [*((names[entry.name], "recorded") for entry in recorded), *_rows(due, names)]
    click.echo(tabulate(rows, headers=headers, tablefmt="plain", colalign=align, disable_numparse=True))
    click.echo(f"\n{_total(recorded, due)}")


def _names(planned: Sequence[Planned]) -> dict[str, str]:
    """What a trial is called here, by its name: of its recipe, what tells it from others of its data set."""
    from bench.report.naming import labels

    by_card: dict[str, list[Planned]] = {}
    for entry in planned:
        by_card.setdefault(entry.name.split("/")[0], []).append(entry)
    names = {}
    for entries in by_card.values():
        models = [entry.trial.model for entry in entries]
        parts = [{"name": model.name, "params": model.params, "recipe": str(model)} for model in models]
        for entry, model, label in zip(entries, models, labels(parts), strict=True):
            seed = entry.trial.seed
            front = entry.name.removesuffix(f"{model}/{seed}")
            names[entry.name] = f"{front}{label}/{seed}"
    return names


def _rows(due: Sequence[Planned], names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    from bench.report.quantities import seconds, size

    so_far = 0.0
    prepared: set[Path] = set()
    for entry in due:
        if entry.forecast is None:
            yield names[entry.name], f"cannot run: {entry.obstacle}"
            continue
        first = entry.preparation
        if first is not None and first.folder not in prepared:
            prepared.add(first.folder)
            so_far += first.seconds
            what = "/".join(entry.name.split("/")[:2])
            yield what, f"documents, {first.basis}", seconds(first.seconds), "", "", "", seconds(so_far)
        so_far += entry.seconds
        said = entry.forecast
        times = (seconds(said.seconds), seconds(said.low), seconds(said.high))
        yield names[entry.name], _status(entry), *times, size(said.peak_bytes), seconds(so_far)


def _status(entry: Planned) -> str:
    said, limits = entry.forecast, entry.trial.limits
    if said is None:
        return ""
    if said.seconds >= limits.seconds:
        return f"{said.basis}; stopped by its time limit"
    if said.peak_bytes is not None and said.peak_bytes > limits.memory_bytes:
        return f"{said.basis}; over its memory limit"
    return said.basis


def _total(recorded: Sequence[Planned], due: Sequence[Planned]) -> str:
    from bench.report.quantities import seconds
    from bench.report.wording import counted

    runnable = [entry.forecast for entry in due if entry.forecast is not None]
    documents = {entry.preparation.folder: entry.preparation.seconds for entry in due if entry.preparation}
    first = sum(documents.values())
    total = first + sum(said.seconds for said in runnable)
    low = first + sum(said.low for said in runnable)
    high = first + sum(said.high for said in runnable)
    stuck = len(due) - len(runnable)
    parts = [
        f"{counted(len(runnable), 'trial')} to run",
        f"{seconds(total)} in all, from {seconds(low)} to {seconds(high)}",
        f"{len(recorded)} recorded",
        *([f"{stuck} cannot run here"] if stuck else []),
    ]
    return ", ".join(parts)
