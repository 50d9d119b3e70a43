"""The decorators that make a model of a function."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sklearn.dummy import DummyClassifier

import bench
from bench.catalogue import models
from bench.errors import PluginError, RecipeError
from tests.registries import taken_back


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Models that a test registers are gone after it."""
    with taken_back(models):
        yield


def test_an_unknown_parameter_names_those_there_are() -> None:
    with pytest.raises(RecipeError) as caught:
        models["nb"].estimator(aplha=2)
    assert str(caught.value) == "the model 'nb' has no parameter 'aplha'; it has: alpha, ngram_range"


def test_what_is_no_estimator_is_refused() -> None:
    @bench.model("plugin-wrong")
    def wrong() -> object:
        return object()

    with pytest.raises(PluginError, match="returned a object without fit and predict"):
        models["plugin-wrong"].estimator()


def test_an_estimator_class_is_a_model_as_it_stands() -> None:
    bench.model("plugin-class")(DummyClassifier)
    assert models["plugin-class"].estimator(strategy="uniform").strategy == "uniform"
    assert "random_state" in models["plugin-class"].parameters


def test_each_call_gives_a_fresh_estimator() -> None:
    assert models["nb"].estimator() is not models["nb"].estimator()


def test_a_keras_function_s_options_and_parameters_are_told_apart() -> None:
    @bench.keras_model("plugin-keras", length=50, epochs=3)
    def build(spec: bench.TextSpec, units: int = 8) -> None: ...

    plugin = models["plugin-keras"]
    assert plugin.parameters["length"] == 50
    assert plugin.parameters["units"] == 8
    made = plugin.estimator(units=4, epochs=1)
    assert (made.length, made.epochs, made.model_params, made.build) == (50, 1, {"units": 4}, build)
    with pytest.raises(RecipeError, match=r"has no parameter 'unit'; it has: .*units"):
        plugin.estimator(unit=4)


def test_a_keras_function_may_not_hide_an_option() -> None:
    with pytest.raises(PluginError, match="has a parameter 'epochs' that the estimator around it has too"):

        @bench.keras_model("plugin-hides")
        def build(spec: bench.TextSpec, epochs: int = 8) -> None: ...


def test_an_option_the_estimator_does_not_have_is_refused() -> None:
    with pytest.raises(
        PluginError, match=r"names an option 'lenght' that the estimator does not have; it has: .*length"
    ):
        bench.keras_model("plugin-option", lenght=8)(lambda spec: None)


def test_options_are_the_estimator_s_own() -> None:
    import inspect

    from bench.neural.options import OPTIONS

    parameters = inspect.signature(bench.KerasTextClassifier).parameters
    own = {
        name: p.default
        for name, p in parameters.items()
        if name not in ("build", "model_params", "random_state")
    }
    assert own == OPTIONS


def test_an_option_that_came_later_is_in_the_recipe_only_where_it_is_used() -> None:
    lstm = models["lstm"]
    assert "precision" not in lstm.complete({}).params
    assert lstm.complete({"precision": "float32"}) == lstm.complete({})
    assert lstm.complete({"precision": "mixed_bfloat16"}).params["precision"] == "mixed_bfloat16"


def test_an_option_that_came_later_is_told_only_where_it_changes_something() -> None:
    """Else every record of a network would be of another recipe."""
    recipes = {str(models["lstm"].complete({"global_clipnorm": length})) for length in (None, 1.0)}
    assert str(models["lstm"].complete({})) in recipes
    assert sorted("global_clipnorm" in recipe for recipe in recipes) == [False, True]
