"""``bench explain``: what a model goes by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.errors import RecipeError

if TYPE_CHECKING:
    from bench.explain.explanation import Explanation
    from bench.explain.find import Found
    from bench.explain.refit import Subject
    from bench.explain.texts import Texts
    from bench.trials.trial import Trial


@click.command()
@click.argument("record", required=False)
@click.option("-m", "--model", "model", help="A model, where no RECORD is given.")
@click.option("-d", "--data", "card", help="A data set, or the path of a card.")
@click.option("-t", "--tokenizer", "tokenizer", help="A tokenizer.  [default: the card's own]")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the trial.")
@click.option("--text", "texts", multiple=True, help="A text to show the model; repeatable.")
@click.option("--documents", type=click.IntRange(1), default=6, show_default=True,
              help="How many documents of the bundled sample, or of the test part.")  # fmt: skip
@click.option("--with-texts", is_flag=True,
              help="Show test documents of the local data, in a folder that git ignores.")  # fmt: skip
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False),
              help="Folder with data files.  [default: $TEXTBENCH_DATA]")  # fmt: skip
@click.option("--reports", type=click.Path(path_type=Path, file_okay=False), envvar="TEXTBENCH_REPORTS",
              default=Path("reports"), show_default=True, help="Folder of records and reports.")  # fmt: skip
def explain(
    record: str | None,
    model: str | None,
    card: str | None,
    tokenizer: str | None,
    seed: int,
    texts: tuple[str, ...],
    documents: int,
    with_texts: bool,
    plugins: tuple[Path, ...],
    data_dir: Path | None,
    reports: Path,
) -> None:
    """Show what the model of RECORD goes by, or the one that -m, -d and -t make.

    RECORD is a record's signature or the path of its file. The model is fitted again. Of a network, the
    attention over the tokens of a few documents is shown; of a linear model or naive Bayes, the strongest
    tokens of each class. The documents are those of the bundled sample, or yours: --text.
    """
    from bench.cli.display import display
    from bench.explain.explain import explain as ask
    from bench.explain.explanation import FOLDER
    from bench.explain.find import find_record, record_of
    from bench.explain.keep import publish
    from bench.explain.refit import agreement, fit, require_same_data, take
    from bench.explain.table import tables
    from bench.locations import data_dir as chosen_data_dir
    from bench.plugins import load_files
    from bench.report.explained import show
    from bench.report.texts import unpublished

    if texts and with_texts:
        raise click.UsageError("--text and --with-texts exclude each other")
    load_files(plugins)
    found = find_record(record, reports) if record else None
    trial = _trial(found, model, card, tokenizer, seed)
    with display() as shown:
        subject = take(trial, chosen_data_dir(data_dir), shown)
        if found is not None:
            require_same_data(subject, found)
        found = found or record_of(subject.identity.key, subject.identity.card.name, reports)
        chosen = _texts(subject, texts, documents, with_texts)
        fit(subject, shown)
        share = agreement(subject, found) if found else None
        if share is not None:
            shown.say(f"{share:.2%} of its predictions are those of the record")
        explanation = ask(subject, chosen, share)
    for table in tables(explanation):
        click.echo(f"\n{table}")
    click.echo()
    root = found.root if found else reports
    if chosen.public:
        stored = publish(explanation, root)
        click.echo(stored)
        folder = stored.parent
    else:
        folder = unpublished(root) / FOLDER / explanation.card["name"]
    for line in show(explanation, folder):
        click.echo(line)
    if chosen.public:
        click.echo(_hint(explanation, found))


def _trial(
    found: Found | None, model: str | None, card: str | None, tokenizer: str | None, seed: int
) -> Trial:
    from bench.recipe import Recipe
    from bench.trials.trial import Trial

    if found is not None and not (model or card or tokenizer):
        return found.trial
    if found is not None or not model or not card:
        raise RecipeError(
            "it is not clear what to explain",
            remedy="name a record, or a model and a data set with -m and -d",
        )
    return Trial(card, Recipe.parse(tokenizer) if tokenizer else None, Recipe.parse(model), seed)


def _texts(subject: Subject, texts: tuple[str, ...], documents: int, with_texts: bool) -> Texts:
    from bench.explain.texts import given, of_sample, of_test_part

    identity = subject.identity
    if texts:
        return given(identity.card, identity.tokenizer, texts)
    if with_texts:
        return of_test_part(identity.card, subject.case.prepared, documents)
    return of_sample(identity.card, identity.tokenizer, documents)


def _hint(explanation: Explanation, found: Found | None) -> str:
    """When the report shows it: it shows what belongs to one of its records."""
    if found is not None and found.record.key == explanation.key:
        return f"bench report --reports {found.root} shows it"
    if found is not None:
        return (
            "its tokenizer, plugin or defaults have changed: the report shows it once the trial is run again"
        )
    return f"the report shows it once there is a record: bench run --signature '{explanation.signature}'"
