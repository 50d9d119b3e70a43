"""A convolution, pooled, and an LSTM over what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("cnn-lstm", max_tokens=5000, start=True, length=500, padding="pre", truncating="pre")
def cnn_lstm(
    spec: TextSpec,
    embedding: int = 120,
    dropout: float = 0.5,
    filters: int = 64,
    kernel: int = 5,
    pool: int = 4,
    units: int = 55,
) -> Model:
    """Embedding, dropout, convolution, max pooling, LSTM, and the output.

    The sizes are those published for the film reviews with 5,000 words: 600,000 + 38,464 + 26,400 + 56
    parameters. The source gives neither the rate of dropout nor the size of the pool.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        dropout: Share of the word vectors' components dropped in training.
        filters: Features of the convolution.
        kernel: Tokens that each feature sees.
        pool: Steps that become one.
        units: Size of the LSTM's state.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        RNN lecture deck (2019.12); Zhou et al., "A C-LSTM neural network for text classification", 2015,
        https://arxiv.org/abs/1511.08630.
    """
    from keras import Sequential, layers

    from bench.neural.layers import Dropout
    from bench.neural.recurrent import LSTM

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding),
            Dropout(dropout),
            layers.Conv1D(filters, kernel, activation="relu"),
            layers.MaxPooling1D(pool),
            LSTM(units),
            spec.output_layer(),
        ]
    )
