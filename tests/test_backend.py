"""Which backend Keras is told to take."""

from __future__ import annotations

import importlib.util
import os

import pytest

from bench import backend


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The modules that can be found; none to begin with."""
    names: set[str] = set()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name if name in names else None)
    monkeypatch.setenv("KERAS_BACKEND", "")  # restored after the test, whatever it does
    monkeypatch.delenv("KERAS_BACKEND")
    return names


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ({"tensorflow", "jax"}, None),
        ({"jax", "torch"}, "jax"),
        ({"torch"}, "torch"),
        (set(), None),
    ],
    ids=["Keras' own default", "jax without TensorFlow", "torch alone", "none of them"],
)
def test_a_backend_that_is_installed_is_named(
    installed: set[str], there: set[str], chosen: str | None
) -> None:
    installed |= there
    backend.choose_backend()
    assert os.environ.get("KERAS_BACKEND") == chosen


def test_what_the_user_chose_stays(installed: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    installed |= {"jax"}
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    backend.choose_backend()
    assert os.environ["KERAS_BACKEND"] == "torch"
