"""``bench list``: what there is, where it comes from, and whether it can run here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bench.catalogue import adapters, models, tokenizers
from bench.errors import BenchError
from bench.locations import data_dir as chosen_data_dir
from bench.plugins import load_files
from bench.registry import Entry, Registry

_MISSING = "missing: bench data fetch, or --data-dir"


@click.command("list")
@click.option(
    "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A plugin file; repeatable."
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder with data files.  [default: $TEXTBENCH_DATA]",
)
@click.option("--check", is_flag=True, help="Import every plugin, and fail where one cannot be imported.")
def list_all(plugins: tuple[Path, ...], data_dir: Path | None, check: bool) -> None:
    """Show every model, data set, tokenizer, adapter and suite."""
    from bench.cards.load import card_names
    from bench.suites.load import suite_names

    load_files(plugins)
    data_dir = chosen_data_dir(data_dir)
    broken = 0
    for title, registry in (("Models", models), ("Tokenizers", tokenizers), ("Adapters", adapters)):
        rows = [(entry.name, entry.origin, _state(registry, entry, check)) for entry in registry.entries()]
        broken += sum(
            state not in ("yes",) and not state.startswith("needs the extra") for _, _, state in rows
        )
        _show(title, ("name", "origin", "runs here"), rows)
    places = [(card.name, card.origin, _presence(card.name, data_dir)) for card in card_names()]
    _show("Data sets", ("name", "origin", "runs here"), places)
    here = {name for name, _, state in places if state != _MISSING}
    suites = [(name, origin, _readiness(name, here)) for name, origin in suite_names().items()]
    _show("Suites", ("name", "origin", "runs here"), suites)
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


def _presence(card: str, data_dir: Path | None) -> str:
    from bench.cards.load import declared
    from bench.sources.locate import is_here

    try:
        if is_here(card, data_dir):
            return "yes"
        sample = declared(card)[0].get("sample")
        return f"missing; its sample stands in: {sample}" if sample else _MISSING
    except BenchError as error:
        return str(error)


def _readiness(suite: str, here: set[str]) -> str:
    from bench.suites.load import declared_cards

    try:
        absent = sorted(declared_cards(suite) - here)
    except BenchError as error:
        return str(error)
    return f"without {', '.join(absent)}" if absent else "yes"


def _show(title: str, headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    from tabulate import tabulate

    click.secho(title, bold=True)
    click.echo(tabulate(rows, headers=headers, tablefmt="plain", disable_numparse=True))
    click.echo()
