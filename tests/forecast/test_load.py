"""What a trial reads."""

from __future__ import annotations

import pytest

from bench.forecast.epochs import expected_epochs
from bench.forecast.load import load, parameters
from bench.recipe import Recipe
from bench.records.record import Record

COUNTS = {"train": 1000, "test": 100}


def test_a_model_against_the_rest_passes_once_for_each_class() -> None:
    assert load(Recipe.parse("tfidf-svm"), COUNTS, 46, 20.0, 1).passes == 46
    assert load(Recipe.parse("tfidf-svm"), COUNTS, 2, 20.0, 1).passes == 1


@pytest.mark.parametrize(
    ("recipe", "read"),
    [
        ("lstm:length=50,batches=fixed", 50),  # padded
        ("lstm:length=50,batches=bucketed,padding=post", 20),  # as long as they are
        ("lstm:length=10,batches=bucketed,padding=post", 10),  # cut
        ("lstm:length=null,batches=fixed", 20),  # the longest, which nobody knows
    ],
)
def test_a_neural_model_reads_what_is_left_after_cutting_and_padding(recipe: str, read: float) -> None:
    found = load(Recipe.parse(recipe), COUNTS, 2, 20.0, epochs=7)
    assert (found.read, found.passes, found.tokens) == (read, 7, 20.0)


def test_a_model_that_is_fitted_again_passes_more_often() -> None:
    assert load(Recipe.parse("lstm:refit=true,patience=2"), COUNTS, 2, 20.0, epochs=7).passes == 12


def record(card: str, recipe: str, epochs: int) -> Record:
    said = Recipe.parse(recipe)
    return Record(
        signature="", key="", status="ok", card={"name": card}, tokenizer={}, seed=0,
        model={"name": said.name, "params": dict(said.params)}, history=[{"loss": 1.0}] * epochs,
    )  # fmt: skip


def test_without_patience_every_epoch_is_trained() -> None:
    params = parameters(Recipe.parse("lstm:patience=null,epochs=9"))
    assert expected_epochs(params, "spam", [record("spam", "lstm:epochs=40", 3)]) == 9


def test_others_on_the_same_data_tell_when_it_stops() -> None:
    params = parameters(Recipe.parse("lstm:patience=2,epochs=40"))
    known = [record("spam", "gru:epochs=40", n) for n in (4, 6, 8)]
    other = [record("imdb", "lstm:epochs=40", 20), record("spam", "gru:patience=null,epochs=30", 30)]
    assert expected_epochs(params, "spam", known + other) == 6
    assert expected_epochs({**params, "epochs": 5}, "spam", known + other) == 5


def test_others_on_other_data_tell_their_share_of_the_epochs_allowed() -> None:
    params = parameters(Recipe.parse("lstm:patience=2,epochs=40"))
    assert expected_epochs(params, "spam", [record("imdb", "lstm:epochs=20", 5)]) == 10
    assert expected_epochs(params, "spam", []) == 20
