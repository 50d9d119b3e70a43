"""What makes training faster must not cost accuracy: over seeds, on the bundled mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.cards.load import load_card
from bench.models.lstm import lstm
from bench.neural import KerasTextClassifier
from bench.neural.front_padding import FrontPaddingReader
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepare import prepare
from bench.recipe import Recipe

SEEDS = range(3)


@pytest.fixture(scope="module")
def mails() -> tuple[list[str], NDArray[np.int64], list[str], NDArray[np.int64]]:
    prepared = prepare(load_card("spam-sample"), Recipe("words"), None)
    return (
        list(read_documents(prepared.train)),
        read_labels(prepared.train),
        list(read_documents(prepared.test)),
        prepared.answers().labels,
    )


def accuracies(mails: Any, params: Mapping[str, Any] = {}, **options: Any) -> NDArray[np.float64]:
    """Of an LSTM on the test part, a seed each."""
    texts, labels, others, truth = mails
    found = []
    for seed in SEEDS:
        model = KerasTextClassifier(
            lstm, model_params={"embedding": 16, "units": 16, **params}, length=60, epochs=6,
            learning_rate=0.01, validation_fraction=0.0, random_state=seed, **options,
        )  # fmt: skip
        found.append((model.fit(texts, labels).predict(others) == truth).mean())
    return np.array(found)


def test_batches_of_similar_length_learn_as_much_as_those_of_one_length(mails: Any) -> None:
    """Means of the seeds differ by no more than the seeds of the plain way do among themselves."""
    plain, faster = accuracies(mails, batches="fixed"), accuracies(mails, batches="bucketed")
    assert plain.min() > 0.9, "there is something to lose"
    assert abs(faster.mean() - plain.mean()) <= np.ptp(plain)


def test_padding_in_front_read_once_learns_as_much_where_documents_share_what_is_dropped_of_it(
    mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    params, front = {"mask": False, "dropout": 0.5}, {"padding": "pre", "truncating": "pre"}
    faster = accuracies(mails, params, **front)
    monkeypatch.setattr(FrontPaddingReader, "of", lambda *_: None)
    plain = accuracies(mails, params, **front)
    assert plain.min() > 0.8, "there is something to lose"
    assert abs(faster.mean() - plain.mean()) <= max(np.ptp(plain), 0.02)
