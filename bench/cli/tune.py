"""``bench tune``: a model's parameters, chosen inside the training part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bench.tuning.tuning import Tuning


@click.command()
@click.option("-d", "--data", "card_name", required=True, help="A data set, or the path of a card.")
@click.option(
    "-m", "--model", "model", required=True, help="A model; parameters given here stay as they are."
)
@click.option("-t", "--tokenizer", "tokenizer", help="A tokenizer.  [default: the card's own]")
@click.option("--grid", "grid", multiple=True, metavar="KEY=[V,V]",
              help="Values of a parameter, as JSON; repeatable.  [default: the model's grid]")  # fmt: skip
@click.option("--grid-file", type=click.Path(path_type=Path, dir_okay=False),
              help="A TOML file of lines KEY = [V, V]; --grid is laid over it.")  # fmt: skip
@click.option("--search", "kind", type=click.Choice(["grid", "halving"]), default="grid", show_default=True,
              help="Every candidate on all documents, or the best third of them on ever more.")  # fmt: skip
@click.option(
    "--folds", type=click.IntRange(2), default=5, show_default=True, help="Of the cross-validation."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of folds and fits.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Fits at a time.")
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False),
              help="Folder with data files.  [default: $TEXTBENCH_DATA]")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path("tuned"),
              show_default=True, help="Folder of tunings; keep it beside the suite.")  # fmt: skip
@click.option("--again", is_flag=True, help="Make fits again that an earlier or interrupted tuning has made.")
def tune(
    card_name: str,
    model: str,
    tokenizer: str | None,
    grid: tuple[str, ...],
    grid_file: Path | None,
    kind: str,
    folds: int,
    seed: int,
    jobs: int,
    plugins: tuple[Path, ...],
    data_dir: Path | None,
    output: Path,
    again: bool,
) -> None:
    """Choose the parameters of a model by cross-validation inside the training part.

    The test part is never read. Each fit is kept as soon as it is scored: the same command, or one with a
    wider grid, goes on from there.
    """
    from bench.cards.load import load_card
    from bench.catalogue import models
    from bench.cli.display import display
    from bench.locations import data_dir as chosen_data_dir
    from bench.plugins import load_files
    from bench.preparation.prepare import prepare
    from bench.recipe import Recipe
    from bench.records.atomic import write_whole
    from bench.tuning.grid import grid_for, parse_grid, read_grid, size
    from bench.tuning.journal import Fit, Journal
    from bench.tuning.search import Search
    from bench.tuning.tune import journal_path
    from bench.tuning.tune import tune as search_grid
    from bench.tuning.tuning import tuning_path

    load_files(plugins)
    recipe, card = Recipe.parse(model), load_card(card_name)
    asked = {**(read_grid(grid_file) if grid_file else {}), **parse_grid(grid)}
    values = grid_for(models[recipe.name], recipe, asked)
    chosen = Recipe.parse(tokenizer or card.tokenizer)
    search = Search(kind, folds, seed, jobs)

    with display() as shown:
        shown.begin(1, 1, f"{card.name}/{chosen}/{recipe}")
        prepared = prepare(card, chosen, chosen_data_dir(data_dir), shown.stage)
        total = search.fits(values, prepared.counts["train"], len(card.classes))
        path = journal_path(prepared, recipe, search, values)
        journal = Journal.opened(path)
        if again:
            journal = Journal(path)
        shown.say(f"{kind} search of {size(values)} candidates, {folds} folds, {total} fits")
        shown.begin(1, 1, f"{card.name}/{chosen}/{recipe}")

        def on_fits(done: int, reused: int, last: Fit) -> None:
            score = "failed" if last.score is None else f"{last.score:.2%}"
            stage = f"search, {done} of {total} fits"
            # What was known takes no time, so it says nothing of the time left.
            shown.stage(stage, done - reused, total - reused, f"last: {score}")

        tuning = search_grid(
            card.name, prepared, chosen, recipe, values, search, journal,
            plugins=tuple(plugin.resolve() for plugin in plugins), on_fits=on_fits,
        )  # fmt: skip
    file = tuning_path(output, card.name, chosen, recipe)
    write_whole(file, tuning.to_json().encode())
    _show(tuning, file)


def _show(tuning: Tuning, file: Path) -> None:
    from bench.tuning.table import edges, table, to_paste

    click.echo(f"\n{table(tuning)}\n")
    for line in edges(tuning):
        click.echo(line)
    click.echo(f"The best, for a suite:\n\n{to_paste(tuning)}\n\nWritten: {file}")
