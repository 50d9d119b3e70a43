"""A bag of words and hashed bigrams: the plainest network there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("fasttext", max_tokens=50_000, length=500, batches="bucketed", learning_rate=0.003)
def fasttext(spec: TextSpec, embedding: int = 32, buckets: int = 200_000, dropout: float = 0.2) -> Model:
    """The average of the vectors of all words and bigrams, and the output.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the vectors.
        buckets: Vectors that the bigrams share, by their hash.
        dropout: Share of the average's components dropped in training.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Joulin, Grave, Bojanowski and Mikolov, "Bag of tricks for efficient text classification", EACL
        2017, https://arxiv.org/abs/1607.01759.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import HashedNgrams, MaskedAveragePooling1D

    ids = Input((spec.length,), dtype="int32")
    words = layers.Embedding(spec.vocabulary_size, embedding, mask_zero=True)(ids)
    bigrams = layers.Embedding(buckets + 1, embedding, mask_zero=True)(HashedNgrams(2, buckets)(ids))
    average = MaskedAveragePooling1D()(layers.Concatenate(axis=1)([words, bigrams]))
    return Model(ids, spec.output_layer()(layers.Dropout(dropout)(average)))
