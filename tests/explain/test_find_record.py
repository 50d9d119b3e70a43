"""Records by signature and by path, and what is wrong with others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.errors import RecordError
from bench.explain.find import find_record, record_of
from bench.records.predictions import Predictions
from bench.records.record import Record
from bench.records.store import Store

RECORD = Record(
    signature="spam@aaaaaaaa/words:keep=1/nb:alpha=0.5/2",
    key="0" * 32,
    status="ok",
    card={"name": "spam"},
    tokenizer={"recipe": "words:keep=1", "name": "words"},
    model={"recipe": "nb:alpha=0.5", "name": "nb"},
    seed=2,
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports whose suite has records of its own."""
    said = Predictions(np.arange(2), np.array([0, 1]), np.array([0, 0]))
    Store(tmp_path / "records").save(RECORD, said)
    Store(tmp_path / "quick" / "records").save(replace(RECORD, signature="other", key="1" * 32), said)
    return tmp_path


def test_by_signature(reports: Path) -> None:
    found = find_record(RECORD.signature, reports)
    assert found.record.key == RECORD.key
    assert found.store.predictions(found.record).predicted.tolist() == [0, 0]
    assert found.root == reports
    trial = found.trial
    assert (trial.card, str(trial.tokenizer), str(trial.model), trial.seed) == (
        "spam", "words:keep=1", "nb:alpha=0.5", 2,
    )  # fmt: skip


def test_by_path_wherever_it_lies(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Store(reports / "quick" / "records").path(replace(RECORD, key="1" * 32))
    monkeypatch.chdir(path.parent)
    found = find_record(path.name, Path("nowhere"))
    assert found.record.signature == "other"
    assert found.root == reports / "quick"


def test_a_suite_of_its_own_folder_is_searched_too(reports: Path) -> None:
    assert find_record("other", reports).root == reports / "quick"
    by_key = record_of("1" * 32, "spam", reports)
    assert by_key is not None
    assert by_key.root == reports / "quick"
    assert record_of("2" * 32, "spam", reports) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [("spam@bbbbbbbb/words/nb/0", "no record has the signature"), ("gone.json", "there is no such record")],
)
def test_what_is_not_there(reports: Path, text: str, problem: str) -> None:
    with pytest.raises(RecordError, match=problem):
        find_record(text, reports)


def test_a_damaged_record(reports: Path) -> None:
    path = Store(reports / "records").path(RECORD)
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 2', '"seed": 3'), encoding="utf-8")
    with pytest.raises(RecordError, match="changed after it was written"):
        find_record(str(path), reports)


def test_a_trial_without_a_result(reports: Path) -> None:
    failed = replace(RECORD, signature="failed", key="3" * 32, status="timeout", reason="too slow")
    Store(reports / "records").save(failed)
    with pytest.raises(RecordError, match=r"no result \(timeout: too slow\)"):
        find_record("failed", reports)
    assert record_of(failed.key, "spam", reports) is None
