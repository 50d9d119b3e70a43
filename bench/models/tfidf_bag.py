"""TF-IDF of n-grams as a network: vectors of n-grams, weighed, summed and normalised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model(
    "tfidf-bag",
    analyzer="token-ngrams",
    min_count=2,
    unknown="drop",
    length=5_000,
    batches="bucketed",
    batch_size=256,
    epochs=50,
)
def tfidf_bag(spec: TextSpec, embedding: int = 4, dropout: float = 0.3) -> Model:
    """What ``tfidf-logreg`` computes, of vectors in place of numbers, with whole n-grams dropped in training.

    ``ngram-bag`` hashes its n-grams, seen once or often, and averages their vectors; here each that two
    documents have is known by name, and weighs the more the fewer have it. Of ``raw`` text
    (``analyzer="character-ngrams"``) it needs no tokenizer.

    Args:
        spec: Vocabulary size, training documents and number of classes.
        embedding: Size of the vectors.
        dropout: Share of the n-grams dropped in training.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Joulin, Grave, Bojanowski and Mikolov, "Bag of tricks for efficient text classification", EACL
        2017, https://arxiv.org/abs/1607.01759; Iyyer et al., "Deep unordered composition rivals syntactic
        methods for text classification", ACL 2015, https://aclanthology.org/P15-1162 (its dropout); weights
        and norm are those of sklearn.feature_extraction.text.TfidfVectorizer with ``binary=True``.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import NormalizedSum1D, TokenDropout, known_numbers

    ids = Input((spec.length,), dtype="int32")
    kept = TokenDropout(dropout)(ids)
    weights = known_numbers(kept, spec.idf(), "idf")
    vectors = layers.Embedding(spec.vocabulary_size, embedding, name="vectors")(kept)
    return Model(ids, spec.output_layer()(NormalizedSum1D()([vectors, weights])))
