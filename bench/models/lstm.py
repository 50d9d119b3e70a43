"""A single LSTM over word embeddings: the plainest recurrent classifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("lstm", max_tokens=20_000, length=400, batches="bucketed")
def lstm(
    spec: TextSpec,
    embedding: int = 100,
    units: int = 128,
    dropout: float = 0.0,
    state_dropout: float = 0.0,
    mask: bool = True,
) -> Model:
    """Embedding, LSTM, and a sigmoid unit for two classes or a softmax for more.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of the LSTM's state.
        dropout: Share of the word vectors' components dropped in training.
        state_dropout: Share of the last state's components dropped in training.
        mask: Skip padding. Without it the LSTM runs over the padding too.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Hochreiter and Schmidhuber, "Long short-term memory", *Neural Computation* 9 (1997), 1735-1780.
    """
    from keras import Sequential, layers

    from bench.neural.layers import Dropout
    from bench.neural.recurrent import LSTM

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask),
            *([Dropout(dropout)] if dropout else []),
            LSTM(units),
            *([Dropout(state_dropout)] if state_dropout else []),
            spec.output_layer(),
        ]
    )
