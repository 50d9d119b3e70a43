"""``bench report``: Markdown and figures from records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click


@click.command()
@click.option(
    "--reports",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    envvar="TEXTBENCH_REPORTS",
    show_default=True,
    help="The report's folder, which holds records/.",
)
@click.option("--check", is_flag=True, help="Write nothing; fail with a diff where the report is stale.")
@click.option("--no-figures", is_flag=True, help="Leave the figures as they are.")
@click.option("--with-texts", is_flag=True, help="Add texts from local data, in a folder that git ignores.")
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="TEXTBENCH_DATA",
    help="Folder of data files, for --with-texts.",
)
def report(root: Path, check: bool, no_figures: bool, with_texts: bool, data_dir: Path | None) -> None:
    """Write the report of all records again: a summary, a page a data set, a page a model.

    A folder inside it that holds records of its own, as a suite's may, has a report of its own.
    """
    from bench.errors import BenchError
    from bench.locations import report_folders

    folders = report_folders(root)
    if not folders:
        raise BenchError(
            "holds no records", where=root, remedy="run some trials first: bench run; or name its folder"
        )
    if check:
        stale = [folder for folder in folders if not _fresh(folder, with_figures=not no_figures)]
        if stale:
            raise BenchError(
                "the report is stale or records are damaged", where=stale[0], remedy="run: bench report"
            )
        return
    for folder in folders:
        _write(folder, with_figures=not no_figures)
        if with_texts:
            from bench.report.texts import write_texts

            for line in write_texts(folder, data_dir):
                click.echo(line)


def _fresh(root: Path, *, with_figures: bool) -> bool:
    """Show what is stale in a folder, and say whether nothing is."""
    from bench.report.build import build
    from bench.report.check import differences, page_differences

    made = build(root)
    found = differences(made, root) if with_figures else page_differences(made, root)
    for difference in found:
        click.echo(difference)
    _complain(made.problems)
    if not found and not made.problems:
        click.echo(f"{root}: fresh ({len(made.pages)} pages, {len(made.figures)} figures)")
    return not found and not made.problems


def _write(root: Path, *, with_figures: bool) -> None:
    """Write the report of a folder, and say what changed."""
    from bench.report.build import build
    from bench.report.write import write_pages, write_report

    made = build(root)
    written = write_report(made, root) if with_figures else write_pages(made, root)
    _complain(made.problems)
    for reason, number in Counter(reason for _, reason in written.undrawn).items():
        click.echo(f"{number} figures are not drawn: {reason}", err=True)
    pages = f"{len(made.pages)} pages ({len(written.pages)} changed)"
    figures = f"{len(made.figures)} figures ({len(written.figures)} drawn)"
    click.echo(f"{root / 'README.md'}: {pages}, {figures}, {len(written.removed)} files removed")


def _complain(problems: Iterable[str]) -> None:
    for problem in problems:
        click.echo(f"damaged: {problem}", err=True)
