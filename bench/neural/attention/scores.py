"""The attention weights that a trained model gives to the tokens of chosen documents."""

from __future__ import annotations

import inspect
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray


def attention_scores(model: keras.Model, rows: NDArray[np.int32]) -> dict[str, NDArray[np.float32]]:
    """What each attention layer of a model looks at.

    Args:
        model: A functional or sequential model, trained or not.
        rows: Ids of the documents, padded; shape ``(documents, time)``.

    Returns:
        For each layer whose call takes ``return_attention_scores``, by its name: its weights as the
        layer gives them, ``(documents, time)`` for this package's many-to-one layers,
        ``(documents, heads, time, time)`` for ``keras.layers.MultiHeadAttention``. Empty for a model
        without attention.
    """
    layers = [layer for layer in model.layers if gives_scores(layer)]
    if not layers:
        return {}
    # The layers are asked on values, not symbolically: Keras cannot have one layer twice in a graph with
    # different numbers of outputs.
    (ids,) = model.inputs  # a sequential model that was never called has no `input`
    seen = keras.Model(ids, {layer.name: _called_on(layer) for layer in layers})(rows)
    return {layer.name: np.asarray(_ask(layer, seen[layer.name])) for layer in layers}


def gives_scores(layer: keras.layers.Layer) -> bool:
    """Whether a layer can return attention weights."""
    return "return_attention_scores" in inspect.signature(layer.call).parameters


def _called_on(layer: keras.layers.Layer) -> Any:
    """The inputs of a layer, without the mask that a sequential model hands over beside them."""
    if not isinstance(layer.input, list | tuple):
        return layer.input
    inputs = [tensor for tensor in layer.input if tensor.dtype != "bool"]
    return inputs if len(inputs) > 1 else inputs[0]


def _ask(layer: keras.layers.Layer, inputs: Any) -> Any:
    if isinstance(layer, keras.layers.MultiHeadAttention):  # takes its inputs one by one
        _, scores = layer(*inputs, return_attention_scores=True)
    else:
        _, scores = layer(inputs, return_attention_scores=True)
    return scores
