"""What the committed records say of memory, and of the work in the suite ``published``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.cards.load import load_card
from bench.catalogue import models
from bench.records.record import Record
from bench.records.store import Store
from bench.suites.load import load_suite
from bench.trials.trial import Trial
from tests.perf import plain
from tests.perf.entry import Entry, clock

if TYPE_CHECKING:
    from bench.neural import KerasTextClassifier

RECORDS = Path(__file__).parents[2] / "reports" / "records"
DOCUMENTS = 512  # at least
RESERVED = 3  # ids that are no words
EPOCHS = 2
LOOPED = 500


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [record for record in Store(RECORDS).records()[0] if record.ok]


@pytest.mark.row("peak memory, LSTM on NSMC (from the records)", gigabytes=2.5)
def test_memory_of_the_lstm(entry: Entry, records: list[Record]) -> None:
    _peak(entry, (r for r in records if r.card["name"] == "nsmc" and r.model["name"] == "lstm"))


@pytest.mark.row("peak memory, classical trials on single words (from the records)", gigabytes=1.5)
def test_memory_of_single_words(entry: Entry, records: list[Record]) -> None:
    _peak(entry, (r for r in records if _longest_run(r) == 1))


@pytest.mark.row("peak memory, classical trials on 1-3-grams (from the records)", gigabytes=2.5)
def test_memory_of_runs(entry: Entry, records: list[Record]) -> None:
    _peak(entry, (r for r in records if _longest_run(r) == 3))


def _peak(entry: Entry, records: Iterable[Record]) -> None:
    """The most that any of them took."""
    peaks = [(record.peak_bytes or 0, record.model["name"], record.card["name"]) for record in records]
    if not peaks:
        pytest.skip("there is no such record")
    most, model, card = max(peaks)
    entry.costs(most / 1e9, f"{most / 1e9:.2f} GB: {model} on {card}")


def _longest_run(record: Record) -> int:
    """Tokens in the longest n-gram that a model counts; 0 where it counts none."""
    complete = models[record.model["name"]].complete(record.model["params"])
    return max(complete.params.get("ngram_range", [0]))


@pytest.mark.row("suite published, its neural trials, cold (computed: rates here, recorded epochs)", ratio=3)
def test_published(entry: Entry, records: list[Record], reviews: list[str]) -> None:
    """Computed, not run: from rates of both ways measured here, for the epochs that the records have.

    Neither way evaluates anything. The plain scripts tokenise by a konlpy loop, each for itself; what ours
    takes to tokenise, once for all, is in the records.
    """
    recorded = {(r.card["name"], r.tokenizer["recipe"], r.model["recipe"], r.seed): r for r in records}
    trials = [t for t in load_suite("published").expanded() if models.entry(t.model.name).needs == "neural"]
    found = [(trial, recorded[_name(trial)]) for trial in trials if _name(trial) in recorded]
    if len(found) < len(trials):
        pytest.skip(f"{len(trials) - len(found)} of its {len(trials)} neural trials are not in the records")
    prepared = {(r.card["name"], r.tokenizer["recipe"]): r.timings for _, r in found}
    theirs = sum(_looped(record, reviews) for _, record in found)
    ours = sum(timings[stage] for timings in prepared.values() for stage in ("load", "clean", "tokenise"))
    for trial, record in found:
        drawn = Drawn.of(trial, record)
        theirs += drawn.plainly()
        ours += drawn.here()
    entry.versus(theirs, ours)


def _name(trial: Trial) -> tuple[str, str, str, int]:
    tokenizer = str(trial.tokenizer or load_card(trial.card).tokenizer)
    return trial.card, tokenizer, str(trial.model), trial.seed


@dataclass(frozen=True)
class Drawn:
    """A trial's model, and documents to time it on: drawn, since the words that they hold make no difference.

    Args:
        estimator: Ours, unfitted.
        rows: Ids of words, every word twice or more; shape ``(documents, length)``.
        labels: Shape ``(documents,)``.
        epochs: Of the record, in epochs of these documents.
    """

    estimator: KerasTextClassifier
    rows: NDArray[np.int64]
    labels: NDArray[np.int64]
    epochs: float

    @classmethod
    def of(cls, trial: Trial, record: Record) -> Drawn:
        estimator = models[trial.model.name].estimator(**trial.model.params)
        embedding = next(layer for layer in record.model["layers"] if layer["type"] == "Embedding")
        words = embedding["parameters"] // embedding["output_shape"][-1] - RESERVED
        documents = max(DOCUMENTS, 2 * words // estimator.length)
        draw = np.random.default_rng(0)
        rows = draw.permutation(np.arange(documents * estimator.length) % words)
        labels = draw.permutation(np.arange(documents) % len(record.card["classes"]))
        trained = record.card["counts"]["train"] * (1 - estimator.validation_fraction) * len(record.history)
        return cls(
            estimator, RESERVED + rows.reshape(documents, estimator.length), labels, trained / documents
        )

    def plainly(self) -> float:
        """Seconds that ``model.fit`` takes for the record's epochs."""
        from bench import TextSpec

        options = self.estimator.get_params(deep=False)
        spec = TextSpec(int(self.rows.max()) + 1, options["length"], int(self.labels.max()) + 1)
        took = plain.train(
            self.estimator.build(spec, **(options["model_params"] or {})),
            self.rows,
            self.labels,
            optimizer=options["optimizer"],
            batch_size=options["batch_size"],
            epochs=EPOCHS,
        )
        return median(took) * self.epochs

    def here(self) -> float:
        """Seconds that our estimator takes for them."""
        estimator = self.estimator.set_params(
            epochs=1 + EPOCHS, patience=None, restore_best=False, reduce_after=None, validation_fraction=0.0
        )
        estimator.fit([" ".join(map(str, row)) for row in self.rows], self.labels)
        return median(epoch["seconds"] for epoch in estimator.history_[1:]) * self.epochs


def _looped(record: Record, reviews: list[str]) -> float:
    """Seconds that a konlpy loop takes for the record's documents; other texts need none."""
    if record.tokenizer["name"] != "okt":
        return 0.0
    pytest.importorskip("konlpy")
    from bench.tokenizers.konlpy_loop import konlpy_tagger

    tagger, counts = konlpy_tagger("Okt"), record.card["counts"]
    took = clock(lambda: [tagger.morphs(text, stem=True) for text in reviews[:LOOPED]])
    return took / LOOPED * (counts["train"] + counts["test"])
