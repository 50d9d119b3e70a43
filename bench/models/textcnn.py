"""Convolutions of several widths, and the strongest answer of each feature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("textcnn", max_tokens=30_000, length=400, batches="bucketed")
def textcnn(
    spec: TextSpec,
    embedding: int = 128,
    widths: Sequence[int] = (3, 4, 5),
    filters: int = 100,
    dropout: float = 0.5,
) -> Model:
    """Embedding, one convolution for each width, maximum over time, dropout, and the output.

    The source's CNN-rand, but for the size of its vectors (300) and its bound on the output's weights.
    Padding does not enter: what a document gets does not depend on its batch.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        widths: Tokens that the features of each convolution see.
        filters: Features of each convolution.
        dropout: Share of the features dropped in training, and of the word vectors' components.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Kim, "Convolutional neural networks for sentence classification", EMNLP 2014,
        https://arxiv.org/abs/1408.5882.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import Dropout, MaskedConv1D, MaskedMaxPooling1D

    ids = Input((spec.length,), dtype="int32")
    words = layers.Embedding(spec.vocabulary_size, embedding, mask_zero=True)(ids)
    words = Dropout(dropout)(words)
    found = [MaskedMaxPooling1D()(MaskedConv1D(filters, width, activation="relu")(words)) for width in widths]
    features = Dropout(dropout)(layers.Concatenate()(found))
    return Model(ids, spec.output_layer()(features))
