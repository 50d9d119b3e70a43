"""What a Keras function is told about the texts it is to classify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from keras import layers
    from numpy.typing import NDArray


@dataclass(frozen=True)
class TextSpec:
    """The facts of the training part that shape a model.

    Args:
        vocabulary_size: Rows of the embedding table, the reserved ids included (0 is padding).
        length: Tokens in a sequence, or None where batches differ in length.
        classes: Number of classes.
        documents: The ids of each training document, while a model is built for them.
        labels: The class index of each of them, likewise.
    """

    vocabulary_size: int
    length: int | None = None
    classes: int = 2
    documents: Sequence[NDArray[np.int32]] = field(default=(), repr=False, compare=False)
    labels: Sequence[int] | NDArray[np.int64] = field(default=(), repr=False, compare=False)

    def idf(self) -> NDArray[np.float32]:
        """Inverse document frequency of each id in the training part; shape ``(vocabulary_size,)``.

        ``ln((1 + n) / (1 + df)) + 1`` for an id in ``df`` of ``n`` documents, and 0 for padding.

        Example:
            >>> import numpy as np
            >>> TextSpec(4, documents=[np.array([1, 2, 1]), np.array([1])]).idf().round(2).tolist()
            [0.0, 1.0, 1.409999966621399, 2.0999999046325684]

        Reference:
            sklearn.feature_extraction.text.TfidfTransformer, ``smooth_idf=True``.
        """
        import numpy as np

        idf = np.log((1 + len(self.documents)) / (1 + self._frequencies(self.documents))) + 1
        idf[0] = 0
        return idf.astype(np.float32)

    def log_count_ratios(self) -> NDArray[np.float32]:
        """How strongly each id speaks for a class against all others; shape ``(vocabulary_size, classes)``.

        Of padding 0. Smoothed by 1: see :func:`bench.features.log_count_ratio.log_count_ratio`.

        Example:
            >>> import numpy as np
            >>> spec = TextSpec(3, documents=[np.array([1]), np.array([2, 1, 2])], labels=[0, 1])
            >>> (100 * spec.log_count_ratios()).round().astype(int).tolist()
            [[0, 0], [29, -29], [-41, 41]]

        Reference:
            Wang and Manning, ACL 2012, https://aclanthology.org/P12-2018, section 2.1.
        """
        import numpy as np

        from bench.features.log_count_ratio import log_count_ratio

        members: list[list[NDArray[np.int32]]] = [[] for _ in range(self.classes)]
        for ids, label in zip(self.documents, self.labels, strict=True):
            members[label].append(ids)
        frequencies = np.array([self._frequencies(documents)[1:] for documents in members])
        rest = frequencies.sum(axis=0) - frequencies
        ratios = [log_count_ratio(own, other) for own, other in zip(frequencies, rest, strict=True)]
        return np.pad(np.stack(ratios, axis=1), ((1, 0), (0, 0))).astype(np.float32)

    def _frequencies(self, documents: Sequence[NDArray[np.int32]]) -> NDArray[np.int64]:
        """In how many of these documents each id is."""
        import numpy as np

        frequencies = np.zeros(self.vocabulary_size, np.int64)
        for ids in documents:
            frequencies[np.unique(ids)] += 1
        return frequencies

    def output_layer(self) -> layers.Dense:
        """One sigmoid unit for two classes, else a softmax with one unit a class; always in float32."""
        from keras import layers

        if self.classes == 2:
            return layers.Dense(1, activation="sigmoid", dtype="float32")
        return layers.Dense(self.classes, activation="softmax", dtype="float32")
