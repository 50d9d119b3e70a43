"""What is written of an explanation comes back, or is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.errors import RecordError
from bench.explain.explanation import Explanation, read_explanation


def test_it_comes_back_as_it_was_written(made: Explanation, tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text(made.to_json(), encoding="utf-8")
    assert read_explanation(path) == made
    assert read_explanation(path).to_json() == made.to_json()


def test_its_file_is_named_as_the_record(made: Explanation) -> None:
    assert made.stem == "okt-mine-s3-01234567"


@pytest.mark.parametrize("damage", ["changed", "cut", "schema", "field", "missing", "bytes"])
def test_a_damaged_one_is_refused_on_one_line(made: Explanation, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "e.json"
    text = made.to_json()
    content = json.loads(text)
    if damage == "changed":
        path.write_text(text.replace("0.9975", "0.9976"), encoding="utf-8")
    elif damage == "cut":
        path.write_text(text[:-200], encoding="utf-8")
    elif damage == "bytes":
        path.write_bytes(b"\xff\xfe")
    elif damage != "missing":
        from bench.records.record import checksum

        del content["checksum"]
        content["schema" if damage == "schema" else "colour"] = 99
        path.write_text(json.dumps({"checksum": checksum(content), **content}), encoding="utf-8")
    with pytest.raises(RecordError, match="not a whole explanation") as refused:
        read_explanation(path)
    assert "bench explain" in str(refused.value)
    assert "\n" not in str(refused.value)
