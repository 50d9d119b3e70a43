"""Training: documents a second over the same documents, without the first epoch, which traces the model.

The plain way is Keras' example of the model: padded in front to one length, given to ``fit`` as arrays, with
Keras' defaults. The layers have the same sizes. Whether ours learns as much is for the records to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bench.catalogue import models
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from tests.perf import plain, plain_models
from tests.perf.entry import Entry

if TYPE_CHECKING:
    from keras import Model

EPOCHS = 2  # timed


@dataclass(frozen=True)
class Case:
    """A model in both ways.

    Args:
        recipe: Ours.
        build: The plain one, for a vocabulary of the given size.
        length: Tokens of a document that are read.
        documents: Trained on in an epoch, a fixed choice of chance.
        max_tokens: Rows of the embedding table, at most.
        batch_size: Documents in a batch.
        optimizer: Keras' name of one.
    """

    recipe: str
    build: Callable[[int], Model]
    length: int
    documents: int
    max_tokens: int
    batch_size: int = 64
    optimizer: str = "adam"


Compare = Callable[[Prepared, Case], None]


@pytest.fixture
def compare(benchmark: Any, entry: Entry) -> Compare:
    """Trains both and fills the row in."""

    def compare(prepared: Prepared, case: Case) -> None:
        everything = read_documents(prepared.train)
        chosen = np.random.default_rng(0).choice(len(everything), case.documents, replace=False)
        documents, labels = everything[chosen], read_labels(prepared.train)[chosen]

        ids = plain.index(documents, case.max_tokens)
        model = case.build(len(ids) + 3)
        theirs = plain.train(
            model,
            plain.rows(documents, ids, case.length),
            labels,
            optimizer=case.optimizer,
            batch_size=case.batch_size,
            epochs=EPOCHS,
        )
        recipe = Recipe.parse(case.recipe)
        ours = models[recipe.name].estimator(
            **recipe.params,
            length=case.length,
            max_tokens=case.max_tokens,
            start=True,
            batch_size=case.batch_size,
            optimizer=case.optimizer,
            epochs=1 + EPOCHS,
            patience=None,
            restore_best=False,
            validation_fraction=0.0,
        )
        benchmark.pedantic(ours.fit, args=(documents, labels), rounds=1)
        assert ours.parameters() == model.count_params()
        entry.versus(median(theirs), median(epoch["seconds"] for epoch in ours.history_[1:]), case.documents)

    return compare


@pytest.mark.row("training, LSTM 120, length 500, imdb", ratio=2)
def test_lstm(compare: Compare, imdb: Prepared) -> None:
    recipe = "lstm:embedding=120,units=120"
    compare(imdb, Case(recipe, plain_models.lstm, length=500, documents=2048, max_tokens=5_000))


@pytest.mark.row("training, the same LSTM unmasked: its padding in front, read once a batch", ratio=1.5)
def test_unmasked_lstm(compare: Compare, imdb: Prepared) -> None:
    recipe = "lstm:embedding=120,units=120,mask=false,padding=pre,truncating=pre"
    compare(imdb, Case(recipe, plain_models.lstm, length=500, documents=2048, max_tokens=5_000))


@pytest.mark.row("training, GRU 120, length 500, imdb", ratio=1.5)
def test_gru(compare: Compare, imdb: Prepared) -> None:
    compare(imdb, Case("gru", plain_models.gru, length=500, documents=2048, max_tokens=5_000))


@pytest.mark.row("training, BiLSTM and maximum over time, length 400, imdb", ratio=1.5)
def test_bilstm_max(compare: Compare, imdb: Prepared) -> None:
    compare(imdb, Case("bilstm-max", plain_models.bilstm_max, length=400, documents=1024, max_tokens=30_000))


@pytest.mark.row("training, LSTM 128, length 30, NSMC", ratio=1.5)
def test_lstm_on_short_reviews(compare: Compare, nsmc: Prepared) -> None:
    case = Case(
        "lstm:mask=false,padding=pre,truncating=pre",  # as the plain one has it; ours reads it once a batch
        plain_models.small_lstm,
        length=30,
        documents=12_288,
        max_tokens=19_416,
        optimizer="rmsprop",
    )
    compare(nsmc, case)


@pytest.mark.row("training, Transformer, length 80, imdb", ratio=1.5)
def test_transformer(compare: Compare, imdb: Prepared) -> None:
    case = Case(
        "transformer:positions=random",
        plain_models.transformer,
        length=80,
        documents=8_000,
        max_tokens=10_000,
        batch_size=200,
    )
    compare(imdb, case)


@pytest.mark.row("training, CNN + BiLSTM, imdb: its convolution and pooling keep it at length 200")
def test_cnn_bilstm(compare: Compare, imdb: Prepared) -> None:
    compare(imdb, Case("cnn-bilstm", plain_models.cnn_bilstm, length=200, documents=1024, max_tokens=10_000))
