"""A single GRU over word embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("gru", max_tokens=20_000, length=400, batches="bucketed")
def gru(
    spec: TextSpec, embedding: int = 120, units: int = 120, dropout: float = 0.0, mask: bool = True
) -> Model:
    """Embedding, GRU, and the output.

    The GRU is Keras' default, which resets after the matrix product and has two biases (``reset_after``).
    The sizes are those published for the film reviews with 5,000 words: 687,241 parameters in all.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of the state.
        dropout: Share of the word vectors' components dropped in training.
        mask: Skip padding. Without it the GRU runs over the padding too.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        RNN lecture deck (2019.12); Cho et al., "Learning phrase representations using RNN
        encoder-decoder", EMNLP 2014, https://arxiv.org/abs/1406.1078.
    """
    from keras import Sequential, layers

    from bench.neural.layers import Dropout
    from bench.neural.recurrent import GRU

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask),
            *([Dropout(dropout)] if dropout else []),
            GRU(units),
            spec.output_layer(),
        ]
    )
