"""A convolution, pooled, and two bidirectional LSTMs over what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model(
    "cnn-bilstm", max_tokens=10_000, start=True, length=200, padding="pre", truncating="pre",
    patience=4, reduce_after=2, reduce_factor=0.2,
)  # fmt: skip
def cnn_bilstm(
    spec: TextSpec,
    embedding: int = 200,
    dropout: float = 0.5,
    filters: int = 64,
    kernel: int = 5,
    pool: int = 4,
    units: int = 64,
    last_units: int = 32,
) -> Model:
    """Embedding, dropout, convolution, max pooling, BiLSTM, dropout, BiLSTM, and the output.

    The defaults are the configuration published for the film reviews with 10,000 words: 2,171,393
    parameters; adam, batches of 64, at most 20 epochs, patience 4, learning rate times 0.2 after 2.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        dropout: Share dropped in training, after the embedding and between the LSTMs.
        filters: Features of the convolution.
        kernel: Tokens that each feature sees.
        pool: Steps that become one.
        units: Size of the first LSTM's state, in each direction.
        last_units: Size of the second's.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Course notes (2024-07).
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
            layers.Bidirectional(LSTM(units, return_sequences=True)),
            Dropout(dropout),
            layers.Bidirectional(LSTM(last_units)),
            spec.output_layer(),
        ]
    )
