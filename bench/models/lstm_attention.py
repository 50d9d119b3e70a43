"""An LSTM whose last state looks back over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model(
    "lstm-attention", max_tokens=5000, start=True, length=500, padding="pre", truncating="pre",
    batch_size=40, epochs=100, patience=3,
)  # fmt: skip
def lstm_attention(
    spec: TextSpec,
    embedding: int = 500,
    units: int = 64,
    attention_units: int = 128,
    dropout: float = 0.5,
    mask: bool = False,
) -> Model:
    """Embedding, dropout, LSTM, multiplicative many-to-one attention, dropout, and the output.

    The sizes are those published for the film reviews with 5,000 words: 2,665,249 parameters in all. Its
    twin without attention is ``lstm:embedding=500,units=64,dropout=0.5,state_dropout=0.5``: 2,644,705.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of the LSTM's state.
        attention_units: Size of the attention vector.
        dropout: Share dropped in training, of the word vectors and of the attention vector.
        mask: Skip padding. Without it the attention may look at it.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        A blog of 2023-10-26 with the package ``attention`` by Philippe Rémy, after its IMDB example,
        https://github.com/philipperemy/keras-attention; see
        :class:`bench.neural.attention.MultiplicativeAttention`.
    """
    from keras import Sequential, layers

    from bench.neural.attention import MultiplicativeAttention
    from bench.neural.layers import Dropout
    from bench.neural.recurrent import LSTM

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask),
            Dropout(dropout),
            LSTM(units, return_sequences=True),
            MultiplicativeAttention(attention_units),
            Dropout(dropout),
            spec.output_layer(),
        ]
    )
