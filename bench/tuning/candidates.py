"""What each candidate of a search got."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.recipe import Recipe
from bench.tuning.journal import Fit


@dataclass(frozen=True)
class Candidate:
    """What one candidate got, in one iteration of the search.

    Args:
        recipe: As one would write it.
        params: Those of the grid.
        iteration: From 0; a grid search has one, a halving search several.
        documents: Of the training part that the iteration used, the fold held out included.
        scores: Accuracy on each fold held out; None where it failed.
        mean: Over the folds; None where one failed.
        sd: Standard deviation over the folds (of the folds as they are: divided by their number).
        seconds: Mean time of a fit.
        reason: Why a fold has no score.
    """

    recipe: str
    params: Mapping[str, Any]
    iteration: int
    documents: int
    scores: list[float | None]
    mean: float | None
    sd: float | None
    seconds: float
    reason: str = ""


def candidates(
    results: Mapping[str, Any],
    fits: Iterable[Fit],
    fixed: Recipe,
    complete: Callable[[Mapping[str, Any]], Recipe],
    *,
    folds: int,
    documents: int,
) -> list[Candidate]:
    """What each candidate got, in the order they were searched.

    Args:
        results: ``cv_results_``.
        fits: Those of the journal, for time and reasons, which ``cv_results_`` does not have right where a
            fit was not made again.
        fixed: The recipe without the grid's parameters.
        complete: From parameters to the recipe with every one of them.
        folds: Of the cross-validation.
        documents: Of the training part.
    """
    by_recipe: dict[str, dict[str, Fit]] = {}
    for fit in fits:
        by_recipe.setdefault(fit.recipe, {})[fit.key] = fit
    found = []
    for place, params in enumerate(results["params"]):
        together = Recipe(fixed.name, {**fixed.params, **params})
        iteration = int(results["iter"][place]) if "iter" in results else 0
        # Each iteration takes more documents than the one before.
        fitted = sorted(by_recipe[str(complete(together.params))].values(), key=lambda fit: fit.documents)
        own = fitted[iteration * folds : (iteration + 1) * folds]
        found.append(
            Candidate(
                recipe=str(together),
                params=dict(params),
                iteration=iteration,
                documents=int(results["n_resources"][place]) if "n_resources" in results else documents,
                scores=[_number(results[f"split{fold}_test_score"][place]) for fold in range(folds)],
                mean=_number(results["mean_test_score"][place]),
                sd=_number(results["std_test_score"][place]),
                seconds=round(sum(fit.seconds for fit in own) / max(len(own), 1), 4),
                reason=next((fit.reason for fit in own if fit.reason), ""),
            )
        )
    return found


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
