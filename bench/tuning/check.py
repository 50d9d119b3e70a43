"""Whether a recipe is what its tuning chose."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

from bench.cards.load import load_card
from bench.catalogue import models
from bench.errors import RecipeError
from bench.recipe import Recipe
from bench.trials.trial import Trial
from bench.tuning.candidates import Candidate
from bench.tuning.tuning import read_tuning

_EQUAL = 1e-9  # two means that differ by less are one


def check(recipe: Recipe, file: Path) -> None:
    """See that a recipe is the best of a tuning, by the fold scores in its file.

    Every parameter counts, defaults included: a default that has changed since makes another recipe. Of
    several candidates with the same best mean each is the best.

    Raises:
        RecipeError: It is not, or was not among the candidates.
        RecordError: The file is damaged.
    """
    tuning = read_tuning(file)
    means = {tuning.complete(candidate): _mean(candidate) for candidate in tuning.last_iteration()}
    mine = means.get(str(models[recipe.name].complete(recipe.params)))
    remedy = f"use {tuning.best}, or tune again"
    if mine is None:
        raise RecipeError(
            f"'{recipe}' is none of those that the best was chosen of", where=file, remedy=remedy
        )
    if mine < max(means.values()) - _EQUAL:
        problem = f"'{recipe}' has {mine:.4f} on the folds, the best has {max(means.values()):.4f}"
        raise RecipeError(problem, where=file, remedy=remedy)


def unused(folder: Path, trials: Iterable[Trial]) -> list[str]:
    """What is wrong between a folder of tunings and the trials of the suites beside it.

    For each tuning there must be a trial of its data set and tokenizer whose recipe is its best; trials of
    other recipes, such as the defaults, may stand beside it.

    Args:
        folder: Holds ``CARD/TOKENIZER-MODEL.json``.
        trials: Of all suites that the tunings are for.

    Returns:
        A line for each tuning that no trial uses.
    """
    run = [
        (trial.card, str(trial.tokenizer or load_card(trial.card).tokenizer), trial.model) for trial in trials
    ]
    problems = []
    for file in sorted(folder.glob("*/*.json")):
        tuning = read_tuning(file)
        place = (tuning.card["name"], tuning.tokenizer["recipe"], tuning.model["name"])
        mine = [recipe for card, tokenizer, recipe in run if (card, tokenizer, recipe.name) == place]
        if not any(_is_best(recipe, file) for recipe in mine):
            problems.append(f"{file}: no trial runs its best, {tuning.best}")
    return problems


def _is_best(recipe: Recipe, file: Path) -> bool:
    try:
        check(recipe, file)
    except RecipeError:
        return False
    return True


def _mean(candidate: Candidate) -> float:
    scores = [score for score in candidate.scores if score is not None]
    return fmean(scores) if len(scores) == len(candidate.scores) else 0.0
