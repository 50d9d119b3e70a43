"""A weighted sum over time, divided by the length of the weights."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class NormalizedSum1D(keras.layers.Layer):  # type: ignore[misc]
    """The sum of weighted vectors, over the Euclidean norm of their weights.

    For vectors ``x_t`` with weights ``w_t``::

        y = sum_t(w_t x_t) / sqrt(sum_t(w_t ** 2))

    With inverse document frequencies for weights this is the product of a row of scikit-learn's
    ``TfidfVectorizer(binary=True)`` with a matrix of vectors. A sequence of zero weights alone gives 0;
    padding has the weight 0, so that no mask is needed.

    Input shape:
        Vectors ``(batch, time, features)`` and weights ``(batch, time, 1)``.

    Output shape:
        ``(batch, features)``.

    Example:
        >>> import numpy as np
        >>> vectors, weights = np.array([[[1.0], [2.0], [9.0]]]), np.array([[[3.0], [4.0], [0.0]]])
        >>> np.asarray(NormalizedSum1D()([vectors, weights])).tolist()
        [[2.200000047683716]]

    Reference:
        Manning, Raghavan and Schuetze, *Introduction to Information Retrieval* (2008), section 6.3.1 (cosine
        normalisation); TensorFlow's ``embedding_lookup_sparse(combiner="sqrtn")``.
    """

    def call(self, inputs: Any) -> Any:
        """Weighted sums of one length."""
        vectors, weights = inputs
        norms = ops.sqrt(ops.sum(ops.square(weights), axis=1))
        return ops.divide_no_nan(ops.sum(vectors * weights, axis=1), norms)
