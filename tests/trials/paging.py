"""Models that count the pages cleared for arrays that are freed and made again: a plugin file."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Any

import numpy as np

import bench


def faults(arrays: int) -> int:
    """Page faults of making as many arrays of 64 MB, each freed before the next is made."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(arrays):
        np.ones(8_000_000)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def tell(note: str) -> None:
    """Add a line: the faults of a first array, and of ten more."""
    with Path(note).open("a") as lines:
        lines.write(f"{faults(1)} {faults(10)}\n")


@bench.keras_model("pages-neural", epochs=1)
def pages_neural(spec: bench.TextSpec, note: str = "") -> Any:
    from keras import Sequential, layers

    tell(note)
    return Sequential(
        [layers.Embedding(spec.vocabulary_size, 2), layers.GlobalMaxPooling1D(), spec.output_layer()]
    )


@bench.model("pages-classical")
def pages_classical(note: str = "") -> Any:
    from bench.models.nb import nb

    tell(note)
    return nb()
