"""Prepared data: made once, found after, made again when it is not whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bench
from bench.cards.load import load_card
from bench.cards.schema import Card
from bench.errors import BenchError, DataError, PluginError, RecipeError, UnknownName
from bench.plugins import load_file
from bench.preparation.documents import read_documents, read_labels, write_documents
from bench.preparation.prepare import address, data_sha256, prepare, prepared_dir
from bench.recipe import Recipe

PLUGIN = Path(__file__).with_name("counting.py")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    load_file(PLUGIN)


@pytest.fixture
def card() -> Card:
    return load_card("spam-sample")


def calls(log: Path) -> int:
    return len(log.read_text().splitlines())


def test_a_second_time_nothing_is_tokenised(card: Card, tmp_path: Path) -> None:
    recipe = Recipe("counting", {"log": str(tmp_path / "log")})
    stages: list[str] = []
    first = prepare(card, recipe, None, lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["load", "clean", "tokenise"]
    assert calls(tmp_path / "log") == 2, "the training part and the test part"
    stages.clear()
    second = prepare(card, recipe, None, lambda stage, done, total: stages.append(stage))
    assert stages == ["load"]
    assert calls(tmp_path / "log") == 2
    assert second == first
    assert set(first.timings) == {"load", "clean", "tokenise"}


def test_another_version_or_option_is_tokenised_anew(card: Card, tmp_path: Path) -> None:
    log = tmp_path / "log"
    folders = {
        prepare(card, Recipe("counting", {"log": str(log), **more}), None).folder
        for more in ({}, {"version_": "2"}, {"fails": False})
    }
    assert len(folders) == 2, "a default that is spelt out is no other option"
    assert calls(log) == 4


def test_other_cleaning_or_splitting_is_other_data(card: Card) -> None:
    found = {
        data_sha256(changed, None)
        for changed in (
            card,
            card.model_copy(update={"split": card.split.model_copy(update={"seed": 7})}),
            card.model_copy(update={"drop": card.drop.model_copy(update={"empty": False})}),
        )
    }
    assert len(found) == 3


def test_what_is_prepared_is_the_parts_in_tokens(card: Card) -> None:
    prepared = prepare(card, Recipe("words"), None)
    train, test, answers = read_documents(prepared.train), read_documents(prepared.test), prepared.answers()
    assert (len(train), len(test)) == (prepared.counts["train"], prepared.counts["test"])
    assert len(read_labels(prepared.train)) == len(train)
    assert len(answers.labels) == len(answers.rows) == len(answers.seen) == len(test)
    assert set(answers.labels) == {0, 1}
    assert all(text == " ".join(text.split()) and text == text.lower() for text in train + test)
    assert not (prepared.test / "labels.npy").exists(), "a trial reads this folder"
    assert answers.seen.sum() == prepared.counts["test_in_train"]
    assert all(text in set(train) for text, seen in zip(test, answers.seen, strict=True) if seen)


@pytest.mark.parametrize(
    "name",
    [
        "train/documents.bin",
        "train/labels.npy",
        "test/ends.npy",
        "test/ids.npz",
        "answers/rows.npy",
        "meta.json",
    ],
)
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_folder_is_made_again(card: Card, name: str, damage: str) -> None:
    before = prepare(card, Recipe("words"), None)
    documents = read_documents(before.train)
    path = before.folder / name
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-10])
    again = prepare(card, Recipe("words"), None)
    assert again.folder == before.folder
    assert read_documents(again.train) == documents
    assert path.is_file()
    assert [found.name for found in again.folder.parent.iterdir()] == [again.folder.name], "no draft is left"


def test_a_tokenizer_that_fails_is_said_on_one_line(card: Card, tmp_path: Path) -> None:
    with pytest.raises(
        PluginError, match=r"the tokenizer Counting fails: RuntimeError: no luck; mend the tokenizer"
    ):
        prepare(card, Recipe("counting", {"log": str(tmp_path / "log"), "fails": True}), None)


def test_data_that_changed_since_its_address_was_found_is_not_filed_under_it(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text(
        'name = "odd"\nlanguage = "en"\nlabels = { a = "a", b = "b" }\n'
        'split = { method = "ordered", test = 0.5 }\n'
        '[source]\nadapter = "csv"\noptions = { text = "t", label = "l" }\n'
        '[[source.files]]\nrole = "data"\nname = "odd.csv"\n'
    )
    rows = tmp_path / "odd.csv"
    rows.write_text("l,t\na,one\nb,two\na,three\nb,four\n")
    card = load_card(str(tmp_path / "odd.toml"))
    place = address(card, Recipe("words"), tmp_path)
    rows.write_text("l,t\nb,one\na,two\nb,three\na,four more\n")
    with pytest.raises(DataError, match="odd: the data was changed just now; run it again"):
        prepare(card, Recipe("words"), tmp_path, place=place)
    assert not place.folder.exists()
    now = address(card, Recipe("words"), tmp_path)
    assert prepare(card, Recipe("words"), tmp_path, place=now).folder == now.folder


def test_wrong_names_and_options_are_said(card: Card) -> None:
    with pytest.raises(UnknownName, match="no tokenizer is named 'wrods'; did you mean words"):
        prepare(card, Recipe("wrods"), None)
    with pytest.raises(
        RecipeError, match=r"the tokenizer 'words:lowr=true' cannot be made: .*; options: lower"
    ):
        prepare(card, Recipe("words", {"lowr": True}), None)


def test_a_cache_that_cannot_be_written_is_said(card: Card, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(
        BenchError, match=r"the cache cannot be written: .*; free some space, or set TEXTBENCH_CACHE"
    ):
        prepare(card, Recipe("words"), None)


def test_a_full_disk_is_said_and_leaves_no_draft(card: Card, tmp_path: Path) -> None:
    (tmp_path / "cache" / "prepared").mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(tmp_path / "cache" / "prepared")]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        with pytest.raises(
            BenchError, match="the disk is full; free some space, or set TEXTBENCH_CACHE elsewhere"
        ):
            prepare(card, Recipe("words"), None)
        assert not [path for path in prepared_dir().rglob("*") if path.is_file()]
    finally:
        subprocess.run(["umount", command[-1]], check=True)


_PREPARE = """
import sys, time
from pathlib import Path
from bench.cards.load import load_card
from bench.preparation.prepare import prepare
from bench.recipe import Recipe

