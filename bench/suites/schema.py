"""What a suite may say."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bench.errors import RecipeError
from bench.recipe import Recipe
from bench.trials.trial import Limits, Trial


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Published(_Table):
    """A figure that somebody else published for a recipe.

    Args:
        accuracy: As a share, between 0 and 1.
        source: Where it stands.
        chosen_on: What the figure was selected on: ``test`` if the test part stopped the training or
            picked the weights.
        note: What else differs.
    """

    accuracy: float = Field(gt=0, le=1)
    source: str
    chosen_on: Literal["validation", "test", "none", "unknown"] = "unknown"
    note: str = ""


class Row(_Table):
    """Trials that share all but what is given as a list.

    Args:
        card: A data set, or several.
        tokenizer: A recipe, or several; left out, the card's own.
        model: A recipe, or several.
        params: Parameters laid over each model's recipe.
        seeds: One trial each.
        timeout_minutes: Wall-clock limit of a trial.
        memory_gib: Memory limit of a trial.
        published: A figure to stand beside ours.
    """

    card: str | list[str]
    model: str | list[str]
    tokenizer: str | list[str] | None = None
    params: dict[str, Any] = {}
    seeds: list[int] = Field([0], min_length=1)
    timeout_minutes: float = Field(180, gt=0)
    memory_gib: float = Field(16, gt=0)
    published: Published | None = None

    @field_validator("card", "model", "tokenizer")
    @classmethod
    def _not_empty(cls, value: Any) -> Any:
        if value is not None and not value:
            raise ValueError("an empty list gives no trials")
        return value

    @field_validator("model", "tokenizer")
    @classmethod
    def _recipes(cls, value: Any) -> Any:
        for text in _list(value):
            try:
                Recipe.parse(text or "left-out")
            except RecipeError as error:
                raise ValueError(str(error)) from None
        return value

    def trials(self) -> list[Trial]:
        """Every combination, seeds last."""
        limits = Limits(self.timeout_minutes * 60, int(self.memory_gib * 2**30))
        published = None if self.published is None else self.published.model_dump()
        combinations = itertools.product(
            _list(self.card), _list(self.tokenizer), _list(self.model), self.seeds
        )
        return [
            Trial(
                card=str(card),
                tokenizer=None if tokenizer is None else Recipe.parse(tokenizer),
                model=_laid_over(Recipe.parse(str(model)), self.params),
                seed=seed,
                limits=limits,
                published=published,
            )
            for card, tokenizer, model, seed in combinations
        ]


class Suite(_Table):
    """A list of trials with a name.

    Args:
        name: What the user types.
        description: One line, for ``bench list``.
        reports: Folder below the reports folder that this suite's records go to; empty for the folder itself.
        includes: Other suites whose rows follow after this one's own; their folders do not count.
        trials: The rows, in the order they are run.
    """

    name: str = Field(pattern=r"^[\w.-]+$")
    description: str = ""
    reports: str = Field("", pattern=r"^[\w.-]*$")
    includes: list[str] = []
    trials: list[Row] = Field(min_length=1)

    def expanded(self) -> list[Trial]:
        """Every trial, each once."""
        trials: dict[tuple[str, str, str, int], Trial] = {}
        for row in self.trials:
            for trial in row.trials():
                trials.setdefault((trial.card, str(trial.tokenizer), str(trial.model), trial.seed), trial)
        return list(trials.values())


def parse_suite(said: dict[str, Any], path: Path) -> Suite:
    """Validate a suite's TOML.

    Raises:
        RecipeError: With the file, the key and the remedy.
    """
    try:
        return Suite.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        # Of a key that may be a text or a list, pydantic names the kind as well.
        key = ".".join(str(step) for step in first["loc"] if step not in ("str", "list[str]"))
        missing = first["type"] == "missing"
        remedy = f"add '{key}'" if missing else "mend the value, or remove the key"
        problem = "the key is missing" if missing else re.sub("^Value error, ", "", first["msg"])
        raise RecipeError(problem, where=f"{path}: {key}", remedy=remedy) from None


def _list(value: str | list[str] | None) -> list[str] | list[None]:
    if value is None:
        return [None]
    return [value] if isinstance(value, str) else value


def _laid_over(recipe: Recipe, params: dict[str, Any]) -> Recipe:
    return Recipe(recipe.name, {**recipe.params, **params})
