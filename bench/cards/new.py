"""Writing a card for somebody's own table."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.adapters.delimited import read_csv
from bench.cards.load import card_names
from bench.cards.look import DELIMITERS, MOST_CLASSES, Look, look_at
from bench.errors import CardError, DataError


@dataclass(frozen=True)
class Draft:
    """A card not yet written, and what was assumed for it."""

    name: str
    toml: str
    assumed: tuple[str, ...]


def draft_card(data: Path, beside: Path | None = None) -> Draft:
    """Make a card by looking at a CSV or TSV file.

    Args:
        data: The table.
        beside: The folder that the card will lie in; the table's own where left out.

    Returns:
        The card's text, and one line for each thing that was assumed.

    Raises:
        DataError: The file is no table with documents and at least two classes.
    """
    if not data.is_file():
        raise DataError("there is no such file", where=data, remedy="check the path")
    look = look_at(data)
    rows = read_csv({"data": data}, **_options(look))
    labels = sorted(set(rows.label), key=_in_order)
    if not 2 <= len(labels) <= MOST_CLASSES:
        problem = f"the column '{look.label}' has {len(labels)} distinct value{'s' * (len(labels) != 1)}"
        raise DataError(problem, where=data, remedy=f"labels need 2 to {MOST_CLASSES}; check the file")
    duplicates = len(rows) - len(set(zip(rows.part, rows.text, strict=True)))
    name = _free_name(data)
    assumed = [
        f"encoding: {look.encoding}",
        f"delimiter: {DELIMITERS[look.delimiter]}",
        "header: none, columns were named" if look.columns else "header: the first line",
        f"text: column '{look.text}'",
        f"label: column '{look.label}', {len(labels)} classes: {', '.join(labels[:10])}"
        + (", ..." if len(labels) > 10 else ""),
        f"language: {'ko, tokenizer okt' if look.korean else 'en, tokenizer words'}",
        f"duplicates: {duplicates:,} of {len(rows):,} rows" + (", dropped" if duplicates else ""),
        f"split: the parts in column '{look.part}'" if look.part else "split: 20 % test, by class, seed 42",
    ]
    file = os.path.relpath(data, beside or data.parent)
    return Draft(name, _toml(name, look, labels, file, bool(duplicates)), tuple(assumed))


def write_card(draft: Draft, path: Path) -> None:
    """Write a draft to a file that is not there yet.

    Raises:
        CardError: The file is there already, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(draft.toml)
    except FileExistsError:
        raise CardError("is there already", where=path, remedy="remove it, or use --output") from None
    except OSError as error:
        raise CardError(f"cannot be written: {error.strerror}", where=path, remedy="use --output") from None


def _free_name(data: Path) -> str:
    name = re.sub(r"[^\w.-]+", "-", data.name.split(".")[0]).strip("-.") or "mine"
    taken = {card.name for card in card_names() if card.origin == "built-in"}
    return f"my-{name}" if name in taken else name


def _in_order(label: str) -> tuple[int, int, str]:
    """Numbers by value, then words by letter."""
    return (0, int(label), "") if label.isdecimal() else (1, 0, label)


def _options(look: Look) -> dict[str, Any]:
    options: dict[str, Any] = {"text": look.text, "label": look.label}
    if look.encoding != "utf-8":
        options["encoding"] = look.encoding
    if look.delimiter != ",":
        options["delimiter"] = look.delimiter
    if look.part:
        options["part"] = look.part
    if look.columns:
        options["columns"] = look.columns
    return options


def _toml(name: str, look: Look, labels: list[str], file: str, drop_duplicates: bool) -> str:
    options = ", ".join(f"{key} = {_quoted(value)}" for key, value in _options(look).items())
    lines = [
        f"name = {_quoted(name)}",
        f"language = {_quoted('ko' if look.korean else 'en')}",
        *(['tokenizer = "okt"'] if look.korean else []),
        f"labels = {{ {', '.join(f'{_quoted(label)} = {_quoted(label)}' for label in labels)} }}",
        "",
        "[source]",
        'adapter = "csv"',
        f"options = {{ {options} }}",
        f'files = [{{ role = "data", name = {_quoted(Path(file).as_posix())} }}]',
        *(["", "[drop]", 'duplicates = "within-part"'] if drop_duplicates else []),
        "",
        "[split]",
        f"method = {_quoted('published' if look.part else 'stratified')}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    # JSON strings and lists of them are TOML too, but for the one control character JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
