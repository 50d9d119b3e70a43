"""``bench run``: trials, their records, and the report of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from bench.errors import BenchError, DataError, RecipeError
from bench.plugins import files_beside, load_files
from bench.recipe import Recipe
from bench.records.record import Record
from bench.trials.trial import Limits, Trial, parse_signature

BASELINE = "nb"


@click.command()
@click.argument("suite", required=False)
@click.option("-d", "--data", "cards", multiple=True, help="A data set, or the path of a card; repeatable.")
@click.option(
    "-m", "--model", "models", multiple=True, help="A model: name or name:key=value,key=value; repeatable."
)
@click.option(
    "-t", "--tokenizer", "tokenizers", multiple=True, help="A tokenizer, likewise; default: the card's own."
)
@click.option(
    "--seeds", type=click.IntRange(1), help="Number of seeds, from 0.  [default: the suite's, or 1]"
)
@click.option(
    "--signature", "signatures", multiple=True, help="Run the trial of this signature again; repeatable."
)
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False),
              help="Folder with data files.  [default: $TEXTBENCH_DATA]")  # fmt: skip
@click.option("--reports", type=click.Path(path_type=Path, file_okay=False), envvar="TEXTBENCH_REPORTS",
              default=Path("reports"), show_default=True, help="Folder for records and reports.")  # fmt: skip
@click.option("--again", is_flag=True, help="Run recorded trials again too.")
@click.option("--retry", is_flag=True, help="Run trials again that gave no result.")
@click.option("--strict", is_flag=True, help="Count skipped trials as failures.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), help="Minutes a trial may take.  [default: 180]"
)
@click.option(
    "--memory", type=click.FloatRange(0, min_open=True), help="GiB a trial may take.  [default: 16]"
)
def run(
    suite: str | None,
    cards: tuple[str, ...],
    models: tuple[str, ...],
    tokenizers: tuple[str, ...],
    seeds: int | None,
    signatures: tuple[str, ...],
    plugins: tuple[Path, ...],
    data_dir: Path | None,
    reports: Path,
    again: bool,
    retry: bool,
    strict: bool,
    timeout: float | None,
    memory: float | None,
) -> None:
    """Run SUITE, or the trials that -d, -m and -t make; without any of them, the suite 'quick'.

    With SUITE, -d, -m and -t choose among its trials. Without it, every data set is run with every
    tokenizer and every model, the baseline nb beside them. What is recorded is not run again.
    """
    from bench.cli.display import display
    from bench.locations import data_dir as chosen_data_dir
    from bench.records.store import Store
    from bench.trials.runner import Runner

    load_files(plugins)
    if signatures:
        trials = [_of_signature(text, chosen_data_dir(data_dir)) for text in signatures]
    elif suite is None and cards:
        trials = _made(cards, tokenizers, models, seeds or 1)
    else:
        trials, folder, beside = _of_suite(suite or "quick", cards, tokenizers, models, seeds)
        reports, plugins = reports / folder, (*plugins, *beside)
        load_files(beside)
    trials = [replace(trial, limits=_limits(trial.limits, timeout, memory)) for trial in trials]

    with display() as shown:
        runner = Runner(
            store=Store(reports / "records"),
            display=shown,
            data_dir=chosen_data_dir(data_dir),
            plugins=tuple(path.resolve() for path in plugins),
            rerun=_rerun(again or bool(signatures), retry),
        )
        records = runner.run(trials)
    _conclude(records, reports, strict)


def _made(cards: Sequence[str], tokenizers: Sequence[str], models: Sequence[str], seeds: int) -> list[Trial]:
    recipes = [Recipe.parse(text) for text in models]
    if not any(recipe.name == BASELINE for recipe in recipes):
        recipes.insert(0, Recipe(BASELINE))
    chosen: list[Recipe | None] = [Recipe.parse(text) for text in tokenizers] or [None]
    return [
        Trial(card, tokenizer, recipe, seed)
        for card in cards
        for tokenizer in chosen
        for recipe in recipes
        for seed in range(1 if recipe.name == BASELINE else seeds)  # counting and dividing knows no chance
    ]


def _of_suite(
    name: str, cards: Sequence[str], tokenizers: Sequence[str], models: Sequence[str], seeds: int | None
) -> tuple[list[Trial], str, list[Path]]:
    from bench.suites.load import load_suite, suite_path

    suite = load_suite(name)
    trials = [
        trial
        for trial in suite.expanded()
        if (not cards or trial.card in cards)
        and (
            not tokenizers
            or str(trial.tokenizer) in tokenizers
            or getattr(trial.tokenizer, "name", "") in tokenizers
        )
        and (not models or str(trial.model) in models or trial.model.name in models)
    ]
    if seeds is not None:
        first = {(t.card, str(t.tokenizer), str(t.model)): t for t in reversed(trials)}
        trials = [replace(trial, seed=seed) for trial in reversed(first.values()) for seed in range(seeds)]
    if not trials:
        raise RecipeError(
            f"no trial of the suite '{name}' is left", remedy="choose others with -d, -m and -t"
        )
    path = suite_path(name)
    return trials, suite.reports, files_beside(path) if name.endswith(".toml") else []


def _of_signature(text: str, data_dir: Path | None) -> Trial:
    from bench.cards.load import load_card
    from bench.preparation.prepare import data_sha256

    trial, expected = parse_signature(text)
    if expected:
        found = data_sha256(load_card(trial.card), data_dir)
        if not found.startswith(expected):
            raise DataError(
                f"the data set '{trial.card}' is {found[:8]} here, but the signature says {expected}",
                where=text,
                remedy="get the data of that version, or leave @hash out of the signature",
            )
    return trial


def _limits(limits: Limits, timeout: float | None, memory: float | None) -> Limits:
    return Limits(
        limits.seconds if timeout is None else timeout * 60,
        limits.memory_bytes if memory is None else int(memory * 2**30),
    )


def _rerun(again: bool, retry: bool) -> Callable[[Record], bool]:
    # A skipped trial is tried each time: what it lacked may be there by now.
    return lambda record: again or record.status == "skipped" or (retry and not record.ok)


def _conclude(records: list[Record], reports: Path, strict: bool) -> None:
    from bench.records.store import Store
    from bench.report.build import write
    from bench.report.summary import console

    write(reports)
    click.echo()
    click.echo(console(records, Store(reports / "records")))
    click.echo(f"\nThe report: {reports / 'README.md'}")
    failed = [record for record in records if not record.ok and (strict or record.status != "skipped")]
    if failed:
        names = ", ".join(sorted({record.status for record in failed}))
        raise BenchError(
            f"{len(failed)} of {len(records)} trials gave no result ({names})",
            remedy="their records hold the traceback; once mended: bench run --retry",
        )
