"""The estimator around a Keras model: vocabulary, encoding, batches, validation, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.neural.spec import TextSpec

if TYPE_CHECKING:
    from bench.neural.estimator import KerasTextClassifier

__all__ = ["KerasTextClassifier", "TextSpec"]


def __getattr__(name: str) -> Any:
    if name == "KerasTextClassifier":  # it needs scikit-learn, which a command line at rest does not
        from bench.neural.estimator import KerasTextClassifier

        return KerasTextClassifier
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
