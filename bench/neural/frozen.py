"""A Keras model inside a pickle: as the bytes of Keras' own file format."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import keras

from bench.neural.precision import computing_in


def freeze(state: dict[str, Any]) -> dict[str, Any]:
    """The state with its fitted ``model_`` turned into bytes."""
    if "model_" not in state:
        return state
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        state["model_"].save(file)
        return {**state, "model_": file.read_bytes()}


def thaw(state: dict[str, Any]) -> dict[str, Any]:
    """The state with those bytes turned into a model again."""
    if not isinstance(state.get("model_"), bytes):
        return state
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        file.write_bytes(state["model_"])
        with computing_in(state["precision"]):  # layers inside layers are made anew
            return {**state, "model_": keras.saving.load_model(file)}
