"""Linear models and naive Bayes: a weight a feature and class, and the strongest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.explain.explanation import Strongest
from bench.explain.not_explainable import NotExplainable

SPACE = "␣"
"""Stands for a space in a run of characters, where it means something."""


@dataclass(frozen=True)
class Weights:
    """What a fitted model knows of each feature.

    Args:
        kind: ``coefficients`` or ``log-probabilities``.
        names: Of the features; shape ``(features,)``.
        of_class: Shape ``(classes, features)``.
        characters: Whether features are runs of characters.
    """

    kind: str
    names: NDArray[np.object_]
    of_class: NDArray[np.float64]
    characters: bool

    def relative(self, number: int, columns: Any = slice(None)) -> NDArray[np.float64]:
        """A class's weights less the mean of the other classes', of the features in ``columns``."""
        chosen = self.of_class[:, columns]
        own = chosen[number]
        return np.asarray(own - (chosen.sum(axis=0) - own) / (len(chosen) - 1))

    def shown(self, name: str) -> str:
        """A feature's name as a person can read it."""
        # Half of a pair of surrogates, as broken data may have, cannot be written.
        name = name.encode("utf-8", "replace").decode()
        return name.replace(" ", SPACE) if self.characters else name


def weights_of(estimator: Any, name: str) -> Weights:
    """The weights of a fitted pipeline of named features and a linear classifier.

    Args:
        estimator: Fitted.
        name: Of the model.

    Raises:
        NotExplainable: Its classifier has neither ``coef_`` nor ``feature_log_prob_``.
    """
    classifier = estimator[-1]
    names = np.asarray(estimator[:-1].get_feature_names_out())
    characters = str(getattr(estimator[0], "analyzer", "")).startswith("char")
    for attribute, kind in (("coef_", "coefficients"), ("feature_log_prob_", "log-probabilities")):
        found = getattr(classifier, attribute, None)
        if found is None or np.ndim(found) != 2 or np.shape(found)[1] != len(names):
            continue
        values = np.asarray(found)
        # Of two classes, a linear model keeps the weights for the second alone.
        both = np.vstack([-values / 2, values / 2]) if len(values) == 1 else values
        return Weights(kind, names, both, characters)
    problem = f"its {type(classifier).__name__} has neither coef_ nor feature_log_prob_"
    raise NotExplainable(problem, where=name)


def strongest(weights: Weights, labels: Sequence[str], number: int) -> tuple[Strongest, ...]:
    """The features that speak most for each class.

    Args:
        weights: Of a fitted model.
        labels: Names of the classes that the model has seen, in order.
        number: Features a class at most; only those that speak for it.
    """
    found = []
    for place, label in enumerate(labels):
        values = weights.relative(place)
        # Names are in alphabetical order: so are, by a stable sort, those of equal weight.
        order = np.argsort(-values, kind="stable")[:number]
        tokens = [(weights.shown(str(weights.names[i])), float(values[i])) for i in order if values[i] > 0]
        found.append(Strongest(label, tuple(tokens)))
    return tuple(found)
