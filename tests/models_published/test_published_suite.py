from __future__ import annotations

import pytest

from bench.catalogue import models
from bench.suites.load import load_suite
from bench.trials.trial import Trial

TRIALS = load_suite("published").expanded()


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.card}-{trial.model.name}")
def test_every_recipe_makes_an_estimator(trial: Trial) -> None:
    estimator = models[trial.model.name].estimator(**trial.model.params)
    params = estimator.get_params()
    for key, value in trial.model.params.items():
        assert params[key if key in params else f"model__{key}"] == value


def test_every_published_figure_is_there() -> None:
    figures = {
        (trial.card, trial.model.name, trial.published["accuracy"]) for trial in TRIALS if trial.published
    }
    assert figures == {
        ("spam", "simple-rnn", 0.9816),
        ("reuters", "lstm", 0.7133),
        ("imdb", "lstm", 0.8454),
        ("imdb", "lstm-attention", 0.8808),
        ("imdb", "cnn-bilstm", 0.8822),
        ("imdb", "transformer", 0.7530),
        ("nsmc", "lstm", 0.8544),
    }


def test_figures_that_the_test_part_chose_say_so() -> None:
    chosen = {trial.model.name for trial in TRIALS if (trial.published or {}).get("chosen_on") == "test"}
    assert chosen == {"lstm-attention", "cnn-bilstm"}


def test_where_training_never_stops_early_the_last_weights_stay() -> None:
    for trial in TRIALS:
        if "patience" in trial.model.params and trial.model.params["patience"] is None:
            assert trial.model.params["restore_best"] is False
