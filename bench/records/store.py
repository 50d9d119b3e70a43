"""The folder of records: one file a trial, predictions beside it, a folder a card."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.errors import RecordError
from bench.records.atomic import write_whole
from bench.records.predictions import Predictions, read_predictions
from bench.records.record import Record, verified


@dataclass(frozen=True)
class Store:
    """Records below a folder.

    Args:
        root: The folder; made when first written to.
    """

    root: Path

    def path(self, record: Record) -> Path:
        """Where a record lies: ``CARD/TOKENIZER-MODEL-sSEED-KEY.json``."""
        return self.root / str(record.card["name"]) / f"{_stem(record)}-{record.key[:8]}.json"

    def find(self, key: str, card: str) -> Record | None:
        """The record of a key, if a whole one is there with its predictions."""
        for path in sorted((self.root / card).glob(f"*-{key[:8]}.json")):
            try:
                record = self.read(path)
                if record.key == key:
                    if record.ok:
                        self.predictions(record)
                    return record
            except RecordError:
                continue
        return None

    def save(self, record: Record, predictions: Predictions | None = None) -> Record:
        """Write the predictions, then the record that names them."""
        path = self.path(record)
        if predictions is not None:
            content = predictions.to_bytes()
            file = path.with_suffix(".npz")
            write_whole(file, content)
            record = replace(
                record, predictions={"file": file.name, "sha256": hashlib.sha256(content).hexdigest()}
            )
        write_whole(path, record.to_json().encode())
        return record

    def forget_failures_before(self, record: Record) -> None:
        """Delete records of the same trial that gave no result, once there is a newer one."""
        same = (record.tokenizer["recipe"], record.model["recipe"], record.seed)
        for path in (self.root / record.card["name"]).glob(f"{_stem(record)}-*.json"):
            if path == self.path(record):
                continue
            try:
                other = self.read(path)
            except RecordError:
                continue
            if not other.ok and same == (other.tokenizer["recipe"], other.model["recipe"], other.seed):
                path.unlink()

    def read(self, path: Path) -> Record:
        """Read and check one record.

        Raises:
            RecordError: It is damaged, or of another schema.
        """
        try:
            return Record.from_json(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise RecordError(f"cannot be read: {error}", where=path, remedy="run the trial again") from error

    def records(self) -> tuple[list[Record], list[RecordError]]:
        """Every whole record, in order of path, and what was wrong with the others."""
        whole, damaged = [], []
        for path in sorted(self.root.glob("*/*.json")):
            if path.name.startswith("data-"):
                continue
            try:
                whole.append(self.read(path))
            except RecordError as error:
                damaged.append(error)
        return whole, damaged

    def predictions(self, record: Record) -> Predictions:
        """The predictions of a record, checked against its checksum.

        Raises:
            RecordError: They are missing, damaged, or not those of the record.
        """
        if record.predictions is None:
            raise RecordError("the record has no predictions", where=record.signature)
        path = self.path(record).with_suffix(".npz")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise RecordError(
                "the predictions are missing", where=path, remedy="run the trial again"
            ) from error
        if hashlib.sha256(content).hexdigest() != record.predictions["sha256"]:
            raise RecordError(
                "the predictions are not those of the record", where=path, remedy="run the trial again"
            )
        return read_predictions(path)

    def profiles(self) -> list[dict[str, Any]]:
        """The profiles of the data sets, as :func:`bench.preparation.profile.profile` makes them."""
        paths = sorted(self.root.glob("*/data-*.json"))
        return [verified(path.read_text(encoding="utf-8"), str(path)) for path in paths]

    def save_profile(self, profile: Mapping[str, Any], content: str) -> None:
        """Write the profile of a data set under one tokenizer."""
        name = f"data-{_safe(profile['tokenizer'])}.json"
        path = self.root / profile["card"] / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            write_whole(path, content.encode())


def _stem(record: Record) -> str:
    return "-".join(map(_safe, (record.tokenizer["name"], record.model["name"], f"s{record.seed}")))


def _safe(name: object) -> str:
    return re.sub(r"[^\w.+=,-]+", "_", str(name))[:80]
