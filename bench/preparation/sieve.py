"""What becomes of each row: its class, its cleaned text, whether it is dropped and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.adapters.rows import Rows
from bench.errors import DataError
from bench.preparation.clean import clean
from bench.preparation.drop import Mask, blank, empty, repeated
from bench.preparation.split import Indices

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Sieved:
    """All rows still, with what became of each.

    Args:
        classes: Class names.
        labels: Class number of each row.
        empty: Rows without text.
        repeated: Rows whose text stood earlier in the same part.
        cleaned: Text of each row after cleaning.
        blank: Rows that were left until then, of which cleaning leaves nothing.
        kept: Rows that stay.
    """

    classes: tuple[str, ...]
    labels: Indices
    empty: Mask
    repeated: Mask
    cleaned: list[str]
    blank: Mask
    kept: Mask


def sieve(card: Card, rows: Rows) -> Sieved:
    """Number the classes, clean the texts, and mark the rows the card leaves out.

    Raises:
        DataError: A label is outside the card's, or all rows have one class.
    """
    labels = _class_numbers(card, rows)
    no_text = empty(rows.text)
    left = ~no_text if card.drop.empty else np.ones(len(rows), bool)
    again = repeated(rows.part, rows.text) & ~no_text
    if card.drop.duplicates == "within-part":
        left &= ~again
    cleaned = clean(rows.text, card.clean)
    nothing_left = blank(cleaned) & left
    kept = left & ~nothing_left if card.drop.blank else left
    return Sieved(card.classes, labels, no_text, again, cleaned, nothing_left, kept)


def _class_numbers(card: Card, rows: Rows) -> Indices:
    number = {label: card.classes.index(name) for label, name in card.labels.items()}
    try:
        labels = np.fromiter((number[label] for label in rows.label), np.int64, len(rows))
    except KeyError as error:
        row = rows.label.index(error.args[0])
        raise DataError(
            f"row {row} has the label {error.args[0]!r}, which the card does not declare",
            where=card.name,
            remedy=f"add it to [labels] (declared: {', '.join(card.labels)}), or correct the row",
        ) from None
    if len(rows) and len(np.unique(labels)) < 2:
        problem = f"one class only: all {len(rows):,} rows are '{card.classes[labels[0]]}'"
        raise DataError(problem, where=card.name, remedy="check the labels, or add rows of another class")
    return labels
