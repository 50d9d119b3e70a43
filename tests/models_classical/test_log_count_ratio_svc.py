from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC
from sklearn.utils.estimator_checks import parametrize_with_checks

from bench.models.log_count_ratio_svc import LogCountRatioSVC

COUNTS = np.array([[2, 1, 0, 1], [1, 0, 0, 3], [0, 1, 2, 1], [0, 0, 1, 1], [0, 2, 0, 0], [1, 2, 0, 0]])
TWO = np.array(["no", "no", "yes", "yes", "no", "no"])
THREE = np.array(["a", "a", "b", "b", "c", "c"])


ONCE = (COUNTS > 0).astype(float)


def reference(positive: np.ndarray, beta: float, x: np.ndarray = ONCE) -> tuple[np.ndarray, float]:
    """The source's formulas, feature by feature."""
    f = ONCE
    p, q = 1 + f[positive].sum(axis=0), 1 + f[~positive].sum(axis=0)
    r = np.array([np.log((p[v] / p.sum()) / (q[v] / q.sum())) for v in range(f.shape[1])])
    machine = LinearSVC(random_state=0).fit(x * r, positive)
    w = machine.coef_[0]
    w_bar = np.abs(w).sum() / len(w)
    return r * ((1 - beta) * w_bar + beta * w), machine.intercept_[0]


@pytest.mark.parametrize("beta", [0.0, 0.25, 1.0])
def test_two_classes_against_the_formulas(beta: float) -> None:
    fitted = LogCountRatioSVC(beta=beta, random_state=0).fit(ONCE, TWO)
    weights, bias = reference(TWO == "yes", beta)
    np.testing.assert_allclose(fitted.coef_[0], weights, rtol=1e-3)
    np.testing.assert_allclose(fitted.decision_function(ONCE), ONCE @ weights + bias, rtol=1e-3, atol=1e-3)


def test_three_classes_are_each_against_the_rest() -> None:
    fitted = LogCountRatioSVC(random_state=0).fit(ONCE, THREE)
    for row, label in enumerate("abc"):
        np.testing.assert_allclose(fitted.coef_[row], reference(label == THREE, 0.25)[0], rtol=1e-3)
    assert fitted.decision_function(COUNTS).shape == (6, 3)


def test_sparse_counts_give_what_dense_ones_do() -> None:
    dense = LogCountRatioSVC(random_state=0).fit(COUNTS, THREE)
    sparse = LogCountRatioSVC(random_state=0).fit(csr_matrix(COUNTS), THREE)
    np.testing.assert_allclose(sparse.coef_, dense.coef_, rtol=1e-6)


def test_ratios_come_from_presence_and_the_machine_from_the_values() -> None:
    x = COUNTS / 3
    fitted = LogCountRatioSVC(beta=1.0, random_state=0).fit(x, TWO)
    weights, bias = reference(TWO == "yes", 1.0, x)
    np.testing.assert_allclose(fitted.coef_[0], weights, rtol=1e-3)
    np.testing.assert_allclose(fitted.decision_function(x), x @ weights + bias, rtol=1e-3, atol=1e-3)


# Ratios of counts mean nothing for the blobs of continuous numbers that this check learns from.
_NOT_COUNTS = {"check_classifiers_train": "ratios see only whether a feature is there"}


@parametrize_with_checks([LogCountRatioSVC()], expected_failed_checks=lambda _: _NOT_COUNTS)
def test_scikit_learns_contract(estimator: Any, check: Any) -> None:
    check(estimator)
