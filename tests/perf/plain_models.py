"""Keras models as an example or a course writes them: no mask, and the layers that Keras has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keras import Model


def lstm(vocabulary: int, embedding: int = 120, units: int = 120) -> Model:
    from keras import Sequential, layers

    return Sequential(
        [layers.Embedding(vocabulary, embedding), layers.LSTM(units), layers.Dense(1, activation="sigmoid")]
    )


def small_lstm(vocabulary: int) -> Model:
    return lstm(vocabulary, embedding=100, units=128)


def gru(vocabulary: int) -> Model:
    from keras import Sequential, layers

    return Sequential(
        [layers.Embedding(vocabulary, 120), layers.GRU(120), layers.Dense(1, activation="sigmoid")]
    )


def bilstm_max(vocabulary: int) -> Model:
    from keras import Sequential, layers

    return Sequential(
        [
            layers.Embedding(vocabulary, 128),
            layers.Dropout(0.4),
            layers.Bidirectional(layers.LSTM(64, return_sequences=True)),
            layers.GlobalMaxPooling1D(),
            layers.Dropout(0.4),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def cnn_bilstm(vocabulary: int) -> Model:
    from keras import Sequential, layers

    return Sequential(
        [
            layers.Embedding(vocabulary, 200),
            layers.Dropout(0.5),
            layers.Conv1D(64, 5, activation="relu"),
            layers.MaxPooling1D(4),
            layers.Bidirectional(layers.LSTM(64, return_sequences=True)),
            layers.Dropout(0.5),
            layers.Bidirectional(layers.LSTM(32)),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def transformer(vocabulary: int, length: int = 80) -> Model:
    from keras import Input, Model, layers, ops

    ids = Input((length,), dtype="int32")
    # Called outside of the model, as in the source: the positions stay as they are drawn.
    x = layers.Embedding(vocabulary, 32)(ids) + layers.Embedding(length, 32)(ops.arange(length))
    x = layers.BatchNormalization()(x + layers.MultiHeadAttention(3, 32)(x, x))
    x = layers.BatchNormalization()(x + layers.Dense(32)(layers.Dense(64, activation="relu")(x)))
    x = layers.Dropout(0.1)(layers.GlobalAveragePooling1D()(x))
    x = layers.Dropout(0.1)(layers.Dense(64, activation="relu")(x))
    return Model(ids, layers.Dense(2, activation="softmax")(x))