card = load_card("spam-sample")
Path(sys.argv[1]).touch()
while not Path(sys.argv[2]).exists():  # both set out together
    time.sleep(0.001)
print(prepare(card, Recipe("words"), None).folder)
"""


def test_two_processes_at_once_both_find_it_whole(card: Card, tmp_path: Path) -> None:
    root = str(Path(bench.__file__).parent.parent)
    ready = [tmp_path / "ready-0", tmp_path / "ready-1"]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PREPARE, str(mark), str(tmp_path / "go")],
            env={**os.environ, "PYTHONPATH": root},
            stdout=subprocess.PIPE,
            text=True,
        )
        for mark in ready
    ]
    while not all(mark.exists() for mark in ready):
        assert all(process.poll() is None for process in processes)
    (tmp_path / "go").touch()
    folders = {process.communicate()[0].strip() for process in processes}
    assert [process.returncode for process in processes] == [0, 0]
    assert folders == {str(prepare(card, Recipe("words"), None).folder)}
    assert len(list(Path(folders.pop()).parent.iterdir())) == 1, "no draft is left"


@pytest.mark.parametrize(
    "documents",
    [[""], ["a"], ["", "한글 stems", "", "emoji 😀", "line\nbreak"], ["lone \ud800 surrogate"], []],
)
def test_documents_survive_the_disk(documents: list[str], tmp_path: Path) -> None:
    write_documents(tmp_path / "part", documents)
    assert read_documents(tmp_path / "part") == documents
