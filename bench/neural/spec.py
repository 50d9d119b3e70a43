"""What a Keras function is told about the texts it is to classify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keras import layers


@dataclass(frozen=True)
class TextSpec:
    """The facts of the training part that shape a model.

    Args:
        vocabulary_size: Rows of the embedding table, the reserved ids included (0 is padding).
        length: Tokens in a sequence, or None where batches differ in length.
        classes: Number of classes.
    """

    vocabulary_size: int
    length: int | None = None
    classes: int = 2

    def output_layer(self) -> layers.Dense:
        """One sigmoid unit for two classes, else a softmax with one unit a class; always in float32."""
        from keras import layers

        if self.classes == 2:
            return layers.Dense(1, activation="sigmoid", dtype="float32")
        return layers.Dense(self.classes, activation="softmax", dtype="float32")
