"""What a tuning leaves behind: a file with the grid, the fold scores and the best recipe."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from bench.errors import RecordError
from bench.recipe import Recipe
from bench.records.record import checksum, sealed
from bench.tuning.candidates import Candidate

SCHEMA = 1


@dataclass(frozen=True)
class Tuning:
    """One tuning. Everything in it is of JSON's types; it holds no text of the data.

    Args:
        card: ``name``, ``data_sha256`` (rows, cleaning and split), ``documents`` of the training part.
        tokenizer: ``recipe``, ``complete`` (every option), ``version``.
        model: ``recipe`` that was given, ``complete`` (every parameter), ``name``, ``origin``,
            ``source`` (digest of a plugin's file).
        search: ``kind``, ``folds``, ``seed``, ``metric``.
        grid: Values tried, by parameter.
        candidates: In the order searched.
        best: Recipe of the best candidate: the first of the highest mean in the last iteration.
        seconds: From the first fit to the last, in this sitting.
        environment: See :func:`bench.records.environment.environment`.
        finished: UTC time in ISO form.
    """

    card: Mapping[str, Any]
    tokenizer: Mapping[str, Any]
    model: Mapping[str, Any]
    search: Mapping[str, Any]
    grid: Mapping[str, Any]
    candidates: list[Candidate]
    best: str
    seconds: float
    environment: Mapping[str, Any]
    finished: str

    def complete(self, candidate: Candidate) -> str:
        """A candidate's recipe with every parameter, as they were when it was tuned."""
        base = Recipe.parse(self.model["complete"])
        return str(Recipe(base.name, {**base.params, **candidate.params}))

    def last_iteration(self) -> list[Candidate]:
        """The candidates that the best was chosen among."""
        last = max(candidate.iteration for candidate in self.candidates)
        return [candidate for candidate in self.candidates if candidate.iteration == last]

    def to_json(self) -> str:
        """The tuning as JSON, with the schema's version and a checksum."""
        content = {"schema": SCHEMA, **asdict(self)}
        return sealed(content) + "\n"


def read_tuning(path: Path) -> Tuning:
    """Read and check a tuning's file.

    Raises:
        RecordError: It is not there, damaged, or of another schema.
    """
    remedy = "tune again: bench tune"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        claimed = content.pop("checksum")
    except OSError as error:
        raise RecordError(f"cannot be read: {error.strerror}", where=path, remedy=remedy) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RecordError("this is not a whole tuning", where=path, remedy=remedy) from None
    if checksum(content) != claimed:
        raise RecordError("the tuning was changed after it was written", where=path, remedy=remedy)
    known = {"schema", *(entry.name for entry in fields(Tuning))}
    if content["schema"] != SCHEMA or set(content) != known:
        raise RecordError("the tuning is of another version of textbench", where=path, remedy=remedy)
    del content["schema"]
    return Tuning(**{**content, "candidates": [Candidate(**entry) for entry in content["candidates"]]})


def tuning_path(folder: Path, card: str, tokenizer: Recipe, model: Recipe) -> Path:
    """Where a tuning lies: ``CARD/TOKENIZER-MODEL.json``, parameters that were given being part of the names.

    Example:
        >>> tuning_path(Path("tuned"), "spam", Recipe("words"), Recipe("nb")).as_posix()
        'tuned/spam/words-nb.json'
    """
    stem = re.sub(r"[^\w.+=,-]+", "_", f"{tokenizer}-{model}")
    if len(stem) > 120:  # file names have a limit
        stem = f"{stem[:100]}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
    return folder / card / f"{stem}.json"
