"""A model that reads the padding in front of its documents once for all documents of a batch."""

from __future__ import annotations

from typing import Any, Self

import keras
from keras import ops

from bench.neural.front_padding.cells import cell_of
from bench.neural.front_padding.loop import recur


class FrontPaddingReader(keras.Model):  # type: ignore[misc]
    """Computes what a sequential model computes of rows padded in front, given rows without that padding.

    A recurrent layer without a mask reads the padding too, and until the first token its state is the same
    for every document: here it is computed once, for as many steps as the rows are short of their full
    length, and each document goes on from it. Outputs and gradients are those of the model itself, to
    rounding. Where the model drops components of the word vectors while it trains, all documents of a batch
    share what is dropped of the padding that they share; of their tokens each has its own.

    The layers are those of the model, so that training one trains the other.

    Args:
        plain: Embedding without a mask, any dropout, one recurrent layer, and layers that take any length.
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

    def __init__(self, plain: keras.Sequential, length: int) -> None:
        super().__init__()
        self.plain = plain
        self.length = length

    @classmethod
    def of(cls, model: keras.Model, length: int) -> Self | None:
        """The reader of a model, or None where the model is of another kind."""
        if not isinstance(model, keras.Sequential) or not isinstance(model.layers[0], keras.layers.Embedding):
            return None
        if not model.built:  # it was given no Input
            model.build((None, length))
        _, recurrent, rest = _cut(model)
        fits = recurrent is not None and not model.layers[0].mask_zero and not any(map(_recurrent, rest))
        return cls(model, length) if fits else None

    @property
    def output_shape(self) -> tuple[int | None, ...]:
        """That of the model."""
        return tuple(self.plain.output_shape)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """Outputs of the model for the full rows."""
        vectors, recurrent, rest = _cut(self.plain)
        padding = ops.zeros((1, self.length - ops.shape(inputs)[1]), dtype="int32")
        x = inputs
        for layer in vectors:
            padding, x = _called(layer, padding, training), _called(layer, x, training)
        earlier, states = _read(recurrent, padding, self.length)
        batch = ops.shape(inputs)[0]
        x = recurrent(x, initial_state=[ops.repeat(state, batch, axis=0) for state in states])
        if recurrent.return_sequences:
            x = ops.concatenate([ops.repeat(earlier, batch, axis=0), x], axis=1)
        for layer in rest:
            x = _called(layer, x, training)
        return x


def _cut(
    model: keras.Sequential,
) -> tuple[list[keras.layers.Layer], keras.layers.RNN | None, list[keras.layers.Layer]]:
    """The layers that give the word vectors, the recurrent layer behind them if one is, and the rest."""
    for place, layer in enumerate(model.layers):
        if not isinstance(layer, keras.layers.Embedding | keras.layers.Dropout):
            usable = cell_of(layer) is not None
            return model.layers[:place], layer if usable else None, model.layers[place + 1 :]
    return model.layers, None, []


def _recurrent(layer: keras.layers.Layer) -> bool:
    return isinstance(layer, keras.layers.RNN | keras.layers.Bidirectional)


def _called(layer: keras.layers.Layer, x: Any, training: bool) -> Any:
    return layer(x, training=training) if isinstance(layer, keras.layers.Dropout) else layer(x)


def _read(layer: keras.layers.RNN, padding: Any, longest: int) -> tuple[Any, Any]:
    """Outputs, ``(1, time, units)``, and last states of the recurrent layer for one document of padding."""
    if keras.backend.backend() != "tensorflow":  # compiled already, for each length
        if not padding.shape[1]:
            return ops.zeros((1, 0, layer.units)), layer.get_initial_state(1)
        _, outputs, states = layer.inner_loop(padding, layer.get_initial_state(1), None, training=True)
        return outputs, states
    import tensorflow as tf

    cell = layer.cell
    kernel, recurrent, bias = map(tf.convert_to_tensor, (cell.kernel, cell.recurrent_kernel, cell.bias))
    bias, recurrent_bias = tf.unstack(bias) if len(bias.shape) == 2 else (bias, tf.zeros_like(bias))
    outputs, states = recur(cell_of(layer), padding[0] @ kernel + bias, recurrent, recurrent_bias, longest)
    return outputs[None], states
