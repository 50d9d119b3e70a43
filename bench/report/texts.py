"""The texts of the documents that models disagree on, from local data, where git does not look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.errors import BenchError
from bench.records.atomic import write_whole
from bench.report.disagreements import Disagreement, chosen, find
from bench.report.evidence import CardEvidence, load
from bench.report.markdown import escape, page, slug, table

FOLDER = "with-texts"


def write_texts(root: Path, data_dir: Path | None) -> Iterator[str]:
    """Write a page a data set into ``with-texts/``, which is ignored by its own ``.gitignore``.

    Args:
        root: The report's folder.
        data_dir: The user's folder of data files.

    Yields:
        A line for each data set: the page, or why there is none.
    """
    folder = unpublished(root)
    for card in load(root).cards:
        found = find(card)
        if not found:
            continue
        try:
            texts, labels = _documents(card, data_dir)
        except BenchError as error:
            yield f"{card.name}: no texts: {error}"
            continue
        path = folder / f"{slug(card.name)}.md"
        write_whole(path, _page(card, found, texts, labels).encode())
        yield f"{path}: texts of {sum(len(chosen(entry.rows)) for entry in found)} documents"


def unpublished(root: Path) -> Path:
    """The folder of a report that git does not look into; it is made where it is missing.

    Args:
        root: The report's folder.
    """
    folder = root / FOLDER
    write_whole(folder / ".gitignore", b"*\n")
    return folder


def _documents(card: CardEvidence, data_dir: Path | None) -> tuple[Sequence[str], Sequence[str]]:
    """Texts and raw labels by row id.

    Raises:
        BenchError: The data is not here, or is not the data of the records.
    """
    from bench.cards.load import load_card
    from bench.preparation.parts import read_parts

    rows, _ = read_parts(load_card(card.name), data_dir)
    if rows.sha256() != card.facts.get("content_sha256"):
        raise BenchError("the local data is not that of the records", where=card.name)
    return rows.text, rows.label


def _page(
    card: CardEvidence, found: Sequence[Disagreement], texts: Sequence[str], labels: Sequence[str]
) -> str:
    blocks = [f"# {escape(card.title)}: documents that models disagree on"]
    for entry in found:
        rows = [(str(row), escape(labels[row]), escape(texts[row])) for row in chosen(entry.rows)]
        if rows:
            blocks += [f"## {entry.label}", table(["row", "label", "text"], rows, "rll")]
    return page(*blocks)
