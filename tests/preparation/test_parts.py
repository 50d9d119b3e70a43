from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bench.cards.load import load_card
from bench.cards.schema import Card, parse_card
from bench.errors import DataError, MissingData
from bench.preparation.parts import read_parts

TRAIN = [("0", "so bad!"), ("1", "so good"), ("0", ""), ("1", "123"), ("0", "so bad!"), ("1", "fine")]
TEST = [("1", "so good"), ("0", "dull"), ("0", "...")]


def table(path: Path, rows: list[tuple[str, str]]) -> None:
    path.write_text("l\tt\n" + "".join(f"{label}\t{text}\n" for label, text in rows))


def card(folder: Path, **keys: Any) -> Card:
    said = {
        "name": "films",
        "language": "en",
        "labels": ["bad", "good"],
        "source": {
            "adapter": "tsv",
            "options": {"text": "t", "label": "l"},
            "files": [{"role": "train", "name": "train.tsv"}, {"role": "test", "name": "test.tsv"}],
        },
        "clean": [{"pattern": "[^a-z ]"}],
        "drop": {"duplicates": "within-part"},
        "split": {"method": "published"},
    }
    return parse_card(said | keys, folder / "films.toml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    table(tmp_path / "train.tsv", TRAIN)
    table(tmp_path / "test.tsv", TEST)
    return tmp_path


def test_rows_are_dropped_cleaned_and_counted(folder: Path) -> None:
    rows, parts = read_parts(card(folder))
    assert len(rows) == 9
    assert parts.train_texts == ["so bad", "so good", "fine"]
    assert parts.train_labels.tolist() == [0, 1, 1]
    assert parts.train_rows.tolist() == [0, 1, 5]
    assert parts.test_texts == ["so good", "dull"]
    assert parts.test_rows.tolist() == [6, 7]
    assert parts.counts == {
        "rows": 9,
        "empty": 1,
        "duplicates": 1,
        "blank": 2,
        "dropped": 4,
        "train": 3,
        "test": 2,
        "test_in_train": 1,
    }


def test_test_documents_that_stand_in_the_training_part_are_marked(folder: Path) -> None:
    assert read_parts(card(folder))[1].test_seen.tolist() == [True, False]


def test_what_is_not_to_be_dropped_stays(folder: Path) -> None:
    kept = card(folder, drop={"empty": False, "blank": False, "duplicates": "none"})
    parts = read_parts(kept)[1]
    assert len(parts.train_texts) == 6 and len(parts.test_texts) == 3


def test_a_label_outside_the_card_names_its_row(folder: Path) -> None:
    table(folder / "test.tsv", [*TEST, ("2", "odd")])
    with pytest.raises(DataError, match=r"row 9 has the label '2'.*add it to \[labels\] \(declared: 0, 1\)"):
        read_parts(card(folder))


def test_one_class_is_not_enough(folder: Path) -> None:
    table(folder / "train.tsv", [("0", "a"), ("0", "b")])
    table(folder / "test.tsv", [("0", "c")])
    with pytest.raises(DataError, match="one class only: all 3 rows are 'bad'"):
        read_parts(card(folder))


def test_a_fact_that_does_not_hold_stops_the_loading(folder: Path) -> None:
    with pytest.raises(DataError, match=r"films: left\.train should be 9, found 4"):
        read_parts(card(folder, facts={"left": {"train": 9}}))


def test_missing_files_are_named_with_a_way_to_get_them(folder: Path) -> None:
    (folder / "test.tsv").unlink()
    with pytest.raises(MissingData, match=r"films: test\.tsv not on this machine; .*--data-dir"):
        read_parts(card(folder))


@pytest.mark.parametrize("name", ["spam-sample", "reuters-sample", "imdb-sample", "nsmc-sample"])
def test_bundled_samples_are_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path))
    sample = load_card(name)
    assert sample.facts.content_sha256
    rows, parts = read_parts(sample)
    assert len(rows) >= 600
    assert set(parts.test_labels) == set(range(len(parts.classes)))
    if name == "reuters-sample":
        assert len(parts.classes) >= 8


def test_a_sample_is_never_taken_from_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    sample = load_card("spam-sample")
    shutil.copytree(sample.path.parent / "samples", tmp_path / "samples")
    (tmp_path / "samples" / "spam" / "spam.csv").write_text("v1,v2\nham,x\n")
    assert len(read_parts(sample, tmp_path)[0]) >= 600


REAL = {
    "spam": (5_572, 4_135, 1_034),
    "reuters": (11_228, 8_982, 2_246),
    "imdb": (50_000, 25_000, 25_000),
    "imdb-raw": (50_000, 25_000, 25_000),
    "nsmc": (200_000, 145_393, 48_852),
    "nsmc-raw": (200_000, 146_182, 49_157),
}


@pytest.mark.parametrize("name", REAL)
def test_real_data_is_what_its_card_says(
    name: str, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path))
    rows, parts = read_parts(load_card(name), data_dir)
    assert (len(rows), len(parts.train_texts), len(parts.test_texts)) == REAL[name]
    assert load_card(name).facts.content_sha256 == rows.sha256()
