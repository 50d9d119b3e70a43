"""The metrics of a trial against scikit-learn, and by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, classification_report, f1_score, log_loss

from bench.scores.intervals import wilson
from bench.scores.metrics import score

CLASSES = ("earn", "acq", "grain")


def test_all_figures_are_scikit_learn_s() -> None:
    random = np.random.default_rng(0)
    true, predicted = random.integers(0, 3, 200), random.integers(0, 3, 200)
    probabilities = random.dirichlet([1, 1, 1], 200)
    found = score(true, predicted, probabilities, CLASSES, np.zeros(200, bool))
    assert found["accuracy"] == pytest.approx(accuracy_score(true, predicted))
    assert found["macro_f1"] == pytest.approx(f1_score(true, predicted, average="macro"))
    assert found["log_loss"] == pytest.approx(log_loss(true, probabilities))
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
    found = score(true, predicted, probabilities, CLASSES, np.array([False, False, True, True]))
    assert found["confusion"] == [[1, 1, 0], [0, 2, 0], [0, 0, 0]]
    assert found["classes"][2] == {"name": "grain", "precision": 0, "recall": 0, "f1": 0, "support": 0}
    assert found["macro_f1"] == pytest.approx((2 / 3 + 4 / 5 + 0) / 3)
    assert found["log_loss"] == pytest.approx(-np.log([0.8, 0.3, 0.9, 0.8]).mean())
    assert (found["accuracy"], found["accuracy_unseen"]) == (0.75, 0.5)


def test_without_probabilities_there_is_no_log_loss_and_all_is_json() -> None:
    found = score(np.array([0, 1]), np.array([0, 1]), None, CLASSES[:2], np.ones(2, bool))
    assert found["log_loss"] is None
    assert found["accuracy_unseen"] is None
    assert json.loads(json.dumps(found)) == found
