"""The documents that a forecast goes by: how many there are, how long, and a small part of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bench.neural.validation import split_validation
from bench.preparation.documents import read_labels, read_texts
from bench.preparation.parts import read_parts
from bench.preparation.prepare import make_tokenizer, tokenised
from bench.preparation.prepared import Prepared, read_prepared
from bench.trials.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path

MOST = 2000
"""Training documents in a small part, at most; of test documents half as many."""


@dataclass(frozen=True)
class Part:
    """A small part of a data set, in the proportions of its classes.

    Args:
        train: Training documents.
        labels: Their class numbers; shape ``(n,)``.
        test: Test documents.
    """

    train: list[str]
    labels: NDArray[np.int64]
    test: list[str]

    def first(self, size: int) -> Part:
        """A smaller part."""
        kept = _drawn(self.labels, size)
        return Part([self.train[i] for i in kept], self.labels[kept], self.test[: max(1, size // 2)])


@dataclass(frozen=True)
class Material:
    """What is known of a data set under a tokenizer.

    Args:
        counts: ``train`` and ``test``, among others.
        tokens: Mean number of a document.
        preparing: Seconds that reading and tokenising will take; 0 where it is done.
        part: Makes a small part.
    """

    counts: Mapping[str, int]
    tokens: float
    preparing: float
    part: Callable[[], Part]


def material(identity: Identity, data_dir: Path | None) -> Material:
    """The material of a trial: prepared where it is, else a small part of it tokenised and timed.

    Raises:
        MissingExtra: The tokenizer needs a library that is not installed.
        DataError: The data is not what the card declares.
        PluginError: The tokenizer fails.
    """
    known = read_prepared(identity.address.folder)
    if known is not None:
        return Material(known.counts, known.profile["lengths"]["mean"], 0.0, partial(_of_prepared, known))
    began = time.perf_counter()
    _, parts = read_parts(identity.card, data_dir)
    reading = time.perf_counter() - began
    tokenizer = make_tokenizer(identity.tokenizer)
    kept = _drawn(parts.train_labels, MOST)
    test = parts.test_texts[:: max(1, 2 * len(parts.test_texts) // MOST)]
    tokenised(tokenizer, parts.train_texts[:1])  # what is loaded once is not to be counted for each text
    began = time.perf_counter()
    part = Part(
        tokenised(tokenizer, [parts.train_texts[i] for i in kept]),
        parts.train_labels[kept],
        tokenised(tokenizer, test),
    )
    each = (time.perf_counter() - began) / (len(part.train) + len(part.test))
    tokens = fmean(len(document.split()) for document in part.train)
    total = parts.counts["train"] + parts.counts["test"]
    return Material(parts.counts, tokens, reading + each * total, lambda: part)


def _of_prepared(prepared: Prepared) -> Part:
    train, labels = read_texts(prepared.train), read_labels(prepared.train)
    test = read_texts(prepared.test)
    kept = _drawn(labels, MOST)
    return Part([train[i] for i in kept], labels[kept], test[:: max(1, 2 * len(test) // MOST)])


def _drawn(labels: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Positions of a few documents, in the proportions of their classes; all where there are no more."""
    if size >= len(labels):
        return np.arange(len(labels))
    return split_validation(labels, size / len(labels), seed=0)[1]
