"""``bench data``: what data there is, whether it is sound, how to get it, how to be rid of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.cli.friendly import FriendlyGroup
from bench.errors import BenchError, MissingData
from bench.locations import cache_dir, data_dir

if TYPE_CHECKING:
    from bench.cards.schema import Card
    from bench.preparation.parts import Parts
    from bench.sources.fetch import Progress

Command = Callable[..., Any]


def data_dir_option(command: Command) -> Command:
    """``--data-dir``, given to the command as a path or None."""
    return click.option(
        "--data-dir",
        callback=lambda _context, _option, value: data_dir(value),
        metavar="DIR",
        help="Folder of data files (default: TEXTBENCH_DATA).",
    )(command)


@click.group(cls=FriendlyGroup)
def data() -> None:
    """Show, fetch, verify and clear data sets; make a card for your own."""


@data.command()
@click.argument("card", required=False)
@data_dir_option
def show(card: str | None, data_dir: Path | None) -> None:
    """List the data sets, or show all there is to know about CARD."""
    if card is None:
        _show_all(data_dir)
    else:
        _show_one(_load(card), data_dir)


@data.command()
@click.argument("cards", nargs=-1, required=True)
@data_dir_option
def fetch(cards: tuple[str, ...], data_dir: Path | None) -> None:
    """Download the files of each CARD into the cache, checked by their checksums.

    What the data folder holds already is not downloaded.
    """
    from rich.console import Console
    from rich.progress import Progress as Bars

    from bench.sources.fetch import fetch as fetch_card

    for name in cards:
        card = _load(name)
        if card.bundled_sample:
            click.echo(f"{name}: a bundled sample, nothing to fetch")
            continue
        if data_dir and _in_folder(card, data_dir):
            click.echo(f"{name}: already in {data_dir}, nothing to fetch")
            continue
        with Bars(console=Console(stderr=True), transient=True) as bars:
            paths = fetch_card(card, _progress(bars, name))
        for path in paths:
            click.echo(f"{name}: {path} ({_size(path.stat().st_size)})")


@data.command()
@click.argument("cards", nargs=-1)
@click.option("--strict", is_flag=True, help="Fail where a data set is not on this machine, too.")
@data_dir_option
def verify(cards: tuple[str, ...], strict: bool, data_dir: Path | None) -> None:
    """Check every declared fact of each CARD, or of all."""
    from bench.cards.load import card_names

    failed: list[str] = []
    missing: list[str] = []
    names = cards or tuple(card.name for card in card_names())
    for name in names:
        try:
            if not _verify_one(name, data_dir):
                failed.append(name)
        except MissingData as error:
            click.echo(f"{name}: missing ({error.remedy})")
            missing.append(name)
        except BenchError as error:
            click.echo(f"  ✗ failed  {error}")
            failed.append(name)
    click.echo(f"{len(names) - len(failed) - len(missing)} ok, {len(failed)} failed, {len(missing)} missing")
    if failed or (strict and missing):
        raise click.exceptions.Exit(1)


@data.command()
@click.option("--tokens", "only", flag_value="prepared", help="Only the tokens.")
@click.option("--downloads", "only", flag_value="downloads", help="Only the downloaded files.")
def clear(only: str | None) -> None:
    """Remove cached tokens, fits of bench tune and downloads; what your data folder holds stays."""
    import shutil

    for name, what in (("prepared", "tokens"), ("tuning", "fits of bench tune"), ("downloads", "downloads")):
        folder = cache_dir() / name
        if only not in (None, name):
            continue
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        shutil.rmtree(folder, ignore_errors=True)
        click.echo(f"{what}: {_size(size)} removed ({folder})")


@data.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="The card (default: NAME.toml beside FILE).")
def new(file: Path, output: Path | None) -> None:
    """Write a card for FILE, a CSV or TSV of your own."""
    from bench.cards.new import draft_card, write_card

    draft = draft_card(file, output.parent if output else None)
    path = output or file.with_name(f"{draft.name}.toml")
    write_card(draft, path)
    for line in draft.assumed:
        click.echo(f"assumed  {line}")
    click.echo(f"wrote    {path}; look it over, then: bench run -d {path} -m nb")


def _load(name: str) -> Card:
    from bench.cards.load import load_card

    return load_card(name)


def _show_all(data_dir: Path | None) -> None:
    from tabulate import tabulate

    from bench.cards.load import card_names

    rows: list[list[object]] = []
    for found in card_names():
        try:
            card = _load(found.name)
        except BenchError as error:
            rows.append([found.name, "", "", "", "", f"broken: {error}"])
            continue
        where = _where(card, data_dir)
        rows.append([card.name, card.title, card.language, len(card.classes), card.facts.rows, where])
    click.echo(tabulate(rows, ["name", "title", "language", "classes", "rows", "where"], intfmt=","))


def _where(card: Card, data_dir: Path | None) -> str:
    from bench.sources.locate import locate

    if card.bundled_sample:
        return "bundled sample"
    try:
        paths = locate(card, data_dir)
    except MissingData:
        return f"missing (sample: {card.sample})" if card.sample else "missing"
    return ", ".join(str(path) for path in paths.values())


def _show_one(card: Card, data_dir: Path | None) -> None:
    from tabulate import tabulate

    click.echo(tabulate(list(_declared(card)), tablefmt="plain"))
    try:
        parts = _read(card, data_dir)
    except MissingData as error:
        click.echo(f"\nmissing: {error}")
        return
    click.echo(f"\nfiles: {_where(card, data_dir)}\n")
    click.echo(tabulate(list(parts.counts.items()), tablefmt="plain", intfmt=","))
    _show_profile(parts)


def _declared(card: Card) -> Iterator[tuple[str, object]]:
    yield "name", card.name + (" (bundled sample)" if card.bundled_sample else "")
    for key in ("title", "language", "license", "homepage", "citation"):
        if value := getattr(card, key):
            yield key, value
    yield "card", card.path
    options = [f"{key}={value!r}" for key, value in card.source.options.items()]
    yield "adapter", " ".join([card.source.adapter, *options])
    for file in card.source.files:
        size = f"({_size(file.bytes)})" if file.bytes else None
        yield f"file {file.role}", " ".join(filter(None, [file.name, size, *file.urls, file.place]))
    for step in card.clean:
        yield "clean", f"{step.pattern!r} -> {step.replacement!r}"
    yield "drop", f"empty={card.drop.empty} duplicates={card.drop.duplicates} blank={card.drop.blank}"
    share, seed = f" test={card.split.test}", f" seed={card.split.seed}"
    yield (
        "split",
        card.split.method
        + {"published": "", "ordered": share, "stratified": share + seed}[card.split.method],
    )
    yield "tokenizer", card.tokenizer


def _read(card: Card, data_dir: Path | None) -> Parts:
    from bench.preparation.parts import read_parts

    return read_parts(card, data_dir)[1]


def _show_profile(parts: Parts) -> None:
    from tabulate import tabulate

    from bench.preparation.token_profile import profile

    seen = profile(parts, parts.train_texts, parts.test_texts)
    click.echo("\n" + tabulate(seen["classes"], headers="keys", intfmt=","))
    lengths = [(name, seen["lengths"][name]) for name in ("mean", "median", "p90", "p99", "longest")]
    click.echo("\nwords a training document, split at white space:\n")
    click.echo(tabulate(lengths, tablefmt="plain", floatfmt=",.1f", intfmt=","))
    click.echo("\nfrequent: " + ", ".join(f"{word} {count:,}" for word, count in seen["top"]))


def _verify_one(name: str, data_dir: Path | None) -> bool:
    """Print a line for each fact of a card, and say whether all hold."""
    from bench.preparation.verify import packing, verify
    from bench.sources.locate import locate

    card = _load(name)
    paths = locate(card, data_dir)
    click.echo(f"{name}:")
    for role, said in packing(card, paths).items():
        click.echo(f"    {paths[role]}: {said}")
    sound = True
    for finding in verify(card, data_dir):
        sound = sound and finding.holds
        if finding.holds:
            click.echo(f"  ✓ ok      {finding.fact} = {finding.found}")
        else:
            click.echo(f"  ✗ failed  {finding.fact} = {finding.found}, expected {finding.expected}")
    return sound


def _in_folder(card: Card, folder: Path) -> bool:
    from bench.sources.locate import locate

    try:
        return all(path.is_relative_to(folder) for path in locate(card, folder).values())
    except MissingData:
        return False


def _progress(bars: Any, name: str) -> Progress:
    task = bars.add_task(name, total=None)

    def tell(came: int, total: int) -> None:
        bars.update(task, completed=came, total=total or None)

    return tell


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
