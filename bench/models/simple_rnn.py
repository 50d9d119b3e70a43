"""A simple recurrent network over word embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model(
    "simple-rnn", unknown="drop", length=189, padding="pre", truncating="pre", optimizer="rmsprop",
    epochs=4, patience=None, restore_best=False, validation_fraction=0.2,
)  # fmt: skip
def simple_rnn(spec: TextSpec, embedding: int = 32, units: int = 32, mask: bool = False) -> Model:
    """Embedding, simple recurrent layer, and the output.

    The defaults are the configuration published for the spam collection, all words, padded in front to the
    longest message: 285,472 + 2,080 + 33 parameters for 8,921 rows. The source gives no epochs and no batch
    size; four epochs and Keras' 64 are what the tutorial it follows uses.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the word vectors.
        units: Size of the state.
        mask: Skip padding.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        RNN lecture deck (2019.12), after Won, "딥 러닝을 이용한 자연어 처리 입문",
        wikidocs.net/book/2155, chapter on spam mail; Elman, "Finding structure in time",
        *Cognitive Science* 14 (1990), 179-211.
    """
    from keras import Sequential, layers

    from bench.neural.recurrent import SimpleRNN

    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, embedding, mask_zero=mask),
            SimpleRNN(units),
            spec.output_layer(),
        ]
    )
