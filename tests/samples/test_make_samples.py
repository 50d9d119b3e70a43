"""The bundled samples are what their generator writes, in the formats of the real files."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "datasets" / "samples"
FILES = [
    "spam/spam.csv",
    "reuters/reuters.npz",
    "reuters/reuters_word_index.json",
    "reuters/reuters_topics.json",
    "imdb/imdb.npz",
    "imdb/imdb_word_index.json",
    "nsmc/ratings_train.txt.gz",
    "nsmc/ratings_test.txt.gz",
]
REUTERS_COUNTS = {
    "earn": 369,
    "acq": 183,
    "trade": 95,
    "crude": 93,
    "money-fx": 88,
    "grain": 76,
    "interest": 69,
    "ship": 48,
    "gold": 31,
    "sugar": 28,
}
NOT_HANGUL = re.compile("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as the generator writes them now, into a folder of the test's own."""
    out = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "tools.make_samples", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


def unpacked(path: Path) -> dict[str, bytes]:
    """What a file holds once decompressed: member name to bytes."""
    if path.suffix == ".npz":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    content = path.read_bytes()
    return {"": gzip.decompress(content) if path.suffix == ".gz" else content}


def arrays(name: str) -> dict[str, np.ndarray]:
    with np.load(SAMPLES / name, allow_pickle=True) as archive:
        return {key: archive[key] for key in archive.files}


def reviews(part: str) -> pd.DataFrame:
    return pd.read_table(SAMPLES / "nsmc" / f"ratings_{part}.txt.gz")


@pytest.mark.parametrize("name", FILES)
def test_the_generator_writes_the_committed_content(generated: Path, name: str) -> None:
    assert unpacked(generated / name) == unpacked(SAMPLES / name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.skipif("ng" in zlib.ZLIB_RUNTIME_VERSION, reason="zlib-ng packs the same content differently")
def test_the_generator_writes_the_committed_bytes(generated: Path, name: str) -> None:
    assert (generated / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_the_samples_are_small_and_nothing_else_lies_beside_them(generated: Path) -> None:
    written = {path.relative_to(generated).as_posix() for path in generated.rglob("*") if path.is_file()}
    assert written == set(FILES)
    assert sum((SAMPLES / name).stat().st_size for name in FILES) < 600_000


def test_spam_has_the_columns_labels_and_repetitions_of_the_real_file() -> None:
    raw = (SAMPLES / "spam" / "spam.csv").read_bytes()
    assert raw.startswith(b"v1,v2,,,\r\n")
    assert not raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    rows = pd.read_csv(io.BytesIO(raw), encoding="latin1")
    assert list(rows.columns) == ["v1", "v2", "Unnamed: 2", "Unnamed: 3", "Unnamed: 4"]
    assert rows["v1"].value_counts().to_dict() == {"ham": 673, "spam": 129}
    assert rows["v2"].notna().all()
    assert rows["v2"].duplicated().sum() == 30
    assert rows.groupby("v2")["v1"].nunique().max() == 1
    assert rows["v2"].str.contains('"').any()
    assert rows["v2"].str.contains("£").any()
    assert rows["Unnamed: 2"].notna().any()


def test_reuters_holds_object_arrays_of_raw_ranks() -> None:
    stored = arrays("reuters/reuters.npz")
    x, y = stored["x"], stored["y"]
    assert list(stored) == ["y", "x"]
    assert (x.dtype, y.dtype) == (np.dtype(object), np.dtype("int64"))
    assert len(x) == len(y) == 1080
    assert {type(wire) for wire in x} == {list}
    assert len({tuple(wire) for wire in x}) == 1080


def test_reuters_topics_are_numbered_by_first_appearance_and_uneven() -> None:
    y = arrays("reuters/reuters.npz")["y"].tolist()
    topics = json.loads((SAMPLES / "reuters" / "reuters_topics.json").read_text())
    assert list(dict.fromkeys(y)) == list(range(10))
    assert len(topics) == 10
    counts = {topics[topic]: count for topic, count in Counter(y).items()}
    assert counts == REUTERS_COUNTS


@pytest.mark.parametrize(("name", "fitted_on"), [("reuters", "x"), ("imdb", "x_train")])
def test_a_word_index_ranks_the_words_of_its_part_by_frequency(name: str, fitted_on: str) -> None:
    stored = arrays(f"{name}/{name}.npz")
    index = json.loads((SAMPLES / name / f"{name}_word_index.json").read_text())
    counts = Counter(rank for text in stored[fitted_on] for rank in text)
    assert sorted(index.values()) == list(range(1, len(index) + 1))
    assert counts.keys() == set(index.values())
    by_rank = [counts[rank] for rank in range(1, len(index) + 1)]
    assert by_rank == sorted(by_rank, reverse=True)


def test_imdb_parts_are_balanced_distinct_and_within_the_word_index() -> None:
    stored = arrays("imdb/imdb.npz")
    index = json.loads((SAMPLES / "imdb" / "imdb_word_index.json").read_text())
    assert list(stored) == ["x_test", "x_train", "y_train", "y_test"]
    texts = [tuple(text) for part in ("train", "test") for text in stored[f"x_{part}"]]
    assert len(set(texts)) == len(texts) == 1200
    assert max(rank for text in texts for rank in text) <= len(index)
    for part in ("train", "test"):
        assert Counter(stored[f"y_{part}"].tolist()) == {0: 300, 1: 300}
        assert all(30 <= len(text) <= 200 for text in stored[f"x_{part}"])


@pytest.mark.parametrize(
    ("part", "labels", "empty", "repeated", "blank"),
    [("train", {0: 567, 1: 633}, 5, 20, 13), ("test", {0: 183, 1: 217}, 3, 6, 7)],
)
def test_nsmc_has_the_odd_rows_of_the_real_files(
    part: str, labels: dict[int, int], empty: int, repeated: int, blank: int
) -> None:
    rows = reviews(part)
    assert list(rows.columns) == ["id", "document", "label"]
    assert rows["label"].value_counts().to_dict() == labels
    assert rows["id"].is_unique
    assert rows["document"].isna().sum() == empty
    assert rows["document"].dropna().duplicated().sum() == repeated
    cleaned = rows["document"].fillna("").str.replace(NOT_HANGUL, "", regex=True).str.strip()
    assert (cleaned == "").sum() == blank


def test_nsmc_quotes_a_document_with_quotes_twice() -> None:
    lines = gzip.decompress((SAMPLES / "nsmc" / "ratings_train.txt.gz").read_bytes()).decode().splitlines()
    quoted = [line.split("\t")[1] for line in lines if '"' in line]
    assert quoted
    assert all(text.startswith('"""') and text.endswith('"""') and '""""' in text for text in quoted)


def test_nsmc_parts_share_no_document() -> None:
    train, test = (set(reviews(part)["document"].dropna()) for part in ("train", "test"))
    assert not train & test
