"""Keras layers that the models need and Keras does not have, one a file."""

from __future__ import annotations

from bench.neural.layers.dropout import Dropout
from bench.neural.layers.hashed_ngrams import HashedNgrams
from bench.neural.layers.known_numbers import known_numbers
from bench.neural.layers.masked_average_pooling import MaskedAveragePooling1D
from bench.neural.layers.masked_conv import MaskedConv1D
from bench.neural.layers.masked_max_pooling import MaskedMaxPooling1D
from bench.neural.layers.normalized_sum import NormalizedSum1D
from bench.neural.layers.position_embedding import PositionEmbedding
from bench.neural.layers.random_positions import RandomPositions
from bench.neural.layers.token_dropout import TokenDropout

__all__ = [
    "Dropout",
    "HashedNgrams",
    "MaskedAveragePooling1D",
    "MaskedConv1D",
    "MaskedMaxPooling1D",
    "NormalizedSum1D",
    "PositionEmbedding",
    "RandomPositions",
    "TokenDropout",
    "known_numbers",
]
