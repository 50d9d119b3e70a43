"""Searching a grid inside the training part."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from bench.errors import BenchError, DataError
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepared import Prepared
from bench.tuning.journal import Fit
from bench.tuning.search import Search
from bench.tuning.tuning import Tuning

Tune = Callable[..., Tuning]
ALPHAS = [0.01, 0.1, 1.0, 10.0]


def test_scores_are_those_of_scikit_learn_s_own_search(run: Tune, prepared: Prepared) -> None:
    tuning = run("nb", {"alpha": ALPHAS})
    plain = GridSearchCV(
        make_pipeline(CountVectorizer(analyzer=str.split), MultinomialNB()),
        {"multinomialnb__alpha": ALPHAS},
        cv=StratifiedKFold(3, shuffle=True, random_state=0),
    ).fit(read_documents(prepared.train), read_labels(prepared.train))
    folds = [
        [plain.cv_results_[f"split{fold}_test_score"][i] for fold in range(3)] for i in range(len(ALPHAS))
    ]
    np.testing.assert_allclose([candidate.scores for candidate in tuning.candidates], folds)
    assert tuning.best == f"nb:alpha={plain.best_params_['multinomialnb__alpha']}"
    assert tuning.candidates[0].documents == prepared.counts["train"] == tuning.card["documents"]


def test_mean_and_deviation_are_those_of_the_folds(run: Tune) -> None:
    for candidate in run("nb", {"alpha": ALPHAS}).candidates:
        assert candidate.mean == pytest.approx(np.mean(candidate.scores))
        assert candidate.sd == pytest.approx(np.std(candidate.scores))
        assert candidate.seconds > 0


def test_the_same_seed_gives_the_same_choice(run: Tune, tmp_path: Path) -> None:
    first = run("hashed-sgd:features=1024", {"alpha": [1e-6, 1e-4]})
    (tmp_path / "journal.jsonl").unlink()
    second = run("hashed-sgd:features=1024", {"alpha": [1e-6, 1e-4]})
    assert [c.scores for c in first.candidates] == [c.scores for c in second.candidates]


def test_an_interrupted_search_loses_the_fit_it_was_at(run: Tune, counting: Any) -> None:
    counting.stop_at = 5
    with pytest.raises(KeyboardInterrupt):
        run("counting", {"alpha": ALPHAS})
    told: list[tuple[int, int]] = []
    resumed = run("counting", {"alpha": ALPHAS}, on_fits=lambda done, known, _: told.append((done, known)))
    assert counting.fits == 5 + 8  # 12 fits, 4 of them kept
    assert told[-1] == (12, 4)
    assert all(candidate.seconds > 0 for candidate in resumed.candidates)


def test_a_wider_grid_makes_the_new_fits_alone(run: Tune, counting: Any) -> None:
    first = run("counting", {"alpha": ALPHAS[:2]})
    wider = run("counting", {"alpha": ALPHAS})
    assert counting.fits == 12
    assert wider.candidates[:2] == first.candidates


def test_halving_gives_more_documents_to_fewer_candidates(
    run: Tune, counting: Any, prepared: Prepared
) -> None:
    tuning = run("counting", {"alpha": [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]}, kind="halving")
    third = prepared.counts["train"] // 9
    seen = [(c.iteration, c.documents) for c in tuning.candidates]
    assert seen == [(0, third)] * 9 + [(1, 3 * third)] * 3 + [(2, 9 * third)]
    assert counting.fits == 13 * 3
    assert tuning.best == tuning.last_iteration()[0].recipe
    again = run("counting", {"alpha": [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]}, kind="halving")
    assert counting.fits == 13 * 3
    assert again.candidates == tuning.candidates


@pytest.mark.parametrize(
    ("values", "documents", "classes", "iterations"),
    [(9, 9000, 2, 3), (8, 9000, 2, 2), (2, 9000, 2, 1), (300, 90000, 2, 5), (81, 864, 10, 2), (9, 50, 10, 1)],
    ids=[
        "as many as it takes",
        "some left over",
        "too few to drop any",
        "a great many",
        "few documents",
        "too few to halve",
    ],
)
def test_halving_ends_on_all_documents(values: int, documents: int, classes: int, iterations: int) -> None:
    search = Search("halving", folds=5)
    assert search.iterations({"alpha": list(range(values))}, documents, classes) == iterations


def test_halving_of_few_documents_ends_on_all_of_them(run: Tune, prepared: Prepared) -> None:
    tuning = run("nb", {"alpha": [2.0**n for n in range(-20, 20)]}, kind="halving", folds=10)
    assert {c.iteration for c in tuning.candidates} == {0, 1, 2}
    assert tuning.last_iteration()[0].documents >= prepared.counts["train"] - 9


def test_a_candidate_that_fails_stops_no_other(run: Tune, counting: Any) -> None:
    tuning = run("counting", {"alpha": [13, 1.0]})
    failed, whole = tuning.candidates
    assert (failed.scores, failed.mean, failed.sd) == ([None] * 3, None, None)
    assert failed.reason == "ValueError: 13 is an unlucky number"
    assert whole.mean is not None and not math.isnan(whole.mean)
    assert tuning.best == "counting:alpha=1.0"


def test_a_search_in_which_all_fail_says_why(run: Tune, counting: Any) -> None:
    with pytest.raises(BenchError, match="counting: the search fails: ValueError: 13 is an unlucky number"):
        run("counting", {"alpha": [13]})


def test_progress_is_told_of_every_fit(run: Tune) -> None:
    told: list[tuple[int, int, Fit]] = []
    run("nb", {"alpha": [0.1, 1.0]}, on_fits=lambda *news: told.append(news))
    assert told[-1][:2] == (6, 0)
    assert told[-1][2].score is not None


def test_more_folds_than_documents_of_any_class_are_refused(run: Tune) -> None:
    with pytest.raises(DataError, match="no class has a document for each of 2000 folds"):
        run("nb", {"alpha": [1.0]}, folds=2000)
