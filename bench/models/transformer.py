"""One block of a Transformer's encoder over word and position embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.errors import RecipeError
from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Layer, Model

    from bench.neural import TextSpec


@keras_model("transformer", max_tokens=10_000, start=True, length=80, batch_size=200, epochs=10)
def transformer(
    spec: TextSpec,
    embedding: int = 32,
    positions: str = "learned",
    heads: int = 3,
    key: int = 32,
    feed_forward: int = 64,
    dense: int = 64,
    dropout: float = 0.1,
    mask: bool = False,
) -> Model:
    """Words and positions, self-attention, feed-forward, average, a dense layer, and a softmax.

    Each of the two sublayers is followed by its residual and batch normalisation. The sizes are those
    published for the film reviews with 10,000 words of which 80 are read: 341,858 parameters (341,730
    trainable). The source calls its position embedding outside of the model, so that it stays as it was
    drawn: ``positions="random"``, 339,298 parameters (339,170 trainable).

    Args:
        spec: Vocabulary size, sequence length (needed here) and number of classes.
        embedding: Size of the word and position vectors.
        positions: ``learned``, or ``random``: drawn and never trained.
        heads: Heads of the self-attention.
        key: Size of each head's keys and queries.
        feed_forward: Units between the two layers of the feed-forward part.
        dense: Units between average and output.
        dropout: Share dropped in training, of the average and before the output.
        mask: Neither attend to padding nor average over it; the source does both.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to one probability a class, two
        classes too.

    Raises:
        RecipeError: There are no such positions, or the length is open.

    Reference:
        Course notes (2024-07), after the Keras example "Text classification with Transformer"; Vaswani et
        al., "Attention is all you need", NIPS 2017, https://arxiv.org/abs/1706.03762.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import MaskedAveragePooling1D

    ids = Input((spec.length,), dtype="int32")
    words = layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask)(ids)
    x = _positions(positions, spec.length)(words)
    attended = layers.MultiHeadAttention(heads, key)(x, x)
    x = layers.BatchNormalization()(layers.Add()([x, attended]))  # Add, as "+" would lose the mask
    hidden = layers.Dense(embedding)(layers.Dense(feed_forward, activation="relu")(x))
    x = layers.BatchNormalization()(layers.Add()([x, hidden]))
    average = layers.Dropout(dropout)(MaskedAveragePooling1D()(x))
    hidden = layers.Dropout(dropout)(layers.Dense(dense, activation="relu")(average))
    return Model(ids, layers.Dense(spec.classes, activation="softmax", dtype="float32")(hidden))


def _positions(name: str, length: int | None) -> Layer:
    from bench.neural.layers import PositionEmbedding, RandomPositions

    kinds = {"learned": PositionEmbedding, "random": RandomPositions}
    if name not in kinds:
        raise RecipeError(f"positions='{name}' is none of {', '.join(kinds)}")
    if length is None:
        raise RecipeError("a Transformer with positions needs a fixed length", remedy="set batches='fixed'")
    return kinds[name](length)
