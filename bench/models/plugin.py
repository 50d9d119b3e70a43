"""What a registered model is, and the two decorators that make one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bench.catalogue import models, origin_of
from bench.errors import PluginError, RecipeError
from bench.recipe import Recipe, keyword_defaults

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class ModelPlugin:
    """A registered model: makes a fresh, unfitted scikit-learn estimator from a recipe's parameters.

    Args:
        name: The registered name.
        parameters: Every parameter a recipe may set, with its default.
        make: Keyword parameters to estimator.
        grid: What ``bench tune`` tries where it is told nothing: values, by parameter.
        neutral: Parameters that are no part of a recipe while they have these values: those that came later.
    """

    name: str
    parameters: Mapping[str, Any] = field(compare=False)
    make: Callable[..., BaseEstimator] = field(compare=False)
    grid: Mapping[str, Sequence[Any]] = field(default_factory=dict, compare=False)
    neutral: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def complete(self, params: Mapping[str, Any]) -> Recipe:
        """The recipe with every parameter, defaults included, but for neutral ones.

        Raises:
            RecipeError: A parameter that the model does not have.
        """
        for key in params:
            if key not in self.parameters:
                known = ", ".join(sorted(self.parameters)) or "none"
                raise RecipeError(
                    f"the model '{self.name}' has no parameter '{key}'", remedy=f"it has: {known}"
                )
        every = {**self.parameters, **params}
        told = {key: value for key, value in every.items() if (key, value) not in self.neutral.items()}
        return Recipe(self.name, told)

    def estimator(self, **params: Any) -> BaseEstimator:
        """A fresh estimator.

        Raises:
            RecipeError: A parameter that the model does not have.
            PluginError: What the plugin returned is no estimator.
        """
        self.complete(params)
        estimator = self.make(**params)
        if not (hasattr(estimator, "fit") and hasattr(estimator, "predict")):
            raise PluginError(
                f"the model '{self.name}' returned a {type(estimator).__name__} without fit and predict",
                remedy="return a scikit-learn estimator, or register a Keras function with @keras_model",
            )
        return estimator


def model(name: str, *, grid: Mapping[str, Sequence[Any]] | None = None) -> Callable[[F], F]:
    """Register a function, or class, that returns a scikit-learn estimator.

    Its keyword parameters, all with defaults, are what a recipe may set. ``X`` is a sequence of
    strings, one a document, tokens joined by single spaces.

    Args:
        name: What the user types after ``-m``; a version may follow, as in ``mine.v2``.
        grid: Values of parameters worth trying, for ``bench tune``.

    Example:
        >>> from sklearn.feature_extraction.text import TfidfVectorizer
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.svm import LinearSVC
        >>> @model("doc-svm")
        ... def svm(C=1.0):
        ...     return make_pipeline(TfidfVectorizer(analyzer=str.split), LinearSVC(C=C))
    """

    def register(make: F) -> F:
        plugin = ModelPlugin(name, keyword_defaults(make), make, grid or {})
        models.register(name, plugin, origin=origin_of(make), module=make.__module__)
        return make

    return register


def keras_model(
    name: str, *, grid: Mapping[str, Sequence[Any]] | None = None, **options: Any
) -> Callable[[F], F]:
    """Register a function from a :class:`bench.TextSpec` and keyword parameters to a ``keras.Model``.

    Args:
        name: What the user types after ``-m``.
        grid: Values of parameters worth trying, for ``bench tune``.
        **options: Defaults for this model of any parameter of
            :class:`bench.neural.KerasTextClassifier`: ``max_tokens``, ``length``, ``epochs``...
            A recipe may set both those and the function's own parameters.

    Example:
        >>> @keras_model("doc-average", max_tokens=5000, length=100, epochs=2)
        ... def average(spec, units=16):
        ...     from keras import Sequential, layers
        ...     return Sequential([
        ...         layers.Embedding(spec.vocabulary_size, units),
        ...         layers.GlobalAveragePooling1D(),
        ...         layers.Dense(spec.classes, activation="softmax"),
        ...     ])
    """
    from bench.neural.options import NEUTRAL, OPTIONS

    def register(build: F) -> F:
        own = keyword_defaults(build)
        for key in own:
            if key in OPTIONS:
                raise PluginError(
                    f"the model '{name}' has a parameter '{key}' that the estimator around it has too",
                    where=origin_of(build),
                    remedy="give the function's parameter another name",
                )
        for key in options:
            if key not in OPTIONS:
                raise PluginError(
                    f"@keras_model('{name}') names an option '{key}' that the estimator does not have",
                    where=origin_of(build),
                    remedy=f"it has: {', '.join(sorted(OPTIONS))}",
                )

        def make(**params: Any) -> BaseEstimator:
            from bench.neural.estimator import KerasTextClassifier

            chosen = {**options, **{key: value for key, value in params.items() if key in OPTIONS}}
            model_params = {key: value for key, value in params.items() if key not in OPTIONS}
            return KerasTextClassifier(build, model_params=model_params or None, **chosen)

        plugin = ModelPlugin(name, {**OPTIONS, **options, **own}, make, grid or {}, NEUTRAL)
        models.register(name, plugin, origin=origin_of(build), module=build.__module__, needs="neural")
        return build

    return register
