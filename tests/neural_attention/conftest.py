"""What the attention tests share: sequences of several lengths, softmax in NumPy, saving and loading."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest


class Example:
    """Three documents of 5, 3 and 1 steps, padded at the end to 5, and what is done with them."""

    lengths = (5, 3, 1)
    mask = np.arange(5)[None, :] < np.array(lengths)[:, None]
    no_mask = np.ones((3, 5), bool)

    def states(self, features: int = 4, seed: int = 0) -> np.ndarray:
        """Vectors, in the padding too; shape (3, 5, features)."""
        return np.random.default_rng(seed).normal(size=(3, 5, features)).astype("float32")

    def softmax(self, scores: np.ndarray) -> np.ndarray:
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def masked_softmax(self, scores: np.ndarray, keep: np.ndarray) -> np.ndarray:
        """Softmax of each row over the steps that are kept; 0 elsewhere."""
        weights = np.zeros_like(scores)
        for row, there in enumerate(keep):
            weights[row, there] = self.softmax(scores[row, there])
        return weights

    def randomise(self, layer: keras.layers.Layer) -> None:
        """Give a built layer weights that leave no term of its formula at zero."""
        random = np.random.default_rng(1)
        layer.set_weights([random.normal(size=weight.shape) for weight in layer.get_weights()])

    def reload(self, model: keras.Model, folder: Path) -> keras.Model:
        """The model after a round through its own file."""
        model.save(folder / "model.keras")
        return keras.saving.load_model(folder / "model.keras")


@pytest.fixture
def example() -> Example:
    """Three documents and what is done with them."""
    return Example()
