"""``bench bundle``: trials that were packed on another machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.cli.friendly import FriendlyGroup
from bench.errors import BenchError

if TYPE_CHECKING:
    from bench.trials.runner import Runner
    from bench.trials.trial import Trial


@click.group(cls=FriendlyGroup)
def bundle() -> None:
    """Run trials that were packed on another machine by: bench run --export FILE."""


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The results file.  [default: NAME-results.zip beside FILE]")  # fmt: skip
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--retry", is_flag=True, help="Run trials again that gave no result.")
def run(file: Path, output: Path | None, plugins: tuple[Path, ...], retry: bool) -> None:
    """Run the trials in FILE; no data sets are needed, nor the labels of their test parts.

    Each result is written when its trial ends: the same command goes on where it was stopped. A bundle
    runs no code of its own; a model that is a plugin needs its file, named with --plugin.
    """
    from bench.bundles.run import run_bundle
    from bench.cli.display import display
    from bench.plugins import load_files
    from bench.report.wording import counted

    load_files(plugins)
    results = output or file.with_name(f"{file.stem}-results.zip")
    with display() as shown:
        outcomes = run_bundle(
            file,
            results,
            shown,
            tuple(path.resolve() for path in plugins),
            rerun=lambda outcome: outcome.status == "skipped" or (retry and outcome.status != "ok"),
        )
    failed = [outcome for outcome in outcomes if outcome.status != "ok"]
    click.echo(f"\n{results}: {counted(len(outcomes), 'result')}")
    click.echo(f"At home: bench records import {results.name}")
    if failed:
        raise BenchError(
            f"{len(failed)} of {len(outcomes)} trials gave no result",
            remedy="the lines above say why; once mended: add --retry",
        )


def pack(runner: Runner, trials: Sequence[Trial], file: Path, reports: Path) -> None:
    """Pack the trials that are not recorded yet, and say what to do with the bundle.

    Args:
        runner: Knows data and records.
        trials: What was chosen.
        file: The bundle.
        reports: Where the records are to go once they come back.
    """
    from bench.bundles.export import export
    from bench.report.wording import counted

    cases = []
    for identity in runner.identities(trials):
        if runner.recorded(identity) is not None:
            runner.display.say(f"{identity.signature}: recorded before")
            continue
        try:
            cases.append(runner.case(identity))
        except BenchError as error:
            runner.display.say(f"left out: {error}")
    size = export(cases, file)
    runner.display.say(
        f"{file}: {counted(len(cases), 'trial')}, {size / 1e6:.1f} MB\n"
        f"  there: bench bundle run {file.name} --output results.zip\n"
        f"  here:  bench records import results.zip --reports {reports}"
    )
