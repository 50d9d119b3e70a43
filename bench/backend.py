"""The Keras backend where the user has chosen none."""

from __future__ import annotations

import importlib.util
import os

BACKENDS = ("tensorflow", "jax", "torch")
"""What Keras can run on, in the order in which one is taken."""


def choose_backend() -> None:
    """Name a backend that is installed, unless the user named one or Keras' own default is there.

    Keras takes TensorFlow where it is told nothing, installed or not. It reads ``KERAS_BACKEND`` when it is
    imported, so that this comes first: with the package itself. Nothing is imported.
    """
    if "KERAS_BACKEND" in os.environ:
        return
    found = next((name for name in BACKENDS if importlib.util.find_spec(name)), "tensorflow")
    if found != "tensorflow":
        os.environ["KERAS_BACKEND"] = found
