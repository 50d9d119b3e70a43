"""Two bidirectional LSTMs, the second asked by its own last states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.errors import RecipeError
from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from keras import Layer, Model

    from bench.neural import TextSpec


@keras_model("bilstm-attention", max_tokens=10_000, start=True, length=500, padding="pre", truncating="pre")
def bilstm_attention(
    spec: TextSpec,
    embedding: int = 128,
    units: int = 64,
    attention: str = "additive",
    attention_units: int = 64,
    dense: int = 20,
    dropout: float = 0.5,
    mask: bool = True,
) -> Model:
    """Embedding, two BiLSTMs, attention with their last states as query, a dense layer, and the output.

    The sizes are those published for the film reviews with 10,000 words: 1,496,810 parameters in all.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of each LSTM's state, in each direction.
        attention: ``additive`` (the published one), ``context`` or ``dot-product``.
        attention_units: Width of the attention's hidden layer; none in ``dot-product``.
        dense: Units between context and output.
        dropout: Share dropped in training, of each LSTM's inputs and before the output.
        mask: Skip padding.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Raises:
        RecipeError: There is no such attention.

    Reference:
        Won, "딥 러닝을 이용한 자연어 처리 입문", wikidocs.net/48920 (BiLSTM with attention on film reviews);
        see :class:`bench.neural.attention.AdditiveAttention`.
    """
    from keras import Input, Model, layers

    from bench.neural.recurrent import LSTM

    def bilstm(**options: bool) -> Layer:
        return layers.Bidirectional(LSTM(units, dropout=dropout, return_sequences=True, **options))

    ids = Input((spec.length,), dtype="int32")
    words = layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask)(ids)
    states, forward, _, backward, _ = bilstm(return_state=True)(bilstm()(words))
    query = layers.Concatenate()([forward, backward])
    context = _attention(attention, attention_units)([query, states])
    hidden = layers.Dropout(dropout)(layers.Dense(dense, activation="relu")(context))
    return Model(ids, spec.output_layer()(hidden))


def _attention(name: str, units: int) -> Layer:
    from bench.neural.attention import AdditiveAttention, ContextAttention, DotProductAttention

    kinds: dict[str, Callable[[], Layer]] = {
        "additive": partial(AdditiveAttention, units),
        "context": partial(ContextAttention, units),
        "dot-product": DotProductAttention,
    }
    if name not in kinds:
        raise RecipeError(f"attention='{name}' is none of {', '.join(kinds)}")
    return kinds[name]()
