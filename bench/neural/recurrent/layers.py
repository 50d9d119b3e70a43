"""Keras' recurrent layers, with a faster loop under TensorFlow on processors."""

from __future__ import annotations

from functools import cache
from typing import Any

import keras
from keras import ops

from bench.neural.recurrent.cells import cell_of
from bench.neural.recurrent.loop import Weights, recur


class _Compiled(keras.layers.RNN):  # type: ignore[misc]
    """Takes the place of Keras' loop where there is a compiled one for what the layer does."""

    def inner_loop(self, sequences: Any, initial_state: Any, mask: Any, training: bool = False) -> Any:
        """As Keras' own: the last output, all outputs, and the last states."""
        cell = cell_of(self)
        if cell is None or not _on_processors():
            return super().inner_loop(sequences, initial_state, mask, training=training)
        if training and self.dropout:
            sequences = sequences * self.cell.get_dropout_mask(sequences[:, 0])[:, None]
        if isinstance(mask, list | tuple):
            (mask,) = mask
        if self.go_backwards:
            sequences, mask = ops.flip(sequences, 1), None if mask is None else ops.flip(mask, 1)
        outputs, *states = recur(cell, sequences, weights_of(self), initial_state, mask)
        last = states[0]
        if self.zero_output_for_mask and mask is not None:  # Bidirectional asks for it
            outputs = outputs * ops.cast(mask, outputs.dtype)[..., None]
            last = outputs[:, -1]
        return last, outputs, states


@keras.saving.register_keras_serializable("textbench")
class LSTM(_Compiled, keras.layers.LSTM):  # type: ignore[misc]
    """``keras.layers.LSTM``: its arguments, shapes and weights, and to rounding its results and gradients.

    Under TensorFlow, where there is no GPU, it is computed by
    :func:`bench.neural.recurrent.loop.recur`, unless it has other activations than Keras' defaults, no bias,
    a recurrent dropout, a state kept between batches, or half precision; then, and on other backends, by
    Keras. One thing differs: behind a mask, a step before the first token gives the states that went in,
    where Keras gives zeros; without ``initial_state`` they are the same.

    Example:
        >>> import numpy as np
        >>> LSTM(3, return_sequences=True)(np.zeros((2, 5, 4), "float32")).shape[1:] == (5, 3)
        True

    Reference:
        See :class:`bench.neural.recurrent.cells.LSTM`.
    """


@keras.saving.register_keras_serializable("textbench")
class GRU(_Compiled, keras.layers.GRU):  # type: ignore[misc]
    """``keras.layers.GRU``, computed as :class:`LSTM` is.

    Example:
        >>> import numpy as np
        >>> GRU(3)(np.zeros((2, 5, 4), "float32")).shape[1]
        3

    Reference:
        See :class:`bench.neural.recurrent.cells.GRU`.
    """


@keras.saving.register_keras_serializable("textbench")
class SimpleRNN(_Compiled, keras.layers.SimpleRNN):  # type: ignore[misc]
    """``keras.layers.SimpleRNN``, computed as :class:`LSTM` is.

    Example:
        >>> import numpy as np
        >>> SimpleRNN(3)(np.zeros((2, 5, 4), "float32")).shape[1]
        3

    Reference:
        See :class:`bench.neural.recurrent.cells.SimpleRNN`.
    """


def weights_of(layer: keras.layers.RNN) -> Weights:
    """The weights that a layer's loop needs."""
    cell, bias = layer.cell, ops.convert_to_tensor(layer.cell.bias)
    bias, recurrent_bias = (bias[0], bias[1]) if len(bias.shape) == 2 else (bias, ops.zeros_like(bias))
    return Weights(cell.kernel, cell.recurrent_kernel, bias, recurrent_bias)


@cache
def _on_processors() -> bool:
    if keras.backend.backend() != "tensorflow":
        return False
    import tensorflow as tf

    return not tf.config.list_physical_devices("GPU")
