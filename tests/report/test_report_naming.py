"""What recipes are called: as few parameters as tell namesakes apart."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from bench.neural.options import OPTIONS
from bench.recipe import Recipe
from bench.report.build import build
from bench.report.naming import labels


def called(*recipes: str) -> list[str]:
    """Labels of recipes in their text."""
    parsed = map(Recipe.parse, recipes)
    return labels([{"name": r.name, "params": dict(r.params), "recipe": str(r)} for r in parsed])


def test_a_recipe_without_namesakes_is_its_name() -> None:
    assert called("lstm:units=8,epochs=3", "nb:alpha=0.5", "nb:alpha=0.5") == ["lstm", "nb", "nb"]


def test_the_parameter_with_the_most_values_comes_first_and_is_enough() -> None:
    recipes = ["lstm:epochs=1,units=8", "lstm:epochs=2,units=8", "lstm:epochs=3,units=9"]
    assert called(*recipes) == ["lstm (epochs=1)", "lstm (epochs=2)", "lstm (epochs=3)"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("net:batch_size=1,units=8", "net:batch_size=2,units=9", "net (units=8)"),  # how it is made
        ("net:epochs=4,batch_size=1", "net:epochs=5,batch_size=2", "net (batch_size=1)"),  # the alphabet
        ("net:units=8,filters=3", "net:units=9,filters=4", "net (filters=3)"),
    ],
)
def test_among_equals_architecture_precedes_training_then_the_alphabet(
    first: str, second: str, expected: str
) -> None:
    assert called(first, second)[0] == expected


def test_a_parameter_that_tells_nothing_more_is_passed_over() -> None:
    # units has as many values as any, but once filters are known it tells nobody apart that epochs do not.
    recipes = [
        "net:filters=1,units=1,epochs=1",
        "net:filters=1,units=1,epochs=2",
        "net:filters=2,units=2,epochs=1",
        "net:filters=2,units=2,epochs=2",
    ]
    assert called(*recipes)[3] == "net (filters=2, epochs=2)"


def test_one_that_leaves_the_parameter_out_is_told_by_that() -> None:
    assert called("fasttext", "fasttext:refit=true") == ["fasttext", "fasttext (refit=true)"]


def test_a_default_spelled_out_tells_least() -> None:
    recipes = ["lstm:batch_size=40,epochs=9", "lstm", f"lstm:batch_size={OPTIONS['batch_size']},epochs=5"]
    assert called(*recipes) == ["lstm (epochs=9)", "lstm", "lstm (epochs=5)"]
    assert called(*recipes[1:], "lstm:epochs=5")[1:] == ["lstm (epochs=5, batch_size=64)", "lstm (epochs=5)"]
    assert called("lstm", "lstm:epochs=20") == ["lstm", "lstm (epochs=20)"]


def test_values_are_written_as_in_a_recipe() -> None:
    found = called('svm:mark="5"', "svm:mark=5", "svm:mark=[1,2]", "svm:mark=null", "svm:mark=word")
    assert found == [
        'svm (mark="5")',
        "svm (mark=5)",
        "svm (mark=[1,2])",
        "svm (mark=null)",
        "svm (mark=word)",
    ]


def test_the_order_of_records_changes_nothing_and_no_two_are_called_alike() -> None:
    recipes = ("n:a=1,b=1,epochs=3", "n:a=1,b=2,epochs=3", "n:a=2,b=1", "n:b=2,a=2,c=1", "n")
    expected = dict(zip(recipes, called(*recipes), strict=True))
    assert len(set(expected.values())) == len(recipes)
    for order in permutations(recipes):
        assert called(*order, order[0]) == [expected[recipe] for recipe in (*order, order[0])]


def test_the_recipe_in_full_is_on_the_page(make: Any) -> None:
    about = make.card("films", ["good", "bad"])
    recipes = ["lstm:epochs=1,mask=false,units=8", "lstm:epochs=2,mask=true,units=9"]
    for recipe in recipes:
        make.trial(about, recipe, 0.8, epochs=2)
    pages = build(make.root).pages
    assert "| lstm (mask=true)" in pages["films.md"]
    for recipe in recipes:
        assert recipe in pages["films.md"]
        assert recipe in pages["README.md"]
        assert recipe in pages["models/lstm.md"]
