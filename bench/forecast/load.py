"""How much a trial has to read: what its time goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.catalogue import models
from bench.errors import BenchError
from bench.recipe import Recipe
from bench.records.record import Record


@dataclass(frozen=True)
class Load:
    """What a trial reads.

    Args:
        documents: In the training part.
        test_documents: In the test part.
        tokens: Mean number of a document.
        read: The same as a neural model has it, cut and padded; else equal to ``tokens``.
        passes: How often training goes through the training part: epochs; of a model that is not neural,
            one for each class where there are more than two, as of models that set one against the rest.
    """

    documents: int
    test_documents: int
    tokens: float
    read: float
    passes: float


def is_neural(model: str) -> bool:
    """Whether a registered model trains in epochs.

    Example:
        >>> is_neural("lstm"), is_neural("nb")
        (True, False)
    """
    try:
        return models.entry(model).needs == "neural"
    except BenchError:  # of a plugin that is not loaded
        return False


def parameters(recipe: Recipe) -> Mapping[str, Any]:
    """Every parameter of a recipe, as far as its model is known here."""
    try:
        params: Mapping[str, Any] = models[recipe.name].complete(recipe.params).params
    except BenchError:
        return recipe.params
    return params


def load(recipe: Recipe, counts: Mapping[str, int], classes: int, tokens: float, epochs: float) -> Load:
    """What a trial reads.

    Args:
        recipe: Of its model.
        counts: Of its data set: ``train``, ``test``.
        classes: Of its data set.
        tokens: Mean number of a document.
        epochs: Run, or expected; of a neural model.
    """
    read, passes = tokens, float(classes if classes > 2 else 1)
    if is_neural(recipe.name):
        params = parameters(recipe)
        length = params.get("length") or tokens
        read = min(length, tokens) if params.get("batches") == "bucketed" else length
        passes = epochs + (best_epochs(params, epochs) if params.get("refit") else 0.0)
    return Load(counts["train"], counts["test"], tokens, max(read, 1.0), max(passes, 1.0))


def load_of(record: Record, tokens: float) -> Load:
    """What a trial that is recorded has read."""
    recipe = Recipe(record.model["name"], record.model["params"])
    return load(recipe, record.card["counts"], len(record.card["classes"]), tokens, len(record.history))


def best_epochs(params: Mapping[str, Any], epochs: float) -> float:
    """The epochs before those that patience waited for in vain."""
    return max(1.0, epochs - (params.get("patience") or 0))
