"""What makes training faster must not cost accuracy: over seeds, on the bundled mails."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.cards.load import load_card
from bench.models.lstm import lstm
from bench.neural import KerasTextClassifier
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


def accuracies(mails: Any, **options: Any) -> NDArray[np.float64]:
    """Of an LSTM on the test part, a seed each."""
    texts, labels, others, truth = mails
    found = []
    for seed in SEEDS:
        model = KerasTextClassifier(
            lstm, model_params={"embedding": 16, "units": 16}, length=60, epochs=6, learning_rate=0.01,
            validation_fraction=0.0, random_state=seed, **options,
        )  # fmt: skip
        found.append((model.fit(texts, labels).predict(others) == truth).mean())
    return np.array(found)


def test_batches_of_similar_length_learn_as_much_as_those_of_one_length(mails: Any) -> None:
    """Means of the seeds differ by no more than the seeds of the plain way do among themselves."""
    plain, faster = accuracies(mails, batches="fixed"), accuracies(mails, batches="bucketed")
    assert plain.min() > 0.9, "there is something to lose"
    assert abs(faster.mean() - plain.mean()) <= np.ptp(plain)
