"""``bench records``: records that come from elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from bench.cli.friendly import FriendlyGroup
from bench.errors import BenchError


@click.group(cls=FriendlyGroup)
def records() -> None:
    """Take in what trials gave on another machine."""


@records.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False),
              help="Folder with data files.  [default: $TEXTBENCH_DATA]")  # fmt: skip
@click.option("--reports", type=click.Path(path_type=Path, file_okay=False), envvar="TEXTBENCH_REPORTS",
              default=Path("reports"), show_default=True, help="Folder for records and reports.")  # fmt: skip
@click.option("--again", is_flag=True, help="Replace results that are recorded here.")
def import_results(
    file: Path, plugins: tuple[Path, ...], data_dir: Path | None, reports: Path, again: bool
) -> None:
    """Score the results in FILE with the test labels here, write their records and the report.

    Data sets, tokenizers and plugins must be those that the bundle was made with. What is recorded here
    with a result stays as it is.
    """
    from bench.bundles.take_back import take_back
    from bench.cli.display import display
    from bench.locations import data_dir as chosen_data_dir
    from bench.plugins import load_files
    from bench.records.store import Store
    from bench.report.build import write
    from bench.report.summary import console
    from bench.trials.runner import Runner

    load_files(plugins)
    store = Store(reports / "records")
    with display() as shown:
        runner = Runner(
            store=store,
            display=shown,
            data_dir=chosen_data_dir(data_dir),
            plugins=tuple(path.resolve() for path in plugins),
            rerun=lambda record: again or not record.ok,
        )
        taken = take_back(file, runner)
    write(reports)
    click.echo(f"\n{console(taken.records, store)}\n\nThe report: {reports / 'README.md'}")
    if taken.refused:
        raise BenchError(
            f"{len(taken.refused)} of {len(taken.refused) + len(taken.records)} results were refused",
            remedy="the lines above say why",
        )
