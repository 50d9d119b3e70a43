"""A bag of hashed n-grams, of words or of characters, many of them dropped in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model("ngram-bag", max_tokens=50_000, length=1_000, batches="bucketed", learning_rate=0.005, epochs=50)
def ngram_bag(
    spec: TextSpec, embedding: int = 4, buckets: int = 2_000_000, longest: int = 3, dropout: float = 0.5
) -> Model:
    """The average of the vectors of all runs of one to ``longest`` tokens, and the output.

    ``fasttext`` with longer runs, more room for them in smaller vectors, and whole runs dropped instead of
    components, so that no single one decides. Over the characters of ``raw`` text
    (``analyzer="characters"``, ``longest=5``) it needs no tokenizer and knows parts of unknown words.

    Args:
        spec: Vocabulary size, sequence length and number of classes.
        embedding: Size of the vectors.
        buckets: Vectors that the runs share, by their hash; single tokens too.
        longest: Tokens in the longest run.
        dropout: Share of the runs dropped in training.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Joulin, Grave, Bojanowski and Mikolov, "Bag of tricks for efficient text classification", EACL
        2017, https://arxiv.org/abs/1607.01759; Iyyer et al., "Deep unordered composition rivals syntactic
        methods for text classification", ACL 2015, https://aclanthology.org/P15-1162 (its dropout).
    """
    from keras import Input, Model, layers

    from bench.neural.layers import HashedNgrams, MaskedAveragePooling1D, TokenDropout

    ids = Input((spec.length,), dtype="int32")
    runs = layers.Concatenate(axis=1)([HashedNgrams(n, buckets)(ids) for n in range(1, longest + 1)])
    vectors = layers.Embedding(buckets + 1, embedding, mask_zero=True)(TokenDropout(dropout)(runs))
    return Model(ids, spec.output_layer()(MaskedAveragePooling1D()(vectors)))
