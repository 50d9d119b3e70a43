"""Maximum over time, of documents that may be padded."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="textbench")
class MaskedMaxPooling1D(keras.layers.Layer):  # type: ignore[misc]
    """The largest value of each feature over the steps that are not masked; 0 where all are.

    :class:`keras.layers.GlobalMaxPooling1D` lets padding win.

    Input shape:
        ``(batch, time, features)``.

    Output shape:
        ``(batch, features)``.

    Example:
        >>> import numpy as np
        >>> x, mask = np.array([[[1.0], [9.0]], [[7.0], [8.0]]]), np.array([[True, False], [False, False]])
        >>> np.asarray(MaskedMaxPooling1D()(x, mask=mask)).tolist()
        [[1.0], [0.0]]
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """Maxima."""
        if mask is None:
            return ops.max(inputs, axis=1)
        there = ops.cast(ops.expand_dims(mask, axis=-1), "bool")
        maxima = ops.max(ops.where(there, inputs, -65_504.0), axis=1)  # the least number of float16
        return ops.where(ops.any(there, axis=1), maxima, 0)

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """No mask: time is gone."""
        return None
