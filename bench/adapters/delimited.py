"""Tables of text: CSV and TSV, gzipped or not."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bench.adapters.encoding import decode
from bench.adapters.packed import read_packed
from bench.adapters.roles import part_of
from bench.adapters.rows import Rows
from bench.catalogue import adapter
from bench.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

Quoting = Literal["minimal", "none"]
QUOTING: dict[str, Literal[0, 3]] = {"minimal": csv.QUOTE_MINIMAL, "none": csv.QUOTE_NONE}


@adapter("csv")
def read_csv(
    files: Mapping[str, Path],
    *,
    text: str,
    label: str,
    part: str | None = None,
    encoding: str = "utf-8",
    delimiter: str = ",",
    quoting: Quoting = "minimal",
    columns: list[str] | None = None,
) -> Rows:
    """Rows of one or more delimited files.

    Args:
        files: Role to path; the roles ``train`` and ``test`` are parts, any other role is none.
        text: Column of the document.
        label: Column of the label.
        part: Column that holds ``train`` or ``test``, where one file has both.
        encoding: Python's name of the encoding.
        delimiter: What stands between two columns.
        quoting: ``minimal``: fields may stand in double quotes; ``none``: quotes are plain characters.
        columns: Names of the columns, for files without a header line.

    Raises:
        DataError: The file is empty, in another encoding, not a table, or lacks a column.
    """
    rows = Rows([], [], [])
    for role, path in files.items():
        table = _table(path, encoding, delimiter, quoting, columns)
        for name in filter(None, (text, label, part)):
            if name not in table:
                raise _no_column(name, path, [str(column) for column in table], delimiter)
        rows.text.extend(table[text].tolist())
        rows.label.extend(table[label].str.strip().tolist())
        rows.part.extend(table[part].str.strip().tolist() if part else [part_of(role)] * len(table))
    return rows


@adapter("tsv")
def read_tsv(
    files: Mapping[str, Path],
    *,
    text: str,
    label: str,
    part: str | None = None,
    encoding: str = "utf-8",
    quoting: Quoting = "minimal",
    columns: list[str] | None = None,
) -> Rows:
    """Rows of one or more tab-separated files; the options are those of ``csv``."""
    return read_csv(
        files,
        text=text,
        label=label,
        part=part,
        encoding=encoding,
        delimiter="\t",
        quoting=quoting,
        columns=columns,
    )


def _table(
    path: Path, encoding: str, delimiter: str, quoting: Quoting, columns: list[str] | None
) -> pd.DataFrame:
    import pandas as pd

    content = decode(read_packed(path), encoding, path)
    try:
        table = pd.read_csv(
            io.StringIO(content, newline=""),  # line ends inside quotes stay as they are
            sep=delimiter,
            quoting=QUOTING[quoting],
            names=columns,
            header=None if columns else 0,
            index_col=False,
            dtype=str,
            keep_default_na=False,  # a review that reads "NA" is a review
        )
    except pd.errors.EmptyDataError:
        raise DataError("the file is empty", where=path, remedy="put the right file there") from None
    except (pd.errors.ParserError, ValueError) as error:
        problem = re.sub(r"^Error tokenizing data\. C error: ", "", str(error))
        remedy = "check the line, or source.options.delimiter and .quoting"
        raise DataError(f"not a table: {problem}", where=path, remedy=remedy) from None
    if table.empty:
        raise DataError("has a header but no rows", where=path, remedy="put the right file there")
    return table.fillna("")  # fields that a short line lacks


def _no_column(name: str, path: Path, there_are: list[str], delimiter: str) -> DataError:
    near = difflib.get_close_matches(name, there_are, n=1)
    remedy = f"did you mean '{near[0]}'?" if near else "name one of them in source.options"
    if len(there_are) == 1:
        remedy = f"check source.options.delimiter (it is {delimiter!r})"
    return DataError(f"no column '{name}' among: {', '.join(there_are)}", where=path, remedy=remedy)
