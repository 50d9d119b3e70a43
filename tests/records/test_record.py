"""Records as JSON: whole, checked, and refused when they are not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bench.errors import RecordError
from bench.records.record import SCHEMA, Record, checksum, sealed, verified

RECORD = Record(
    signature="spam@3fa9c1d2/words/nb:alpha=0.5/0",
    key="0123456789abcdef",
    status="ok",
    card={"name": "spam", "classes": ["햄", "spam"], "counts": {"train": 8}},
    tokenizer={"recipe": "words", "name": "words", "params": {}, "version": "1"},
    model={"recipe": "nb:alpha=0.5", "name": "nb", "params": {"alpha": 0.5}},
    seed=0,
    metrics={"accuracy": 0.1 + 0.2, "log_loss": None},
    history=[{"loss": 1e-7}],
)


def rewritten(**changes: Any) -> str:
    """The record's JSON with changes and a checksum that fits them."""
    content = {**json.loads(RECORD.to_json()), **changes}
    content = {key: value for key, value in content.items() if value is not ... and key != "checksum"}
    return json.dumps({"checksum": checksum(content), **content})


def test_a_record_is_read_back_as_it_was() -> None:
    again = Record.from_json(RECORD.to_json(), "a.json")
    assert again == RECORD
    assert again.to_json() == RECORD.to_json()
    assert "햄" in RECORD.to_json()
    assert again.ok and not replace(again, status="timeout").ok


def test_the_order_of_keys_does_not_matter() -> None:
    content = json.loads(RECORD.to_json())
    assert Record.from_json(json.dumps(dict(reversed(content.items()))), "a.json") == RECORD


def test_a_change_is_found() -> None:
    text = RECORD.to_json().replace('"seed": 0', '"seed": 1')
    with pytest.raises(
        RecordError, match=r"^a\.json: the record was changed after it was written; delete the file"
    ):
        Record.from_json(text, "a.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "{}", RECORD.to_json()[:200]])
def test_what_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match=r"^a\.json: this is not a whole record"):
        Record.from_json(text, "a.json")


def test_another_schema_is_refused() -> None:
    with pytest.raises(RecordError, match=f"schema {SCHEMA + 1} is not {SCHEMA}, which this version reads"):
        Record.from_json(rewritten(schema=SCHEMA + 1), "a.json")


def test_fields_missing_or_unknown_are_refused() -> None:
    with pytest.raises(RecordError, match="fields are missing or unknown: colour, seed"):
        Record.from_json(rewritten(colour="red", seed=...), "a.json")
    assert Record.from_json(rewritten(seed=3), "a.json").seed == 3


def test_what_is_sealed_can_be_verified_on_one_line_or_many() -> None:
    content = {"schema": SCHEMA, "text": "햄", "numbers": [1, 0.5, None]}
    assert sealed(content, indent=None).count("\n") == 0 < sealed(content).count("\n")
    for text in (sealed(content), sealed(content, indent=None)):
        assert text.startswith("{") and list(json.loads(text)) == ["checksum", *content]
        assert verified(text, "here") == content
