"""Documents that carry the numbers of their tokens, in memory and on disk."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import GridSearchCV, train_test_split

import bench
from bench.cards.load import load_card
from bench.preparation.documents import read_documents, write_documents
from bench.preparation.prepare import prepare
from bench.preparation.prepared import Prepared
from bench.preparation.sequence import Documents, token_ids
from bench.preparation.token_ids import TokenIds
from bench.recipe import Recipe

TEXTS = ["b a b", "", "한 a", "New▁York b", ""]


def tokens(documents: Documents) -> list[list[str]]:
    ids = documents.ids
    return [
        [ids.tokens[place] for place in ids.flat[begin:end]]
        for begin, end in zip(ids.offsets[:-1], ids.offsets[1:], strict=True)
    ]


def consistent(documents: object, texts: list[str]) -> None:
    assert isinstance(documents, Documents)
    assert documents == texts
    assert tokens(documents) == [text.split() for text in texts]


@given(st.lists(st.text(max_size=8)))
def test_numbers_are_places_in_an_alphabetical_table(texts: list[str]) -> None:
    documents = Documents.of(texts)
    consistent(documents, texts)
    assert documents.ids.tokens == sorted({token for text in texts for token in text.split()})
    assert documents.ids.flat.dtype == np.int32


@pytest.mark.parametrize(
    "choose",
    [
        lambda documents: documents[1:4],
        lambda documents: documents[::-2],
        lambda documents: documents[[3, 0, 3]],
        lambda documents: documents[np.array([4, 2])],
        lambda documents: documents[np.array([True, False, True, False, True])],
        lambda documents: documents[[]],
        lambda documents: documents[2:2],
    ],
)
def test_a_choice_of_documents_keeps_their_numbers(choose: Callable[[Documents], object]) -> None:
    documents = Documents.of(TEXTS)
    chosen = choose(documents)
    consistent(chosen, [str(text) for text in choose(np.array(TEXTS, object))])  # type: ignore[arg-type, attr-defined]
    assert chosen.ids.tokens is documents.ids.tokens  # type: ignore[attr-defined]


def test_a_single_document_is_a_string() -> None:
    documents = Documents.of(TEXTS)
    assert documents[0] == documents[np.int64(-5)] == "b a b"
    assert [type(text) for text in documents] == [str] * 5
    with pytest.raises(IndexError):
        documents[5]


def test_numbers_survive_another_process() -> None:
    consistent(pickle.loads(pickle.dumps(Documents.of(TEXTS))), TEXTS)


def test_splits_of_scikit_learn_keep_the_numbers() -> None:
    left, right = train_test_split(Documents.of(TEXTS), test_size=2, random_state=0)
    consistent(left, list(left))
    consistent(right, list(right))
    assert sorted([*left, *right]) == sorted(TEXTS)


class Numbered(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Refuses documents without numbers."""

    def __init__(self, answer: int = 0) -> None:
        self.answer = answer

    def fit(self, X: object, y: object) -> Numbered:
        consistent(X, list(X))  # type: ignore[call-overload]
        self.classes_ = np.unique(y)  # type: ignore[call-overload]
        return self

    def predict(self, X: object) -> np.ndarray:  # type: ignore[type-arg]
        consistent(X, list(X))  # type: ignore[call-overload]
        return np.full(len(X), self.answer)  # type: ignore[arg-type]


def test_the_folds_of_a_search_keep_the_numbers() -> None:
    search = GridSearchCV(Numbered(), {"answer": [0, 1]}, cv=2, error_score="raise")
    search.fit(Documents.of(TEXTS * 2), [0, 1] * 5)
    assert search.best_score_ == 0.5


def test_other_tokens_than_those_between_spaces_are_numbered_anew() -> None:
    documents = Documents.of(["ab", "b"])
    assert token_ids(documents) is documents.ids
    assert token_ids(documents, list).tokens == ["a", "b"]


@pytest.mark.parametrize(
    "texts", [TEXTS, [], [""], ["lone \ud800 surrogate", "\x01 \x7f"], ["two\nlines\u3000here"]]
)
def test_numbers_survive_the_disk(texts: list[str], tmp_path: Path) -> None:
    write_documents(tmp_path, texts)
    found = read_documents(tmp_path)
    consistent(found, texts)
    assert found.ids.tokens == TokenIds.number(texts).tokens


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    """A folder as it was written before tokens were numbered."""
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    prepared = prepare(load_card("spam-sample"), Recipe("words"), None)
    meta = json.loads((prepared.folder / "meta.json").read_text())
    for part in ("train", "test"):
        (prepared.folder / part / "ids.npz").unlink()
        del meta["files"][f"{part}/ids.npz"]
    (prepared.folder / "meta.json").write_text(json.dumps(meta))
    return prepared


def test_an_older_folder_gets_its_numbers_and_is_not_tokenised_again(older: Prepared) -> None:
    written = (older.train / "documents.bin").stat().st_mtime_ns
    found = prepare(load_card("spam-sample"), Recipe("words"), None)
    assert (older.train / "documents.bin").stat().st_mtime_ns == written
    assert {"train/ids.npz", "test/ids.npz"} <= set(found.files)
    assert found.timings["tokenise"] > older.timings["tokenise"], "numbering is a part of it"
    consistent(read_documents(found.test), [*read_documents(found.test)])
    assert prepare(load_card("spam-sample"), Recipe("words"), None) == found, "and that is done once"


_PREPARE = """
import os, signal, sys
from bench.cards.load import load_card
from bench.preparation import with_ids
from bench.preparation.prepare import prepare
from bench.recipe import Recipe

write, before = with_ids.write_ids, int(sys.argv[1])

def write_some(folder, ids):
    global before
    if before == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    before -= 1
    write(folder, ids)

with_ids.write_ids = write_some
if before == 2:
    with_ids.write_meta = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
prepare(load_card("spam-sample"), Recipe("words"), None)
"""


@pytest.mark.parametrize("before", [0, 1, 2], ids=["at first", "between the parts", "at last"])
def test_a_process_killed_while_numbering_leaves_a_folder_that_can_be_used(
    older: Prepared, before: int
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(bench.__file__).parent.parent)}
    killed = subprocess.run([sys.executable, "-c", _PREPARE, str(before)], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    found = prepare(load_card("spam-sample"), Recipe("words"), None)
    assert {"train/ids.npz", "test/ids.npz"} <= set(found.files)
    consistent(read_documents(found.train), [*read_documents(found.train)])
    assert not [path for path in found.folder.rglob("*") if path.name.startswith(".")]


def test_processes_that_number_at_once_leave_a_whole_folder(older: Prepared) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(bench.__file__).parent.parent)}
    program = [sys.executable, "-c", _PREPARE, "3"]
    processes = [subprocess.Popen(program, env=environment) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    found = prepare(load_card("spam-sample"), Recipe("words"), None)
    assert {"train/ids.npz", "test/ids.npz"} <= set(found.files)
    consistent(read_documents(found.train), [*read_documents(found.train)])
