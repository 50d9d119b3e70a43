"""Grids: which values of which parameters are tried."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.errors import RecipeError
from bench.recipe import Recipe
from bench.toml_file import read_toml

if TYPE_CHECKING:
    from bench.models.plugin import ModelPlugin

Grid = dict[str, list[Any]]


def parse_grid(texts: Sequence[str]) -> Grid:
    """Read a grid from ``key=[value,value]`` texts, values as JSON.

    Raises:
        RecipeError: A text is not that, or a parameter is named twice.

    Example:
        >>> parse_grid(["C=[0.1,1]", "ngram_range=[[1,1],[1,2]]"])
        {'C': [0.1, 1], 'ngram_range': [[1, 1], [1, 2]]}
    """
    grid: Grid = {}
    for text in texts:
        key, equals, value = text.partition("=")
        key = key.strip()
        if not equals or not key.isidentifier():
            raise RecipeError(
                f"'{text}' is not key=[value,value]", remedy="write, say, --grid 'C=[0.1,1,10]'"
            )
        if key in grid:
            raise RecipeError(f"the grid names '{key}' twice", remedy="keep one of them")
        try:
            grid[key] = json.loads(value)
        except ValueError:
            raise RecipeError(
                f"the values of '{key}' are not a JSON list: {value}", remedy='quote words: ["a","b"]'
            ) from None
    return grid


def read_grid(path: Path) -> Grid:
    """Read a grid from a TOML file: a key for each parameter, a list of values each.

    Raises:
        RecipeError: The file cannot be read, or is no TOML.
    """
    grid: Grid = read_toml(path, remedy="write lines like C = [0.1, 1]")
    return grid


def grid_for(plugin: ModelPlugin, fixed: Recipe, asked: Mapping[str, Any]) -> Grid:
    """The grid that is searched: the one asked for, else what the model declares and the recipe leaves open.

    Args:
        plugin: The model.
        fixed: Its recipe, whose parameters stay as they are.
        asked: The user's grid; empty for the model's own.

    Raises:
        RecipeError: A parameter the model does not have, or that is fixed; values that are no list of
            different ones; nothing to search.
    """
    declared = {key: values for key, values in plugin.grid.items() if key not in fixed.params}
    searched = asked or declared
    if not searched:
        raise RecipeError(f"there is nothing to search: '{fixed}' leaves open no parameter that its model "
                          "declares a grid for", remedy="give one: --grid 'key=[value,value]'")  # fmt: skip
    for key, values in searched.items():
        check_values(plugin.name, key, values, plugin.parameters)
        if key in fixed.params:
            raise RecipeError(
                f"'{key}' is both set in '{fixed}' and in the grid", remedy="leave it out of one of them"
            )
    return {key: list(values) for key, values in searched.items()}


def check_values(model: str, key: str, values: Any, parameters: Mapping[str, Any]) -> None:
    """See that a model has a parameter and that its values are a list of different ones.

    Raises:
        RecipeError: It is not so.
    """
    if key not in parameters:
        known = ", ".join(sorted(parameters)) or "none"
        raise RecipeError(f"the model '{model}' has no parameter '{key}'", remedy=f"it has: {known}")
    if not isinstance(values, list | tuple) or not values:
        raise RecipeError(f"the grid's '{key}' is no list of values", remedy=f"write {key}=[value,value]")
    if len({str(Recipe(model, {key: value})) for value in values}) < len(values):
        raise RecipeError(f"the grid's '{key}' has a value twice", remedy="keep one of them")


def size(grid: Mapping[str, Sequence[Any]]) -> int:
    """How many candidates a grid has.

    Example:
        >>> size({"C": [0.1, 1, 10], "min_df": [1, 2]})
        6
    """
    return math.prod(len(values) for values in grid.values())
