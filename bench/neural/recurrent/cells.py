"""One step of a recurrent layer, forwards and backwards, without its matrix products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import keras


class Cell(Protocol):
    """What happens between the matrix products of a step.

    ``inputs`` is the input times the kernel, plus the bias; ``recurrent`` is the state times the recurrent
    kernel, plus its bias where there is one: shape ``(batch, gates * units)`` each.
    """

    states: int
    """How many states there are; the first is the output."""

    resets: bool
    """Whether a gate comes between the state and the inputs, so that their gradients differ."""

    def forward(self, inputs: Any, recurrent: Any, states: Sequence[Any]) -> tuple[list[Any], Any]:
        """The new states, and what ``backward`` needs of the step; shape ``(batch, ...)``."""

    def backward(
        self, kept: Any, states: Sequence[Any], gradients: Sequence[Any]
    ) -> tuple[Any, Any, list[Any]]:
        """Gradients for ``inputs``, ``recurrent`` and the old ``states``, from those for the new ones."""


class LSTM:
    """Long short-term memory; gates in Keras' order: input, forget, candidate, output.

    Reference:
        Hochreiter & Schmidhuber, "Long short-term memory", *Neural Computation* 9 (1997), 1735-1780, with
        the forget gate of Gers et al. (2000), as in :class:`keras.layers.LSTM`.
    """

    states = 2
    resets = False

    def forward(self, inputs: Any, recurrent: Any, states: Sequence[Any]) -> tuple[list[Any], Any]:
        """See :class:`Cell`."""
        import tensorflow as tf

        into, forget, candidate, out = tf.split(inputs + recurrent, 4, axis=-1)
        into, forget, out = tf.sigmoid(into), tf.sigmoid(forget), tf.sigmoid(out)
        candidate = tf.tanh(candidate)
        carried = forget * states[1] + into * candidate
        seen = tf.tanh(carried)
        return [out * seen, carried], tf.concat([into, forget, candidate, out, seen], axis=-1)

    def backward(
        self, kept: Any, states: Sequence[Any], gradients: Sequence[Any]
    ) -> tuple[Any, Any, list[Any]]:
        """See :class:`Cell`."""
        import tensorflow as tf

        into, forget, candidate, out, seen = tf.split(kept, 5, axis=-1)
        output, carried = gradients
        carried = carried + output * out * (1 - seen * seen)
        before = tf.concat(
            [
                carried * candidate * into * (1 - into),
                carried * states[1] * forget * (1 - forget),
                carried * into * (1 - candidate * candidate),
                output * seen * out * (1 - out),
            ],
            axis=-1,
        )
        return before, before, [tf.zeros_like(output), carried * forget]


class GRU:
    """Gated recurrent unit, reset after the matrix product; gates in Keras' order: update, reset, candidate.

    Reference:
        Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP 2014, with
        ``reset_after`` as in :class:`keras.layers.GRU`.
    """

    states = 1
    resets = True

    def forward(self, inputs: Any, recurrent: Any, states: Sequence[Any]) -> tuple[list[Any], Any]:
        """See :class:`Cell`."""
        import tensorflow as tf

        input_gates, candidate = _cut(inputs)
        recurrent_gates, remembered = _cut(recurrent)
        update, reset = tf.split(tf.sigmoid(input_gates + recurrent_gates), 2, axis=-1)
        candidate = tf.tanh(candidate + reset * remembered)
        new = update * states[0] + (1 - update) * candidate
        return [new], tf.concat([update, reset, candidate, remembered], axis=-1)

    def backward(
        self, kept: Any, states: Sequence[Any], gradients: Sequence[Any]
    ) -> tuple[Any, Any, list[Any]]:
        """See :class:`Cell`."""
        import tensorflow as tf

        update, reset, candidate, remembered = tf.split(kept, 4, axis=-1)
        (output,) = gradients
        inner = output * (1 - update) * (1 - candidate * candidate)
        gates = tf.concat(
            [
                output * (states[0] - candidate) * update * (1 - update),
                inner * remembered * reset * (1 - reset),
            ],
            axis=-1,
        )
        return tf.concat([gates, inner], -1), tf.concat([gates, inner * reset], -1), [output * update]


def _cut(gates: Any) -> tuple[Any, Any]:
    """The two gates of a GRU, and its candidate."""
    units = gates.shape[-1] // 3
    return gates[:, : 2 * units], gates[:, 2 * units :]


class SimpleRNN:
    """The plain recurrent step, tanh.

    Reference:
        Elman, "Finding structure in time", *Cognitive Science* 14 (1990), 179-211, as in
        :class:`keras.layers.SimpleRNN`.
    """

    states = 1
    resets = False

    def forward(self, inputs: Any, recurrent: Any, states: Sequence[Any]) -> tuple[list[Any], Any]:
        """See :class:`Cell`."""
        import tensorflow as tf

        new = tf.tanh(inputs + recurrent)
        return [new], new

    def backward(
        self, kept: Any, states: Sequence[Any], gradients: Sequence[Any]
    ) -> tuple[Any, Any, list[Any]]:
        """See :class:`Cell`."""
        import tensorflow as tf

        before = gradients[0] * (1 - kept * kept)
        return before, before, [tf.zeros_like(before)]


def cell_of(layer: keras.layers.Layer) -> Cell | None:
    """The cell of a layer; None where there is none, or it is set up in a way not written out here."""
    if not isinstance(layer, keras.layers.LSTM | keras.layers.GRU | keras.layers.SimpleRNN):
        return None
    usual = (
        layer.activation is keras.activations.tanh
        and getattr(layer, "recurrent_activation", keras.activations.sigmoid) is keras.activations.sigmoid
        and getattr(layer, "reset_after", True)
        and layer.use_bias
        and layer.compute_dtype == "float32"
    )
    if not usual or layer.stateful or layer.recurrent_dropout:
        return None
    if isinstance(layer, keras.layers.LSTM):
        return LSTM()
    return GRU() if isinstance(layer, keras.layers.GRU) else SimpleRNN()
