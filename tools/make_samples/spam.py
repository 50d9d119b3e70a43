"""The sample of the SMS spam set: one CSV file, latin-1, CRLF, three unnamed columns."""

from __future__ import annotations

import csv
import io

from .grammar import Draw, Grammar

SEED = 5572
COLUMNS = 5


def files() -> dict[str, bytes]:
    """File name to content.

    The file has the published one's habits: no line end after the last row, quotes doubled, and a few
    texts with a backslash where an opening quote was, whose rest after a comma stands in the unnamed
    columns.
    """
    grammar = Grammar("spam")
    rows = _rows(grammar, Draw(SEED))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["v1", "v2", "", "", ""])
    for label, text in rows:
        cells = _spilt(text)
        writer.writerow([label, *cells, *[""] * (COLUMNS - 1 - len(cells))])
    return {"spam.csv": buffer.getvalue().removesuffix("\r\n").encode("latin-1")}


def _rows(grammar: Grammar, draw: Draw) -> list[tuple[str, str]]:
    counts = dict(grammar.tables["messages"])
    repeated = counts.pop("repeated")
    rows: list[tuple[str, str]] = []
    seen: set[str] = set()
    for kind, count in counts.items():
        label = kind.partition("_")[0]
        wanted = len(rows) + count
        while len(rows) < wanted:
            text = grammar.document(draw).sentence(kind)
            text = _cased(text, draw)
            if text.lower() not in seen:
                seen.add(text.lower())
                rows.append((label, text))
    return draw.shuffled(rows + draw.some(rows, repeated))


def _cased(text: str, draw: Draw) -> str:
    """Most messages begin with a capital; a few are all capitals or all small."""
    text = " ".join(text.split())
    habit = draw.weighted({"capital": 0.8, "small": 0.16, "loud": 0.04})
    if habit == "capital":
        return text[:1].upper() + text[1:]
    return text.lower() if habit == "small" else text.upper()


def _spilt(text: str) -> list[str]:
    """The text's cells: a text that opens with a quote and holds a comma later is broken at the comma."""
    if not text.startswith('"') or ", " not in text:
        return [text]
    head, tail = text.split(", ", 1)
    return ["\\" + head[1:], " " + tail]
