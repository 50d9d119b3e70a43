"""A straight line through measured costs."""

from __future__ import annotations

import pytest

from bench.forecast.line import cost_at


def test_two_costs_make_a_line() -> None:
    assert cost_at([(10, 5.0), (30, 9.0)], 100) == pytest.approx(23.0, rel=1e-3)


def test_costs_that_do_not_grow_stay_as_they_are_even_far_away() -> None:
    assert cost_at([(500, 2.0), (2000, 2.0)], 150_000) == pytest.approx(2.0, rel=0.1)


def test_costs_that_fall_with_the_size_are_not_carried_below_zero() -> None:
    assert 0 < cost_at([(500, 2.0), (2000, 1.0)], 150_000) < 2.0


def test_costs_in_proportion_stay_in_proportion() -> None:
    assert cost_at([(500, 1.0), (2000, 4.0)], 100_000) == pytest.approx(200.0, rel=1e-2)


def test_of_one_cost_half_grows() -> None:
    assert cost_at([(100, 4.0)], 100) == pytest.approx(4.0)
    assert cost_at([(100, 4.0)], 300) == pytest.approx(8.0)


def test_it_is_the_relative_error_that_counts() -> None:
    small, large = cost_at([(1, 1.0), (1, 1.2), (100, 90.0)], 1), cost_at([(1, 1.1), (100, 90.0)], 1)
    assert small == pytest.approx(large, rel=0.05)
