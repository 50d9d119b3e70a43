"""Grids as the user writes them, and as models declare them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.catalogue import models
from bench.errors import RecipeError
from bench.recipe import Recipe
from bench.tuning.grid import check_values, grid_for, parse_grid, read_grid

CLASSICAL = [entry.name for entry in models.entries() if entry.origin == "built-in" and not entry.needs]


@pytest.mark.parametrize("name", CLASSICAL)
def test_a_classical_model_declares_a_grid_that_holds_its_defaults(name: str) -> None:
    plugin = models[name]
    assert plugin.grid
    for key, values in plugin.grid.items():
        check_values(name, key, values, plugin.parameters)
        default = str(Recipe(name, {key: plugin.parameters[key]}))
        assert default in [str(Recipe(name, {key: value})) for value in values]


def test_what_a_recipe_sets_is_not_searched() -> None:
    assert set(grid_for(models["nb"], Recipe.parse("nb:ngram_range=[1,2]"), {})) == {"alpha"}


def test_a_grid_that_is_asked_for_takes_the_place_of_the_model_s() -> None:
    assert grid_for(models["nb"], Recipe("nb"), {"alpha": [1, 2]}) == {"alpha": [1, 2]}


def test_a_file_says_the_same_as_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "grid.toml").write_text('C = [0.1, 1]\nngram_range = [[1, 1], [1, 2]]\nmode = ["a,b", "c"]\n')
    said = parse_grid(["C=[0.1,1]", "ngram_range=[[1,1],[1,2]]", 'mode=["a,b","c"]'])
    assert read_grid(tmp_path / "grid.toml") == said


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (["alpha"], "'alpha' is not key=[value,value]"),
        (["alpha=[1", "b=[2]"], "the values of 'alpha' are not a JSON list: [1"),
        (["alpha=[1]", "alpha=[2]"], "the grid names 'alpha' twice"),
        (["alpha=1"], "the grid's 'alpha' is no list of values"),
        (["alpha=[]"], "the grid's 'alpha' is no list of values"),
        (["alpha=[1,2,1]"], "the grid's 'alpha' has a value twice"),
        (["aplha=[1]"], "the model 'nb' has no parameter 'aplha'; it has: alpha, ngram_range"),
        (["ngram_range=[[1,1]]"], "'ngram_range' is both set in 'nb:ngram_range=[1,2]' and in the grid"),
    ],
)
def test_a_slip_is_named(texts: list[str], problem: str) -> None:
    with pytest.raises(RecipeError) as caught:
        grid_for(models["nb"], Recipe.parse("nb:ngram_range=[1,2]"), parse_grid(texts))
    assert problem in str(caught.value)


def test_a_recipe_that_leaves_nothing_open_cannot_be_tuned() -> None:
    with pytest.raises(RecipeError, match="there is nothing to search"):
        grid_for(models["nb"], Recipe.parse("nb:alpha=1,ngram_range=[1,2]"), {})


@pytest.mark.parametrize("content", [None, b"alpha = [1", b"\xff"])
def test_a_grid_file_that_cannot_be_read_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "grid.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RecipeError, match=r"grid\.toml: (cannot be read|not TOML)"):
        read_grid(path)
