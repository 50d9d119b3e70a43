"""A data set under one tokenizer, ready on disk; trials only read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.preparation.documents import read_labels
from bench.records.atomic import write_whole

META = "meta.json"
ANSWERS, TRAIN, TEST = "answers", "train", "test"


@dataclass(frozen=True)
class Answers:
    """What the parent alone holds of the test part.

    Args:
        labels: Class number of each test document; shape ``(n,)``.
        rows: Row ids; shape ``(n,)``.
        seen: Which documents' texts stand in the training part too; shape ``(n,)``.
    """

    labels: NDArray[np.int64]
    rows: NDArray[np.int64]
    seen: NDArray[np.bool_]


@dataclass(frozen=True)
class Prepared:
    """A folder of tokens with what is known of it.

    Args:
        folder: Holds ``train/``, ``test/`` (documents only) and ``answers/``.
        data_sha256: Digest of rows, cleaning, dropping and split: what all tokenizers have in common.
        content_sha256: Of the rows as published.
        tokenizer: Recipe of the tokenizer with every option, defaults included.
        tokenizer_version: The library's and the rule's.
        counts: See :class:`bench.preparation.parts.Parts`.
        timings: Seconds that ``load``, ``clean`` and ``tokenise`` took when they were last done.
        profile: Classes, lengths, frequent tokens.
        files: Size in bytes of each file in the folder, by its path there.
    """

    folder: Path
    data_sha256: str
    content_sha256: str
    tokenizer: str
    tokenizer_version: str
    counts: Mapping[str, int]
    timings: Mapping[str, float]
    profile: Mapping[str, Any]
    files: Mapping[str, int]

    @property
    def train(self) -> Path:
        """Documents and labels of the training part."""
        return self.folder / TRAIN

    @property
    def test(self) -> Path:
        """Documents of the test part."""
        return self.folder / TEST

    def answers(self) -> Answers:
        """Labels and row ids of the test part."""
        folder = self.folder / ANSWERS
        return Answers(read_labels(folder), np.load(folder / "rows.npy"), np.load(folder / "seen.npy"))


def read_prepared(folder: Path) -> Prepared | None:
    """The prepared data in a folder, or None where there is none, or not a whole one."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        for name, size in meta["files"].items():
            if (folder / name).stat().st_size != size:
                return None
        return Prepared(folder=folder, **meta)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_meta(folder: Path, meta: Mapping[str, Any]) -> None:
    """Write what is known of a folder, last of all: a folder without it is not whole."""
    files = {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.name != META and not path.name.startswith(".")
    }
    write_whole(folder / META, json.dumps({**meta, "files": files}, ensure_ascii=False).encode())
