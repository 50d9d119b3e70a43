"""Looking at a table of unknown shape: encoding, delimiter, header, columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.adapters.encoding import decode, fitting_encodings
from bench.adapters.packed import read_packed
from bench.errors import DataError

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
LABEL_NAMES = {"label", "labels", "class", "category", "target", "sentiment", "topic", "y", "v1"}
TEXT_NAMES = {"text", "document", "review", "message", "sentence", "content", "body", "sms", "v2"}
SAMPLE_ROWS = 2000
MOST_CLASSES = 200


@dataclass(frozen=True)
class Look:
    """What a table seems to be.

    Args:
        encoding: Python's name.
        delimiter: One character.
        columns: Names of the columns where the file has no header line, else None.
        text: Column of the documents.
        label: Column of the labels.
        part: Column that says ``train`` or ``test``, or None.
        korean: Whether the documents are mostly Hangul.
    """

    encoding: str
    delimiter: str
    columns: list[str] | None
    text: str
    label: str
    part: str | None
    korean: bool


def look_at(path: Path) -> Look:
    """Guess the shape of a delimited file from its first rows.

    Raises:
        DataError: The file is empty, or no columns of it look like documents and labels.
    """
    data = read_packed(path)
    if not data.strip():
        raise DataError("the file is empty", where=path, remedy="give a file with a text and a label column")
    encoding = fitting_encodings(data)[0]
    delimiter, rows = _rows(decode(data, encoding, path), path)
    body = [list(column) for column in zip(*rows[1:], strict=True)]
    if not body:
        raise DataError("has a single line", where=path, remedy="give a file with a header and rows")
    names = [name.strip() for name in rows[0]]
    text = _text_column(names, body)
    label = _label_column(names, body, text, path)
    # In a file without header the first line's label turns up again further down.
    headless = names[label] in {value.strip() for value in body[label]}
    if headless:
        names = [{text: "text", label: "label"}.get(at, f"column{at + 1}") for at in range(len(names))]
    parts = [at for at, column in enumerate(body) if {value.strip() for value in column} == {"train", "test"}]
    return Look(
        encoding=encoding,
        delimiter=delimiter,
        columns=names if headless else None,
        text=names[text],
        label=names[label],
        part=names[parts[0]] if parts and parts[0] != label else None,
        korean=_is_korean(body[text]),
    )


def _rows(content: str, path: Path) -> tuple[str, list[list[str]]]:
    """The delimiter that gives the most even table, and the first rows under it, all of one width."""
    best: tuple[float, int, str, list[list[str]]] = (0.0, 0, "", [])
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
        try:
            rows = [row for row, _ in zip(reader, range(SAMPLE_ROWS), strict=False) if row]
        except csv.Error:
            continue
        width = len(rows[0])
        even = sum(len(row) == width for row in rows) / len(rows)
        if width > 1 and (even, width) > best[:2]:
            best = (even, width, delimiter, [row for row in rows if len(row) == width])
    if not best[3]:
        known = ", ".join(DELIMITERS.values())
        problem = f"no table of two columns or more, tried {known}"
        raise DataError(problem, where=path, remedy="give a file with a text and a label column")
    return best[2], best[3]


def _text_column(names: list[str], body: list[list[str]]) -> int:
    def weight(at: int) -> tuple[bool, float]:
        mean = sum(map(len, body[at])) / len(body[at])
        return names[at].lower() in TEXT_NAMES and mean > 5, mean

    return max(range(len(body)), key=weight)


def _label_column(names: list[str], body: list[list[str]], text: int, path: Path) -> int:
    def distinct(at: int) -> int:
        return len({value.strip() for value in body[at]})

    others = [at for at in range(len(body)) if at != text and any(value.strip() for value in body[at])]
    named = [at for at in others if names[at].lower() in LABEL_NAMES]
    # A column that is different in nearly every row is an id.
    few = [at for at in others if 2 <= distinct(at) <= min(MOST_CLASSES, max(2, len(body[at]) // 2))]
    for choice in (named, few, others):
        if choice:
            return min(choice, key=distinct)
    raise DataError("no column looks like labels", where=path, remedy="give a file with a label column")


def _is_korean(texts: list[str]) -> bool:
    letters = Counter("가" <= letter <= "힣" for text in texts for letter in text if letter.isalpha())
    return letters[True] > letters[False]
