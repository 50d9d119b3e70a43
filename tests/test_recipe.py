"""Recipes as text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.errors import RecipeError
from bench.recipe import Recipe, split_outside

NAMES = st.from_regex(r"[a-z][a-z0-9_.+-]*", fullmatch=True)
KEYS = st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(NAMES, st.dictionaries(KEYS, VALUES, max_size=4))
def test_a_recipe_is_read_back_from_its_text(name: str, params: dict[str, object]) -> None:
    recipe = Recipe(name, params)
    again = Recipe.parse(str(recipe))
    assert again == recipe
    assert str(again) == str(recipe)
    assert hash(again) == hash(recipe)


def test_values_are_json_and_bare_words_are_text() -> None:
    recipe = Recipe.parse(
        'okt: stem=true, stopwords=nsmc ,ngram_range=[1,2],pattern="a,b=\\"]",alpha=1e-3,x=null'
    )
    assert recipe.params == {
        "stem": True,
        "stopwords": "nsmc",
        "ngram_range": [1, 2],
        "pattern": 'a,b="]',
        "alpha": 0.001,
        "x": None,
    }


def test_words_that_json_knows_keep_their_quotes() -> None:
    assert (
        str(Recipe("nb", {"a": "true", "b": "word", "c": "NaN", "d": "1"}))
        == 'nb:a="true",b=word,c="NaN",d="1"'
    )


def test_parameters_stand_in_order_of_name() -> None:
    assert str(Recipe("nb", {"b": 1, "a": {"z": 1, "y": 2}})) == 'nb:a={"y":2,"z":1},b=1'


def test_equal_recipes_have_equal_hashes() -> None:
    assert Recipe("nb", {"alpha": 1}) == Recipe("nb", {"alpha": 1.0})
    assert hash(Recipe("nb", {"alpha": 1})) == hash(Recipe("nb", {"alpha": 1.0}))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "'' is not a recipe"),
        ("nb:", "'nb:' is not a recipe"),
        (":alpha=1", "':alpha=1' is not a recipe"),
        ("my nb", "'my nb' is not a recipe"),
        ("nb:alpha", "'alpha' in 'nb:alpha' is not key=value"),
        ("nb:2x=1", "'2x=1' in 'nb:2x=1' is not key=value"),
        ("nb:alpha=1,alpha=2", "'nb:alpha=1,alpha=2' sets a parameter twice"),
    ],
)
def test_what_is_no_recipe_is_refused_on_one_line(text: str, problem: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.parse(text)
    assert str(caught.value).startswith(problem)
    assert caught.value.remedy


def test_splitting_leaves_strings_and_brackets_whole() -> None:
    assert split_outside(r'a="x/\\"/b=["/"]/c', "/") == [r'a="x/\\"', 'b=["/"]', "c"]
