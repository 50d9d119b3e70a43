"""Which trials a command is about: those of a suite, or those that options make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from bench.errors import RecipeError
from bench.plugins import files_beside
from bench.recipe import Recipe
from bench.trials.trial import BASELINE, Trial

Command = TypeVar("Command", bound=Callable[..., Any])


def choosing(command: Command) -> Command:
    """Give a command the argument and the options that :func:`choose` reads, and where things lie."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.argument("suite", required=False),
    click.option("-d", "--data", "cards", multiple=True, help="A data set, or a card's path; repeatable."),
    click.option(
        "-m", "--model", "models", multiple=True, help="A model: name or name:key=value,...; repeatable."
    ),
    click.option(
        "-t", "--tokenizer", "tokenizers", multiple=True, help="A tokenizer, likewise.  [default: the card's]"
    ),
    click.option(
        "--seeds", type=click.IntRange(1), help="Number of seeds, from 0.  [default: the suite's, or 1]"
    ),
    click.option(
        "--plugin", "plugins", multiple=True, type=click.Path(path_type=Path), help="A file; repeatable."
    ),
    click.option(
        "--data-dir",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder with data files.  [default: $TEXTBENCH_DATA]",
    ),
    click.option(
        "--reports",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="TEXTBENCH_REPORTS",
        default=Path("reports"),
        show_default=True,
        help="Folder for records and reports.",
    ),
)


@dataclass(frozen=True)
class Choice:
    """The trials of a command.

    Args:
        trials: In the order of the suite, or of the options.
        folder: Of their records, below the reports folder; empty for that folder itself.
        plugins: Files that came with the suite.
    """

    trials: list[Trial]
    folder: str = ""
    plugins: tuple[Path, ...] = ()


def choose(
    suite: str | None,
    cards: Sequence[str],
    tokenizers: Sequence[str],
    models: Sequence[str],
    seeds: int | None,
) -> Choice:
    """The trials of a suite that the options leave; without a suite, those they make.

    Raises:
        UnknownName: There is no such suite.
        RecipeError: No trial is left, or a recipe cannot be read.
    """
    if suite is None and cards:
        return Choice(_made(cards, tokenizers, models, seeds or 1))
    return _of_suite(suite or "quick", cards, tokenizers, models, seeds)


def _made(cards: Sequence[str], tokenizers: Sequence[str], models: Sequence[str], seeds: int) -> list[Trial]:
    recipes = [Recipe.parse(text) for text in models]
    if not any(recipe.name == BASELINE for recipe in recipes):
        recipes.insert(0, Recipe(BASELINE))
    chosen: list[Recipe | None] = [Recipe.parse(text) for text in tokenizers] or [None]
    return [
        Trial(card, tokenizer, recipe, seed)
        for card in cards
        for tokenizer in chosen
        for recipe in recipes
        for seed in range(1 if recipe.name == BASELINE else seeds)  # counting and dividing knows no chance
    ]


def _is_among(chosen: Sequence[str], recipe: Recipe) -> bool:
    """Whether a recipe was named, by all of it or by its name alone."""
    return recipe.name in chosen or str(recipe) in chosen


def _own_tokenizer(card: str) -> Recipe:
    from bench.cards.load import load_card

    return Recipe.parse(load_card(card).tokenizer)


def _of_suite(
    name: str, cards: Sequence[str], tokenizers: Sequence[str], models: Sequence[str], seeds: int | None
) -> Choice:
    from bench.suites.load import load_suite, suite_path

    suite = load_suite(name)
    trials = [
        trial
        for trial in suite.expanded()
        if (not cards or trial.card in cards)
        and (not models or _is_among(models, trial.model))
        and (not tokenizers or _is_among(tokenizers, trial.tokenizer or _own_tokenizer(trial.card)))
    ]
    if seeds is not None:
        first = {(t.card, str(t.tokenizer), str(t.model)): t for t in reversed(trials)}
        trials = [replace(trial, seed=seed) for trial in reversed(first.values()) for seed in range(seeds)]
    if not trials:
        raise RecipeError(
            f"no trial of the suite '{name}' is left", remedy="choose others with -d, -m and -t"
        )
    path = suite_path(name)
    beside = files_beside(path) if name.endswith(".toml") else []
    return Choice(trials, suite.reports, tuple(beside))
