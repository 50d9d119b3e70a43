"""Keras' own attention layers, asked with one query a document."""

from __future__ import annotations

from typing import Any

from keras import ops


def attend(attention: Any, query: Any, value: Any, key: Any, mask: Any) -> tuple[Any, Any]:
    """Attend with a single query.

    Args:
        attention: A ``keras.layers.Attention`` or ``AdditiveAttention``.
        query: Shape ``(batch, width)``.
        value: What is summed; shape ``(batch, time, features)``.
        key: What the query is compared with; shape ``(batch, time, width)``.
        mask: True where ``value`` is no padding; shape ``(batch, time)``. None: everywhere.
            Where it is nowhere True, weights are finite and mean nothing.

    Returns:
        The context, of shape ``(batch, features)``, and the weights, of shape ``(batch, time)``.
    """
    context, weights = attention(
        [ops.expand_dims(query, axis=1), value, key], mask=[None, mask, None], return_attention_scores=True
    )
    return ops.squeeze(context, axis=1), ops.squeeze(weights, axis=1)


def mask_of_value(mask: Any) -> Any:
    """The mask of the second of two inputs, or None."""
    return None if mask is None else mask[1]
