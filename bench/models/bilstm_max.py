"""A bidirectional LSTM, and the strongest answer of each of its units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("bilstm-max", max_tokens=30_000, length=400, batches="bucketed")
def bilstm_max(spec: TextSpec, embedding: int = 128, units: int = 64, dropout: float = 0.4) -> Model:
    """Embedding, BiLSTM, maximum over time, and the output.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of the LSTM's state, in each direction.
        dropout: Share dropped in training, of the word vectors' components and of the maxima.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Conneau et al., "Supervised learning of universal sentence representations from natural language
        inference data", EMNLP 2017, https://arxiv.org/abs/1705.02364, section 3.2.2.
    """
    from keras import Sequential, layers

    from bench.neural.layers import Dropout, MaskedMaxPooling1D
    from bench.neural.recurrent import LSTM

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding, mask_zero=True),
            Dropout(dropout),
            layers.Bidirectional(LSTM(units, return_sequences=True)),
            MaskedMaxPooling1D(),
            Dropout(dropout),
            spec.output_layer(),
        ]
    )
