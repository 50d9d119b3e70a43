"""Documents that models disagree on: pointers to rows, never their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bench.errors import RecordError
from bench.records.predictions import Predictions
from bench.report.evidence import CardEvidence
from bench.report.markdown import escape, page, table
from bench.report.quantities import count

_ROWS = 6
_OPPONENTS = 12


@dataclass(frozen=True)
class Disagreement:
    """Test documents that share a fate.

    Args:
        label: What they share; Markdown.
        rows: Row ids in the data set, in ascending order.
    """

    label: str
    rows: tuple[int, ...]


def find(card: CardEvidence) -> list[Disagreement]:
    """Documents that only the best challenger has right, only its ``nb``, and none of the leading models."""
    best = card.challenger
    if best is None:
        return []
    other = card.comparisons[best].against
    try:
        ours, theirs = card.read(best.first), card.read(other.first)
    except RecordError:
        return []
    nobody = ~ours.right & ~theirs.right
    leading = 2
    for result in card.results[:_OPPONENTS]:
        if result in (best, other) or result.data != best.data:
            continue
        try:
            nobody &= ~card.read(result.first).right
        except (RecordError, ValueError):
            continue
        leading += 1
    return [
        Disagreement(f"only {escape(best.name)} is right", _ids(ours, ours.right & ~theirs.right)),
        Disagreement(f"only {escape(other.name)} is right", _ids(ours, theirs.right & ~ours.right)),
        Disagreement(f"none of the {leading} leading models is right", _ids(ours, nobody)),
    ]


def disagreements(card: CardEvidence) -> str:
    """A table of them, with the ids of a few rows."""
    found = find(card)
    if not found:
        return ""
    rows = [(entry.label, count(len(entry.rows)), ", ".join(map(str, chosen(entry.rows)))) for entry in found]
    return page(
        "## Where they disagree",
        table(["", "documents", "some of them, by row id"], rows, "lrl"),
        "The records hold no texts. `bench report --with-texts --data-dir DIR` writes those of these rows "
        "from local data into `with-texts/`, which git ignores.",
    )


def chosen(rows: tuple[int, ...]) -> tuple[int, ...]:
    """A few rows, evenly spaced, so that they do not all come from the head of the file."""
    if len(rows) <= _ROWS:
        return rows
    return tuple(rows[round(place)] for place in np.linspace(0, len(rows) - 1, _ROWS))


def _ids(predictions: Predictions, mask: Iterable[bool]) -> tuple[int, ...]:
    return tuple(int(row) for row in np.sort(predictions.rows[np.asarray(mask, dtype=bool)]))
