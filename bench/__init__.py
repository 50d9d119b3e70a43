"""textbench: is this neural model worth it?

The names here are what a plugin needs; everything is imported when first used.

Example:
    >>> import bench
    >>> bench.TextSpec(vocabulary_size=1000, length=50).classes
    2
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from bench.backend import choose_backend

if TYPE_CHECKING:
    from bench.adapters.rows import Rows
    from bench.catalogue import adapter, tokenizer
    from bench.models.plugin import keras_model, model
    from bench.neural import KerasTextClassifier, TextSpec

__version__ = "0.1.0"

__all__ = [
    "KerasTextClassifier",
    "Rows",
    "TextSpec",
    "adapter",
    "keras_model",
    "model",
    "tokenizer",
]

_PLACES = {
    "KerasTextClassifier": "bench.neural.estimator",
    "Rows": "bench.adapters.rows",
    "TextSpec": "bench.neural.spec",
    "adapter": "bench.catalogue",
    "keras_model": "bench.models.plugin",
    "model": "bench.models.plugin",
    "tokenizer": "bench.catalogue",
}


choose_backend()


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(importlib.import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
