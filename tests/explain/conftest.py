"""What tests of explanations share."""

from __future__ import annotations

import pytest

from bench.explain.explanation import Explanation
from tests.explain.example import EXPLANATION


@pytest.fixture
def made() -> Explanation:
    """An explanation that nobody had to train a model for."""
    return EXPLANATION
