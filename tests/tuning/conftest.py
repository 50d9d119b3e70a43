"""A prepared data set, models that count their fits, and a search of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import Pipeline, make_pipeline

import bench
from bench.cards.load import load_card
from bench.catalogue import models
from bench.preparation.prepare import prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.tuning.journal import Journal
from bench.tuning.search import Search
from bench.tuning.tune import tune
from bench.tuning.tuning import Tuning
from tests.registries import taken_back

Tune = Callable[..., Tuning]


class Counting(MultinomialNB):  # type: ignore[misc]
    """Naive Bayes that counts its fits, and can be made to stop at one of them."""

    fits = 0
    stop_at: int | None = None

    def fit(self, X: Any, y: Any) -> Counting:
        Counting.fits += 1
        if Counting.fits == Counting.stop_at:
            raise KeyboardInterrupt
        super().fit(X, y)
        return self


@pytest.fixture
def counting() -> Iterator[type[Counting]]:
    """The model ``counting`` is registered for one test."""
    Counting.fits, Counting.stop_at = 0, None
    with taken_back(models):

        @bench.model("counting", grid={"alpha": [0.1, 1.0]})
        def make(alpha: float = 1.0) -> Pipeline:
            if alpha == 13:
                raise ValueError("13 is an unlucky number")
            return make_pipeline(CountVectorizer(), Counting(alpha=alpha))

        yield Counting


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """The small spam data set, tokenised."""
    return prepare(load_card("spam-sample"), Recipe("words"), None)


@pytest.fixture
def run(prepared: Prepared, tmp_path: Path) -> Tune:
    """Tunes a model on it, keeping its fits in a journal of the test's own."""

    def run(
        model: str, grid: dict[str, list[Any]], kind: str = "grid", folds: int = 3, **more: Any
    ) -> Tuning:
        journal = Journal.opened(tmp_path / "journal.jsonl")
        chosen = Recipe.parse(model)
        return tune(
            "spam-sample", prepared, Recipe("words"), chosen, grid, Search(kind, folds), journal, **more
        )

    return run
