"""The folder of records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.errors import RecordError
from bench.records.predictions import Predictions
from bench.records.record import Record
from bench.records.store import Store

RECORD = Record(
    signature="spam@3fa9c1d2/words/nb/0",
    key="0123456789abcdef",
    status="ok",
    card={"name": "spam"},
    tokenizer={"recipe": "words", "name": "words"},
    model={"recipe": "nb", "name": "nb"},
    seed=0,
)
FAILED = replace(RECORD, status="timeout", key="fedcba9876543210")
PREDICTIONS = Predictions(np.array([4, 5]), np.array([0, 1]), np.array([0, 0]))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "records")


def test_a_record_is_found_with_its_predictions(store: Store) -> None:
    saved = store.save(RECORD, PREDICTIONS)
    assert store.path(saved) == store.root / "spam" / "words-nb-s0-01234567.json"
    assert store.find(RECORD.key, "spam") == saved
    assert store.predictions(saved).rows.tolist() == [4, 5]
    assert store.records() == ([saved], [])


def test_another_key_or_card_is_not_found(store: Store) -> None:
    store.save(RECORD, PREDICTIONS)
    assert store.find(RECORD.key[:8] + "ffffffff", "spam") is None  # the same file name
    assert store.find("f" * 16, "spam") is None
    assert store.find(RECORD.key, "nsmc") is None


@pytest.mark.parametrize("suffix", [".json", ".npz"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_record_is_as_if_it_were_not_there(store: Store, suffix: str, damage: str) -> None:
    path = store.path(store.save(RECORD, PREDICTIONS)).with_suffix(suffix)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-20] if damage == "cut" else content.replace(b"words", b"sword") + b" x")
    assert store.find(RECORD.key, "spam") is None


def test_damaged_records_are_reported_beside_the_whole_ones(store: Store) -> None:
    saved = store.save(RECORD, PREDICTIONS)
    (store.root / "spam" / "bad.json").write_text("{")
    (store.root / "spam" / "latin.json").write_bytes(b'{"a": "\xe9"}')
    whole, damaged = store.records()
    assert whole == [saved]
    assert [Path(error.where or "").name for error in damaged] == ["bad.json", "latin.json"]


def test_predictions_of_another_record_are_refused(store: Store) -> None:
    saved = store.save(RECORD, PREDICTIONS)
    store.path(saved).with_suffix(".npz").write_bytes(replace(PREDICTIONS, rows=np.array([7, 8])).to_bytes())
    with pytest.raises(RecordError, match="the predictions are not those of the record; run the trial again"):
        store.predictions(saved)
    with pytest.raises(RecordError, match="has no predictions"):
        store.predictions(FAILED)


def test_a_failure_is_found_without_predictions(store: Store) -> None:
    store.save(FAILED)
    assert store.find(FAILED.key, "spam") == FAILED


def test_older_failures_of_the_same_trial_are_forgotten(store: Store) -> None:
    kept = [
        store.save(replace(FAILED, seed=1, key="1" * 16)),
        store.save(replace(FAILED, model={"recipe": "nb:alpha=2", "name": "nb"}, key="2" * 16)),
        store.save(replace(FAILED, card={"name": "nsmc"}, key="3" * 16)),
        store.save(replace(RECORD, key="4" * 16), PREDICTIONS),  # it gave a result, on older data perhaps
    ]
    store.save(FAILED)
    newest = store.save(RECORD, PREDICTIONS)
    store.forget_failures_before(newest)
    assert store.find(FAILED.key, "spam") is None
    found, damaged = store.records()
    assert {record.key for record in found} == {record.key for record in [*kept, newest]}
    assert not damaged


def test_names_are_safe_as_file_names(store: Store) -> None:
    odd = replace(RECORD, model={"recipe": "x", "name": "../../etc/x y"})
    assert store.path(odd).parent == store.root / "spam"


def test_profiles_are_no_records(store: Store) -> None:
    import json

    from bench.records.record import checksum

    content = {"schema": 1, "card": "spam", "tokenizer": "words", "vocabulary": 3}
    text = json.dumps({"checksum": checksum(content), **content})
    store.save_profile(content, text)
    assert store.records() == ([], [])
    assert store.profiles() == [content]
