"""Convolutions over the letters that Korean syllables are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("jamo-cnn", analyzer="jamo", min_count=5, length=300, batches="bucketed")
def jamo_cnn(
    spec: TextSpec,
    embedding: int = 64,
    syllable: int = 5,
    syllable_filters: int = 128,
    widths: Sequence[int] = (3, 5, 7),
    filters: int = 128,
    dropout: float = 0.4,
) -> Model:
    """Embedding, a convolution about a syllable wide, wider ones over it, maximum over time, the output.

    It reads jamo, the letters of Hangul (``analyzer="jamo"``), or any other characters, so it needs no
    morphemes and knows no unknown words: use it with tokenizer ``raw``.

    Args:
        spec: Number of different jamo, sequence length and number of classes.
        embedding: Size of a jamo's vector.
        syllable: Jamo that the features of the first convolution see; a syllable has two or three.
        syllable_filters: Features of the first convolution.
        widths: Steps that the features of each convolution over it see.
        filters: Features of each of these.
        dropout: Share of the features dropped in training.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Zhang, Zhao and LeCun, "Character-level convolutional networks for text classification", NIPS 2015,
        https://arxiv.org/abs/1509.01626; Stratos, "A sub-character architecture for Korean language
        processing", EMNLP 2017, https://arxiv.org/abs/1707.06341.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import Dropout, MaskedConv1D, MaskedMaxPooling1D

    ids = Input((spec.length,), dtype="int32")
    jamo = layers.Embedding(spec.vocabulary_size, embedding, mask_zero=True)(ids)
    syllables = MaskedConv1D(syllable_filters, syllable, activation="relu")(jamo)
    syllables = Dropout(dropout / 2)(syllables)
    found = [
        MaskedMaxPooling1D()(MaskedConv1D(filters, width, activation="relu")(syllables)) for width in widths
    ]
    features = Dropout(dropout)(layers.Concatenate()(found))
    return Model(ids, spec.output_layer()(features))
