"""A model that reads the padding in front of its documents once for all documents of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import keras
from keras import ops

from bench.neural.recurrent.cells import Cell, cell_of
from bench.neural.recurrent.layers import weights_of
from bench.neural.recurrent.loop import recur


class FrontPaddingReader(keras.Model):  # type: ignore[misc]
    """Computes what a sequential model computes of rows padded in front, given rows without that padding.

    A recurrent layer without a mask reads the padding too, and until the first token its state is the same
    for every document: here it is computed once, for as many steps as the rows are short of their full
    length, and each document goes on from it. Outputs and gradients are those of the model itself, to
    rounding. Where the model drops components of the word vectors while it trains, all documents of a batch
    share what is dropped of the padding that they share; of their tokens each has its own.

    The layers are those of the model, so that training one trains the other. :meth:`of` makes one.

    Args:
        plain: Embedding without a mask, any dropout, one recurrent layer, and layers that take any length.
        parts: The same, taken apart.
        length: Tokens in a full row.

    Input shape:
        Ids, ``(batch, time)``, padded in front, with ``time`` at most ``length``.

    Output shape:
        That of the model.

    Example:
        >>> import numpy as np
        >>> from keras import Sequential, layers
        >>> plain = Sequential([layers.Embedding(9, 4), layers.LSTM(3), layers.Dense(1)])
        >>> rows = np.array([[0, 0, 0, 5, 6], [0, 0, 0, 0, 7]])
        >>> reader = FrontPaddingReader.of(plain, length=5)
        >>> bool(np.allclose(plain(rows), reader(rows[:, 3:]), atol=1e-6))
        True
    """

    def __init__(self, plain: keras.Sequential, parts: Parts, length: int) -> None:
        super().__init__()
        self.plain = plain
        self.parts = parts
        self.length = length

    @classmethod
    def of(cls, model: keras.Model, length: int) -> Self | None:
        """The reader of a model; None where the model is of another kind.

        None too where Keras does not run on TensorFlow, for whose loops alone this is written.
        """
        if keras.backend.backend() != "tensorflow" or not isinstance(model, keras.Sequential):
            return None
        if not model.built:  # it was given no Input
            model.build((None, length))
        parts = Parts.of(model)
        return None if parts is None else cls(model, parts, length)

    @property
    def output_shape(self) -> tuple[int | None, ...]:
        """That of the model."""
        return tuple(self.plain.output_shape)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """Outputs of the model for the full rows."""
        recurrent, x = self.parts.recurrent, inputs
        padding = ops.zeros((1, self.length - ops.shape(inputs)[1]), dtype="int32")
        for layer in self.parts.vectors:
            padding, x = _called(layer, padding, training), _called(layer, x, training)
        earlier, states = _read(self.parts, padding)
        batch = ops.shape(inputs)[0]
        x = recurrent(x, initial_state=[ops.repeat(state, batch, axis=0) for state in states])
        if recurrent.return_sequences:
            x = ops.concatenate([ops.repeat(earlier, batch, axis=0), x], axis=1)
        for layer in self.parts.rest:
            x = _called(layer, x, training)
        return x


@dataclass(frozen=True)
class Parts:
    """The layers of a sequential model, around the one that is recurrent.

    Args:
        vectors: An embedding and any dropout: what they give for a token depends on no other.
        recurrent: Reads the vectors from the first to the last.
        cell: What it does at each.
        rest: The layers behind it, none of them recurrent.
    """

    vectors: Sequence[keras.layers.Layer]
    recurrent: keras.layers.RNN
    cell: Cell
    rest: Sequence[keras.layers.Layer]

    @classmethod
    def of(cls, model: keras.Sequential) -> Parts | None:
        """Take a model apart; None where it is put together in another way, or masks padding."""
        layers = list(model.layers)
        recurrent = [place for place, layer in enumerate(layers) if _recurrent(layer)]
        if len(recurrent) != 1:
            return None
        vectors, layer, rest = layers[: recurrent[0]], layers[recurrent[0]], layers[recurrent[0] + 1 :]
        cell = cell_of(layer)
        plain = all(isinstance(one, keras.layers.Embedding | keras.layers.Dropout) for one in vectors)
        if (
            cell is None
            or layer.go_backwards
            or layer.dropout
            or not plain
            or any(getattr(one, "mask_zero", False) for one in vectors)
        ):
            return None
        return cls(vectors, layer, cell, rest)


def _recurrent(layer: keras.layers.Layer) -> bool:
    return isinstance(layer, keras.layers.RNN | keras.layers.Bidirectional)


def _called(layer: keras.layers.Layer, x: Any, training: bool) -> Any:
    return layer(x, training=training) if isinstance(layer, keras.layers.Dropout) else layer(x)


def _read(parts: Parts, padding: Any) -> tuple[Any, Any]:
    """Outputs, ``(1, time, units)``, and last states of the recurrent layer for one document of padding."""
    nothing = [ops.zeros((1, parts.recurrent.units)) for _ in range(parts.cell.states)]
    outputs, *states = recur(parts.cell, padding, weights_of(parts.recurrent), nothing)
    return outputs, states
