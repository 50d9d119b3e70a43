"""How well scores rank, against scikit-learn and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from bench.scores.ranking import roc_auc


def test_of_two_classes_it_is_the_second_s() -> None:
    random = np.random.default_rng(0)
    true, margin = random.integers(0, 2, 300), random.normal(size=300)
    found = roc_auc(true, np.column_stack([-margin, margin]))
    assert found == pytest.approx(roc_auc_score(true, margin))
    assert found == pytest.approx(np.mean([a > b for a in margin[true == 1] for b in margin[true == 0]]))


def test_the_scale_does_not_count() -> None:
    random = np.random.default_rng(0)
    true, scores = random.integers(0, 4, 300), random.normal(size=(300, 4))
    assert roc_auc(true, scores) == roc_auc(true, np.exp(3 * scores)) == roc_auc(true, 1e9 * scores)


def test_of_more_it_is_the_mean_over_the_classes_that_the_test_part_has() -> None:
    random = np.random.default_rng(0)
    true, scores = random.integers(0, 3, 300), random.normal(size=(300, 5))
    each = [roc_auc_score(true == label, scores[:, label]) for label in range(3)]
    assert roc_auc(true, scores) == pytest.approx(np.mean(each))


def test_a_class_without_scores_of_its_own_is_told_by_chance() -> None:
    true = np.array([0, 0, 1, 1, 2, 2])
    scores = np.full((6, 3), -4.0)
    scores[:, :2] = [[1, -1], [1, -1], [-1, 1], [-1, 1], [-2, -2], [-2, -2]]
    assert roc_auc(true, scores) == pytest.approx((1 + 1 + 0.5) / 3)


@pytest.mark.parametrize("classes", [2, 3])
def test_where_all_documents_are_of_one_class_there_is_none(classes: int) -> None:
    assert roc_auc(np.zeros(4, np.int64), np.random.default_rng(0).normal(size=(4, classes))) is None
