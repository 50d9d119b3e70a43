"""Wilson's interval against published figures."""

from __future__ import annotations

import pytest

from bench.scores.intervals import wilson


@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
        # (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombe_s_examples(correct: int, total: int, low: float, high: float) -> None:
    assert wilson(correct, total) == pytest.approx((low, high), abs=5e-5)


def test_symmetric_and_within_bounds() -> None:
    for correct in range(11):
        low, high = wilson(correct, 10)
        assert 0 <= low <= correct / 10 <= high <= 1
        assert wilson(10 - correct, 10) == pytest.approx((1 - high, 1 - low))
    assert wilson(10, 10)[1] == 1


@pytest.mark.parametrize(("correct", "total"), [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(correct: int, total: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(correct, total)
