"""McNemar's exact test against SciPy's binomial test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bench.scores.paired import mcnemar


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_p_is_that_of_the_binomial_test(both: int, first: int, second: int, neither: int) -> None:
    if not both + first + second + neither:
        return
    table = (
        [(True, True)] * both
        + [(True, False)] * first
        + [(False, True)] * second
        + [(False, False)] * neither
    )
    one, other = np.array(table, bool).T
    found = mcnemar(one, other)
    expected = binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
    assert found.p_value == pytest.approx(expected, rel=1e-9)
    assert (found.only_first, found.only_second) == (first, second)
    assert found.difference == pytest.approx((first - second) / len(table))
    swapped = mcnemar(other, one)
    assert (swapped.low, swapped.high) == pytest.approx((-found.high, -found.low))


def test_the_interval_of_agresti_and_min() -> None:
    """Approval ratings of a prime minister, Agresti and Min 2005: 794, 150, 86, 570 of 1600."""
    table = [(True, True)] * 794 + [(True, False)] * 150 + [(False, True)] * 86 + [(False, False)] * 570
    found = mcnemar(*np.array(table).T)
    assert found.difference == 0.04
    # Wald on the table with half a document added to each cell.
    n, b, c = 1602, 150.5, 86.5
    half = 1.959964 * np.sqrt((b + c) - (b - c) ** 2 / n) / n
    assert (found.low, found.high) == pytest.approx(((b - c) / n - half, (b - c) / n + half), abs=1e-7)
    assert (found.low, found.high) == pytest.approx((0.0213, 0.0586), abs=5e-4)


def test_two_sets_of_different_documents_are_refused() -> None:
    for one, other in ((np.ones(3, bool), np.ones(4, bool)), (np.ones(0, bool), np.ones(0, bool))):
        with pytest.raises(ValueError, match="the same documents"):
            mcnemar(one, other)
