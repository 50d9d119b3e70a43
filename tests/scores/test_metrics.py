"""The metrics of a trial against scikit-learn, and by hand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, classification_report, f1_score, log_loss, roc_auc_score

from bench.records.predictions import Predictions
from bench.scores.intervals import wilson
from bench.scores.metrics import score

CLASSES = ("earn", "acq", "grain")


def said(true: Any, predicted: Any, *scores: Any) -> Predictions:
    return Predictions(np.arange(len(true)), np.asarray(true), np.asarray(predicted), *scores)


def test_all_figures_are_scikit_learn_s() -> None:
    random = np.random.default_rng(0)
    true, predicted = random.integers(0, 3, 200), random.integers(0, 3, 200)
    probabilities = random.dirichlet([1, 1, 1], 200)
    found = score(said(true, predicted, probabilities, "probability"), CLASSES, np.zeros(200, bool))
    assert found["accuracy"] == pytest.approx(accuracy_score(true, predicted))
    assert found["macro_f1"] == pytest.approx(f1_score(true, predicted, average="macro"))
    assert found["log_loss"] == pytest.approx(log_loss(true, probabilities))
    assert found["roc_auc"] == pytest.approx(roc_auc_score(true, probabilities, multi_class="ovr"))
    assert tuple(found["accuracy_interval"]) == wilson(found["correct"], 200)
    theirs = classification_report(true, predicted, target_names=CLASSES, output_dict=True)
    for ours in found["classes"]:
        other = theirs[ours["name"]]
        assert (ours["precision"], ours["recall"], ours["f1"], ours["support"]) == pytest.approx(
            (other["precision"], other["recall"], other["f1-score"], other["support"])
        )


def test_a_class_that_the_test_part_lacks_counts_as_nothing() -> None:
    true, predicted = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    probabilities = np.array([[0.8, 0.1, 0.1], [0.3, 0.5, 0.2], [0.1, 0.9, 0.0], [0.1, 0.8, 0.1]])
    seen = np.array([False, False, True, True])
    found = score(said(true, predicted, probabilities, "probability"), CLASSES, seen)
    assert found["confusion"] == [[1, 1, 0], [0, 2, 0], [0, 0, 0]]
    assert found["classes"][2] == {"name": "grain", "precision": 0, "recall": 0, "f1": 0, "support": 0}
    assert found["macro_f1"] == pytest.approx((2 / 3 + 4 / 5 + 0) / 3)
    assert found["log_loss"] == pytest.approx(-np.log([0.8, 0.3, 0.9, 0.8]).mean())
    assert (found["accuracy"], found["accuracy_unseen"]) == (0.75, 0.5)


def test_without_scores_there_is_no_figure_of_them_and_all_is_json() -> None:
    found = score(said([0, 1], [0, 1]), CLASSES[:2], np.ones(2, bool))
    assert (found["log_loss"], found["roc_auc"]) == (None, None)
    assert found["accuracy_unseen"] is None
    assert json.loads(json.dumps(found)) == found


def test_decision_scores_rank_and_have_no_log_loss() -> None:
    decisions = np.array([[2.0, -2.0], [-1.0, 1.0], [0.5, -0.5], [-9.0, 9.0]])
    found = score(said([0, 0, 1, 1], [0, 1, 0, 1], decisions, "decision"), CLASSES[:2], np.zeros(4, bool))
    assert (found["log_loss"], found["roc_auc"]) == (None, 0.75)
    assert json.loads(json.dumps(found)) == found
