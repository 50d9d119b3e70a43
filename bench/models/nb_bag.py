"""NB-SVM as a network: vectors of n-grams, scaled by how strongly each speaks for a class, and summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.models.plugin import keras_model

if TYPE_CHECKING:
    from keras import Model

    from bench.neural import TextSpec


@keras_model(
    "nb-bag",
    analyzer="token-ngrams",
    min_count=2,
    unknown="drop",
    length=5_000,
    batches="bucketed",
    batch_size=256,
    epochs=50,
)
def nb_bag(spec: TextSpec, embedding: int = 4, dropout: float = 0.3) -> Model:
    """What ``tfidf-nb-svm`` computes, of vectors in place of numbers, with whole n-grams dropped in training.

    ``tfidf-bag`` whose vectors are multiplied by the log-count ratio of their n-gram: those that tell the
    classes apart learn fast, the others hardly at all. Of ``raw`` text
    (``analyzer="character-ngrams"``) it needs no tokenizer.

    Args:
        spec: Vocabulary size, training documents, their labels, and number of classes.
        embedding: Size of the vectors.
        dropout: Share of the n-grams dropped in training.

    Returns:
        An uncompiled model from int32 ids of shape ``(batch, length)`` to probabilities.

    Reference:
        Li, Zhao, Liu, Wang and Du, "Weighted neural bag-of-n-grams model: new baselines for text
        classification", COLING 2016, https://aclanthology.org/C16-1150, trained on the labels alone. Of more
        than two classes, an n-gram has the ratio of the class that it tells most about. Weights and norm are
        those of sklearn.feature_extraction.text.TfidfVectorizer with ``binary=True``.
    """
    from keras import Input, Model, layers

    from bench.neural.layers import NormalizedSum1D, TokenDropout, known_numbers

    ids = Input((spec.length,), dtype="int32")
    kept = TokenDropout(dropout)(ids)
    idf = known_numbers(kept, spec.idf(), "idf")
    ratio = known_numbers(kept, abs(spec.log_count_ratios()).max(axis=1), "ratio")
    vectors = layers.Embedding(spec.vocabulary_size, embedding, name="vectors")(kept)
    return Model(ids, spec.output_layer()(NormalizedSum1D()([layers.Multiply()([vectors, ratio]), idf])))
