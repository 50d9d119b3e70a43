"""Prediction of many documents, from tokens to classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bench.catalogue import models
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepared import Prepared
from tests.perf import plain, plain_models
from tests.perf.entry import Race

LEARNT = 256
LONG, SHORT = 1_024, 10_000


@pytest.mark.row("prediction, LSTM 120, length 500, imdb", ratio=2)
def test_lstm(race: Race, imdb: Prepared) -> None:
    ours = learnt(imdb, embedding=120, units=120, length=500)
    documents = some(imdb, LONG)
    ids = plain.index(documents, 5_000)
    model = plain_models.lstm(len(ids) + 3)
    race(
        lambda: model.predict(plain.rows(documents, ids, 500), verbose=0),
        lambda: ours.predict(documents),
        documents=len(documents),
    )
    same_on_rows_of_one_length(ours, documents)


@pytest.mark.row("prediction, LSTM 128, length 30, NSMC", ratio=2)
def test_lstm_on_short_reviews(race: Race, nsmc: Prepared) -> None:
    ours = learnt(nsmc, embedding=100, units=128, length=30)
    documents = some(nsmc, SHORT)
    ids = plain.index(documents, 19_416)
    model = plain_models.small_lstm(len(ids) + 3)
    race(
        lambda: model.predict(plain.rows(documents, ids, 30), verbose=0),
        lambda: ours.predict(documents),
        documents=len(documents),
    )
    same_on_rows_of_one_length(ours, documents)


def learnt(prepared: Prepared, **params: Any) -> Any:
    """Our LSTM after a look at a few documents: how good it is does not matter here."""
    everything = read_documents(prepared.train)
    chosen = np.random.default_rng(0).choice(len(everything), LEARNT, replace=False)
    estimator = models["lstm"].estimator(**params, epochs=1, validation_fraction=0.0)
    return estimator.fit(everything[chosen], read_labels(prepared.train)[chosen])


def some(prepared: Prepared, count: int) -> Any:
    everything = read_documents(prepared.test)
    return everything[np.random.default_rng(1).choice(len(everything), count, replace=False)]


def same_on_rows_of_one_length(estimator: Any, documents: Any) -> None:
    some = documents[:100]
    bucketed = estimator.predict_proba(some)
    np.testing.assert_allclose(bucketed, estimator.set_params(batches="fixed").predict_proba(some), atol=1e-5)
