"""Attention weights brought down to one a token, for the tokens that a network has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import keras
import numpy as np
from numpy.typing import NDArray

from bench.explain.explanation import Look, Weighed
from bench.explain.not_explainable import NotExplainable
from bench.neural.analyzers import ANALYZERS
from bench.neural.attention import FeatureAttention, TimeStepAttention
from bench.neural.attention.scores import attention_scores, gives_scores
from bench.neural.vocabulary import pad

if TYPE_CHECKING:
    from bench.neural import KerasTextClassifier

START = "⟨start⟩"


@dataclass(frozen=True)
class _Read:
    """Documents as a network reads them.

    Args:
        rows: Ids, padded; shape ``(documents, time)``.
        places: Number of the token that stands in each column, from 1; 0 for padding; same shape.
        tokens: Of each document, those cut off included.
        unknown: Tokens outside the vocabulary.
    """

    rows: NDArray[np.int32]
    places: NDArray[np.int32]
    tokens: list[list[str]]
    unknown: list[set[int]]


def attends(model: keras.Model) -> bool:
    """Whether a layer of a network attends to something beside the features of a vector."""
    return any(gives_scores(layer) and not isinstance(layer, FeatureAttention) for layer in model.layers)


def looks(estimator: KerasTextClassifier, documents: Sequence[str], name: str) -> tuple[Look, ...]:
    """What each attention layer of a trained network looks at.

    Args:
        estimator: Trained.
        documents: Tokens joined by single spaces.
        name: Of the model.

    Returns:
        One a layer whose steps are the tokens. Of ``keras.layers.MultiHeadAttention`` the mean over heads
        and queries (the tokens that ask; padding is not asked), of :class:`TimeStepAttention` the mean over
        features.

    Raises:
        NotExplainable: No layer's steps are the tokens, as after a pooling.
    """
    read = _read(estimator, documents)
    found = []
    for layer_name, scores in attention_scores(estimator.model_, read.rows).items():
        layer = estimator.model_.get_layer(layer_name)
        weights, averaged = _over_time(layer, scores, read.places > 0)
        if weights.shape == read.rows.shape and not isinstance(layer, FeatureAttention):
            found.append(Look("attention", type(layer).__name__, averaged, _weighed(read, weights)))
    if not found:
        raise NotExplainable("its attention is over something else than tokens", where=name)
    return tuple(found)


def _read(estimator: KerasTextClassifier, documents: Sequence[str]) -> _Read:
    vocabulary = estimator.vocabulary_
    split = ANALYZERS[vocabulary.analyzer]
    front = [] if vocabulary.start is None else [START]
    tokens = [
        front + [token for token in split(text) if vocabulary.unknown is not None or token in vocabulary.ids]
        for text in documents
    ]
    sequences = vocabulary.encode(documents)
    length = estimator.length_
    if estimator.batches == "bucketed" and estimator.padding == "post":  # padding in front may be read
        length = min(length, max(1, *map(len, sequences)))
    numbers = [np.arange(1, len(ids) + 1, dtype=np.int32) for ids in sequences]
    return _Read(
        pad(sequences, length, estimator.padding, estimator.truncating),
        pad(numbers, length, estimator.padding, estimator.truncating),
        tokens,
        [set(np.flatnonzero(ids == vocabulary.unknown).tolist()) for ids in sequences],
    )


def _over_time(
    layer: keras.layers.Layer, scores: NDArray[np.float32], held: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], str]:
    """Scores as one weight a step, shape ``(documents, time)``, and what they are a mean over."""
    weights = scores.astype(np.float64)
    if isinstance(layer, TimeStepAttention):  # (documents, time, features)
        return weights.mean(axis=2), "features"
    averaged = []
    if weights.ndim == 4:  # (documents, heads, queries, time)
        weights = weights.mean(axis=1)
        averaged.append("heads")
    if weights.ndim == 3:  # (documents, queries, time)
        same = weights.shape[1] == held.shape[1]
        asking = held if same else np.ones(weights.shape[:2], bool)
        weights = np.einsum("dq,dqt->dt", asking / np.maximum(asking.sum(axis=1, keepdims=True), 1), weights)
        averaged.append("queries")
    return weights, " and ".join(averaged)


def _weighed(read: _Read, weights: NDArray[np.float64]) -> tuple[Weighed, ...]:
    found = []
    for tokens, unknown, places, shares in zip(read.tokens, read.unknown, read.places, weights, strict=True):
        kept = places > 0
        numbers = (places[kept] - 1).tolist()
        found.append(
            Weighed(
                tuple(tokens[number] for number in numbers),
                tuple(shares[kept].tolist()),
                tuple(place for place, number in enumerate(numbers) if number in unknown),
                float(shares[~kept].sum()),
            )
        )
    return tuple(found)
