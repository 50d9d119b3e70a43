from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bench.adapters.keras_npz import read_keras_npz
from bench.errors import CardError, DataError

WORDS = {"the": 1, "wire": 2, "said": 3, "grain": 4}


def ragged(lists: list[list[int]]) -> np.ndarray:
    array = np.empty(len(lists), dtype=object)
    array[:] = lists
    return array


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "index.json").write_text(json.dumps(WORDS))
    return {"arrays": tmp_path / "a.npz", "index": tmp_path / "index.json"}


def test_ranks_are_words_without_any_offset(files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1, 2, 3]] * 5), y=np.zeros(5, int))
    assert read_keras_npz(files).text == ["the wire said"] * 5


def test_one_array_is_shuffled_and_cut_as_keras_does(files: dict[str, Path]) -> None:
    lists = [[1 + row % 4] for row in range(10)]
    np.savez(files["arrays"], x=ragged(lists), y=np.arange(10))
    rows = read_keras_npz(files)
    order = np.arange(10)
    np.random.RandomState(113).shuffle(order)
    assert rows.label == [str(row) for row in order]
    assert rows.part == ["train"] * 8 + ["test"] * 2
    names = list(WORDS)
    assert rows.text == [names[row % 4] for row in order]


def test_two_parts_are_shuffled_one_after_the_other_by_one_generator(files: dict[str, Path]) -> None:
    x = ragged([[1]] * 6)
    np.savez(files["arrays"], x_train=x, y_train=np.arange(6), x_test=x, y_test=np.arange(6))
    rows = read_keras_npz(files)
    generator = np.random.RandomState(113)
    train, test = np.arange(6), np.arange(6)
    generator.shuffle(train)
    generator.shuffle(test)
    assert rows.label == [str(row) for row in [*train, *test]]
    assert rows.part == ["train"] * 6 + ["test"] * 6


def test_files_with_offset_ranks_lose_their_marks(files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1, 4, 5, 2]] * 5), y=np.zeros(5, int))
    assert read_keras_npz(files, index_from=3).text == ["the wire"] * 5


@pytest.mark.parametrize("rank", [0, -1, 9])
def test_a_rank_outside_the_index_is_named(rank: int, files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1], [1, rank]]), y=np.zeros(2, int))
    with pytest.raises(DataError, match=rf"a\.npz: x, row 1: {rank} is not a rank"):
        read_keras_npz(files)


def test_ranks_that_are_no_integers_are_refused(files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1], [[2]]]), y=np.zeros(2, int))  # type: ignore[list-item]
    with pytest.raises(DataError, match=r"\[2\] is not a rank"):
        read_keras_npz(files)


@pytest.mark.parametrize("content", ["[1, 2]", "{", '{"the": "first"}', '{"the": null}'])
def test_a_word_index_of_another_shape_is_refused(content: str, files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1]]), y=np.zeros(1, int))
    files["index"].write_text(content)
    with pytest.raises(DataError, match="not a JSON object"):
        read_keras_npz(files)


def test_labels_must_be_as_many_as_documents(files: dict[str, Path]) -> None:
    np.savez(files["arrays"], x=ragged([[1], [2]]), y=np.zeros(3, int))
    with pytest.raises(DataError, match="as many labels"):
        read_keras_npz(files)


def test_a_card_without_the_index_is_told_so(files: dict[str, Path]) -> None:
    with pytest.raises(CardError, match='role = "index"'):
        read_keras_npz({"arrays": files["arrays"]})
