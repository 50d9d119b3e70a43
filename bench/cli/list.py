"""``bench list``: what there is, where it comes from, and whether it can run here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bench.catalogue import adapters, models, tokenizers
from bench.errors import BenchError
from bench.plugins import load_files
from bench.registry import Entry, Registry


@click.command("list")
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option("--check", is_flag=True, help="Import every plugin, and fail where one cannot be imported.")
def list_all(plugins: tuple[Path, ...], check: bool) -> None:
    """Show every model, data set, tokenizer, adapter and suite."""
    from bench.cards.load import card_names
    from bench.suites.load import suite_names

    load_files(plugins)
    broken = 0
    for title, registry in (("Models", models), ("Tokenizers", tokenizers), ("Adapters", adapters)):
        rows = [(entry.name, entry.origin, _state(registry, entry, check)) for entry in registry.entries()]
        broken += sum(
            state not in ("yes",) and not state.startswith("needs the extra") for _, _, state in rows
        )
        _show(title, ("name", "origin", "runs here"), rows)
    _show("Data sets", ("name", "origin"), [(card.name, card.origin) for card in card_names()])
    _show("Suites", ("name", "origin"), suite_names().items())
    click.echo("Where each data set's files are: bench data show")
    if check and broken:
        raise BenchError(f"{broken} plugins cannot be used", remedy="the table says why")


def _state(registry: Registry, entry: Entry, check: bool) -> str:
    reason = entry.why_not()
    if reason is None and check:
        try:
            registry[entry.name]
        except BenchError as error:
            reason = str(error)
    return "yes" if reason is None else reason


def _show(title: str, headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    from tabulate import tabulate

    click.secho(title, bold=True)
    click.echo(tabulate(rows, headers=headers, tablefmt="plain", disable_numparse=True))
    click.echo()
