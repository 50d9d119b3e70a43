"""From a card to the cleaned, divided documents that every tokenizer starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.adapters.rows import Rows
from bench.errors import DataError
from bench.preparation.drop import Mask
from bench.preparation.facts import check_facts
from bench.preparation.sieve import Sieved, sieve
from bench.preparation.split import Indices, split
from bench.sources.content import read_accepted

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Parts:
    """Cleaned, dropped, split: what every tokenizer starts from.

    Args:
        classes: Class names; labels are positions in it.
        train_texts: Documents of the training part, in the order of the rows.
        train_labels: Their class numbers, int64.
        train_rows: Their row ids: positions in ``Rows``.
        test_texts: The same of the test part.
        test_labels: The same of the test part.
        test_rows: The same of the test part.
        counts: ``rows``; how many of them are ``empty``, ``duplicates`` and ``blank``, dropped or not;
            ``dropped``, ``train``, ``test``; and ``test_in_train``: test documents whose text also stands
            in the training part, which is leakage.
        test_seen: Which test documents those are.
    """

    classes: tuple[str, ...]
    train_texts: list[str]
    train_labels: Indices
    train_rows: Indices
    test_texts: list[str]
    test_labels: Indices
    test_rows: Indices
    counts: dict[str, int]
    test_seen: Mask


def read_parts(card: Card, data_dir: Path | None = None) -> tuple[Rows, Parts]:
    """Read a data set: decode, check, drop, clean, split.

    Args:
        card: The data set.
        data_dir: The user's folder of data files; the download cache is searched as well.

    Returns:
        The rows as published, and the parts made of them. Equal rows and an equal card give equal parts.

    Raises:
        MissingData: A file is not on this machine.
        DataError: The data is not what the card declares: its content, a label, a fact.

    Example:
        >>> from bench.cards.load import load_card
        >>> rows, parts = read_parts(load_card("spam-sample"))
        >>> parts.classes
        ('ham', 'spam')
    """
    rows, content_sha256 = read_accepted(card, data_dir)
    return rows, make_parts(card, rows, content_sha256)


def make_parts(card: Card, rows: Rows, content_sha256: str) -> Parts:
    """Check, drop, clean and split rows that are decoded already.

    Raises:
        DataError: A label or a fact is not what the card declares.
    """
    sieved = sieve(card, rows)
    for finding in check_facts(card, rows, sieved, content_sha256):
        if not finding.holds:
            problem = f"{finding.fact} should be {finding.expected}, found {finding.found}"
            raise DataError(problem, where=card.name, remedy="use the published files, or correct [facts]")
    return divide(card, rows, sieved)


def divide(card: Card, rows: Rows, sieved: Sieved) -> Parts:
    """Split the rows that stay.

    Raises:
        DataError: A part would be without documents.
    """
    ids = np.flatnonzero(sieved.kept).astype(np.int64)
    train, test = split(card.split, [rows.part[row] for row in ids], sieved.labels[ids], card.name)
    train_rows, test_rows = ids[train], ids[test]
    train_texts = _taken(sieved.cleaned, train_rows)
    test_texts = _taken(sieved.cleaned, test_rows)
    known = set(train_texts)
    test_seen = np.fromiter((text in known for text in test_texts), bool, len(test_texts))
    counts = {
        "rows": len(rows),
        "empty": int(sieved.empty.sum()),
        "duplicates": int(sieved.repeated.sum()),
        "blank": int(sieved.blank.sum()),
        "dropped": len(rows) - int(sieved.kept.sum()),
        "train": len(train_rows),
        "test": len(test_rows),
        "test_in_train": int(test_seen.sum()),
    }
    return Parts(
        classes=sieved.classes,
        train_texts=train_texts,
        train_labels=sieved.labels[train_rows],
        train_rows=train_rows,
        test_texts=test_texts,
        test_labels=sieved.labels[test_rows],
        test_rows=test_rows,
        counts=counts,
        test_seen=test_seen,
    )


def _taken(texts: Sequence[str], rows: Indices) -> list[str]:
    return [texts[row] for row in rows.tolist()]
