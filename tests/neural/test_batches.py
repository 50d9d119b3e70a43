"""Batches: every document once an epoch, few shapes, an order that a seed decides."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.neural.batches import Batches, row_lengths
from bench.neural.shapes import steps

LENGTHS = [0, 1, 3, 9, 9, 14, 30, 31, 44, 80, 2, 5, 17, 60, 60, 60, 8]


def deal(lengths: list[int] = LENGTHS, **options: Any) -> Batches:
    sequences = [np.full(length, number + 1, np.int32) for number, length in enumerate(lengths)]
    chosen = {"length": 50, "padding": "post", "truncating": "post", "batch_size": 4}
    chosen |= {"bucketed": True, "cut": True}
    return Batches(sequences, np.arange(len(lengths)), **{**chosen, **options})


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize("bucketed", [True, False])
@pytest.mark.parametrize("seed", [None, 0])
def test_every_document_is_there_once_an_epoch(cut: bool, bucketed: bool, seed: int | None) -> None:
    batches = deal(cut=cut, bucketed=bucketed, seed=seed)
    for _ in range(3):
        assert len(batches) == 5
        dealt = np.concatenate([batches.documents(index) for index in range(len(batches))])
        assert sorted(dealt) == list(range(len(LENGTHS)))
        for index in range(len(batches)):
            rows, labels = batches[index]
            assert labels is not None
            np.testing.assert_array_equal(labels, batches.documents(index))
            for row, label in zip(rows, labels, strict=True):
                expected = min(LENGTHS[label], 50)
                assert (row[:expected] == label + 1).all() and not row[expected:].any()
        batches.on_epoch_end()


def test_rows_have_the_least_length_they_may() -> None:
    for seed in (None, 0, 1):
        batches = deal(seed=seed)
        for index in range(len(batches)):
            rows, _ = batches[index]
            longest = min(max(LENGTHS[document] for document in batches.documents(index)), 50)
            assert rows.shape[1] == min(step for step in row_lengths(50) if step >= longest)


def test_rows_of_fixed_length() -> None:
    batches = deal(cut=False)
    assert {batches[index][0].shape[1] for index in range(len(batches))} == {50}


@pytest.mark.skipif(keras.backend.backend() != "tensorflow", reason="other backends compile for each length")
def test_under_tensorflow_a_batch_is_as_long_as_its_longest_document() -> None:
    assert row_lengths(50) == list(range(8, 51))
    assert row_lengths(3) == [3]


@given(st.integers(1, 3000))
def test_steps_end_at_the_length_and_grow_by_a_third_at_most(length: int) -> None:
    lengths = steps(8, length)
    assert lengths[-1] == length
    assert lengths == sorted(set(lengths))
    assert all(b <= max(a * 4 / 3, a + 4) for a, b in pairwise(lengths))


def test_without_a_seed_the_order_stays() -> None:
    batches = deal()
    before = [batches.documents(index).tolist() for index in range(len(batches))]
    batches.on_epoch_end()
    assert [batches.documents(index).tolist() for index in range(len(batches))] == before


@pytest.mark.parametrize("bucketed", [True, False])
def test_a_seed_decides_the_order_and_epochs_differ(bucketed: bool) -> None:
    def orders(seed: int) -> list[list[list[int]]]:
        batches, found = deal(seed=seed, bucketed=bucketed), []
        for _ in range(2):
            found.append([batches.documents(index).tolist() for index in range(len(batches))])
            batches.on_epoch_end()
        return found

    assert orders(3) == orders(3)
    assert orders(3) != orders(4)
    assert orders(3)[0] != orders(3)[1]


def test_prediction_has_no_labels() -> None:
    sequences = [np.array([1], np.int32), np.array([], np.int32)]
    batches = Batches(
        sequences, None, length=4, padding="post", truncating="post", batch_size=8, bucketed=True, cut=True
    )
    rows, labels = batches[0]
    assert labels is None
    assert sorted(rows.tolist()) == [[0] * 4, [1, 0, 0, 0]]
