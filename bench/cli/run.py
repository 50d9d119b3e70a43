"""``bench run``: trials, their records, and the report of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.cli.choice import choose, choosing
from bench.cli.duration import Duration
from bench.errors import BenchError, DataError
from bench.plugins import load_files
from bench.records.record import Record
from bench.trials.trial import Limits, Trial, parse_signature

if TYPE_CHECKING:
    from bench.forecast.within import Outcome


@click.command()
@choosing
@click.option(
    "--signature", "signatures", multiple=True, help="Run the trial of this signature again; repeatable."
)
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False),
              help="Run nothing: pack what would be run, for bench bundle run elsewhere.")  # fmt: skip
@click.option("--budget", type=Duration(), help="Run the most telling trials that fit: 90s, 30m, 2h.")
@click.option("--profile", is_flag=True, help="Record nothing: write where the time of each trial goes.")
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
    export: Path | None,
    budget: float | None,
    profile: bool,
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
    from bench.forecast.within import Outcome, run_within
    from bench.locations import data_dir as chosen_data_dir
    from bench.records.store import Store
    from bench.trials.runner import Runner

    _refuse_two({"--export": export is not None, "--budget": budget is not None, "--profile": profile})
    load_files(plugins)
    if signatures:
        trials = [_of_signature(text, chosen_data_dir(data_dir)) for text in signatures]
    else:
        choice = choose(suite, cards, tokenizers, models, seeds)
        trials, reports, plugins = choice.trials, reports / choice.folder, (*plugins, *choice.plugins)
        load_files(choice.plugins)
    trials = [replace(trial, limits=_limits(trial.limits, timeout, memory)) for trial in trials]

    with display() as shown:
        runner = Runner(
            store=Store(reports / "records"),
            display=shown,
            data_dir=chosen_data_dir(data_dir),
            plugins=tuple(path.resolve() for path in plugins),
            rerun=_rerun(again or bool(signatures), retry),
        )
        if export is not None:
            from bench.cli.bundle import pack

            return pack(runner, trials, export, reports)
        if profile:
            from bench.cli.profile import profile_trials

            return profile_trials(runner, trials, reports)
        outcome = Outcome(runner.run(trials)) if budget is None else run_within(budget, runner, trials)
    _conclude(outcome, reports, strict)


def _refuse_two(given: dict[str, bool]) -> None:
    """Refuse options that each say what ``bench run`` is to do instead of running all."""
    chosen = [option for option, there in given.items() if there]
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(chosen)} exclude one another")


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


def _conclude(outcome: Outcome, reports: Path, strict: bool) -> None:
    from bench.records.store import Store
    from bench.report.build import write
    from bench.report.summary import console

    records = outcome.records
    write(reports)
    click.echo()
    click.echo(console(records, Store(reports / "records")))
    click.echo(f"\nThe report: {reports / 'README.md'}")
    for remark in outcome.remarks:
        click.echo(remark)
    failed = [record for record in records if not record.ok and (strict or record.status != "skipped")]
    if failed:
        names = ", ".join(sorted({record.status for record in failed}))
        raise BenchError(
            f"{len(failed)} of {len(records)} trials gave no result ({names})",
            remedy="their records hold the traceback; once mended: bench run --retry",
        )
