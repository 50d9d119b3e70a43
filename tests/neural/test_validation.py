"""The validation part."""

from __future__ import annotations

import numpy as np
import pytest

from bench.neural.validation import split_validation


def test_classes_keep_their_shares() -> None:
    labels = np.array([0] * 80 + [1] * 15 + [2] * 5)
    kept, held = split_validation(labels, 0.2, 0)
    assert np.bincount(labels[held]).tolist() == [16, 3, 1]
    assert sorted([*kept, *held]) == list(range(100))
    assert (np.diff(kept) > 0).all() and (np.diff(held) > 0).all()


def test_the_seed_decides() -> None:
    labels = np.tile([0, 1], 50)
    first, again, other = (split_validation(labels, 0.2, seed)[1].tolist() for seed in (0, 0, 1))
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("labels", "fraction", "held"),
    [
        ([0, 0, 0, 0, 1], 0.2, 1),  # a class of one document
        ([0, 0, 1, 1, 2, 2], 0.2, 2),  # fewer places than classes
        ([0, 1], 0.5, 1),
        ([0, 1, 0, 1], 0.0, 0),
    ],
)
def test_where_shares_cannot_be_kept_the_choice_is_at_random(
    labels: list[int], fraction: float, held: int
) -> None:
    kept, chosen = split_validation(np.array(labels), fraction, 0)
    assert len(chosen) == held
    assert sorted([*kept, *chosen]) == list(range(len(labels)))
