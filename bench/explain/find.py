"""The record that a person names, and the report it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.errors import RecordError
from bench.locations import report_folders
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.trial import Trial


@dataclass(frozen=True)
class Found:
    """A record in its place.

    Args:
        record: Of a trial that gave a result.
        root: Folder of its report.
    """

    record: Record
    root: Path

    @property
    def store(self) -> Store:
        """Where the record lies."""
        return Store(self.root / "records")

    @property
    def trial(self) -> Trial:
        """What was run."""
        card, tokenizer, model = self.record.card["name"], self.record.tokenizer, self.record.model
        return Trial(card, Recipe.parse(tokenizer["recipe"]), Recipe.parse(model["recipe"]), self.record.seed)


def record_of(key: str, card: str, reports: Path) -> Found | None:
    """The record of a trial's key, where there is one with a result."""
    for root in report_folders(reports):
        record = Store(root / "records").find(key, card)
        if record is not None and record.ok:
            return Found(record, root)
    return None


def find_record(text: str, reports: Path) -> Found:
    """Find a record by its signature, or by the path of its file.

    Args:
        text: A signature, or a path that ends in ``.json``.
        reports: Folder with ``records/``; folders below it that have some of their own are searched too.

    Raises:
        RecordError: There is none, it is damaged, or its trial gave no result.
    """
    found = _at(Path(text)) if text.endswith(".json") else _signed(text, reports)
    if not found.record.ok:
        problem = f"its trial gave no result ({found.record.status}: {found.record.reason})"
        raise RecordError(problem, where=text, remedy="run it again: bench run --retry")
    return found


def _at(path: Path) -> Found:
    if not path.is_file():
        raise RecordError("there is no such record", where=path, remedy="check the path")
    path = path if len(path.parts) > 3 else path.absolute()
    return Found(Store(path.parent.parent).read(path), path.parent.parent.parent)


def _signed(text: str, reports: Path) -> Found:
    same = [
        Found(record, root)
        for root in report_folders(reports)
        for record in Store(root / "records").records()[0]
        if record.signature == " ".join(text.split())
    ]
    if not same:
        raise RecordError(
            f"no record has the signature '{text}'",
            where=reports,
            remedy="run its trial first: bench run --signature; or name model and data set with -m and -d",
        )
    return max(same, key=lambda found: (found.record.ok, found.record.finished))
