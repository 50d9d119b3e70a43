"""Which models TensorFlow should have compiled by XLA on the CPU: those that it makes faster."""

from __future__ import annotations

import keras

from bench.neural.spec import TextSpec

_BATCHES = 1_000
"""Batches to come from which compiling pays: it takes three seconds, and saves some milliseconds a batch."""


def compiled_by_xla(model: keras.Model, spec: TextSpec, batches: int) -> bool | str:
    """What ``jit_compile`` should be.

    Keras' default has XLA compile all but a GRU and an LSTM. On the CPU under TensorFlow it is the other way
    round: compiled, a step of a plain recurrent network of one length is 1.1 (LSTM) to 1.6 times (SimpleRNN)
    as fast; a Transformer's takes 1.1 times as long, and any step with dropout up to 13 times, since its
    random numbers are slow to draw. Batches of several lengths would each be compiled anew.

    Args:
        model: The model, not compiled yet.
        spec: Of its input: of one length or of any.
        batches: That it will be trained on, epoch by epoch, at most.

    Example:
        >>> from keras import Sequential, layers
        >>> from bench.neural import TextSpec
        >>> model = Sequential([layers.Embedding(9, 2), layers.Dropout(0.5), layers.LSTM(2)])
        >>> compiled_by_xla(model, TextSpec(9, 5, 2), 10_000) is True
        False
    """
    if keras.backend.backend() != "tensorflow":
        return "auto"
    layers = list(model._flatten_layers(include_self=False))
    recurrent = any(isinstance(layer, keras.layers.RNN) for layer in layers)
    return recurrent and spec.length is not None and batches >= _BATCHES and not any(map(_random, layers))


def _random(layer: keras.layers.Layer) -> bool:
    """Whether a layer draws random numbers in training."""
    return any(getattr(layer, name, 0) for name in ("rate", "dropout", "recurrent_dropout", "stddev"))
