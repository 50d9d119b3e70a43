"""The suite ``published`` against the plain scripts, one after another.

Computed, not run, which would take hours: from rates of both ways, measured here on some of each trial's own
documents, for the epochs that its record has, one seed; trials that differ in their number of epochs alone
share a rate. Neither way evaluates anything. The plain scripts tokenise by a konlpy loop, each for itself;
what ours takes to tokenise, once for all, is in the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.cards.load import load_card
from bench.catalogue import models
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepare import prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.suites.load import load_suite
from bench.trials.trial import Trial
from tests.perf import plain
from tests.perf.entry import Entry, clock

if TYPE_CHECKING:
    from bench.neural import KerasTextClassifier

RECORDS = Path(__file__).parents[2] / "reports" / "records"
DOCUMENTS = {"imdb": 1_024, "nsmc": 12_288}
FEWEST = 2_048  # of other data sets
EPOCHS = 1  # timed
LOOPED = 500  # reviews


@pytest.mark.row("suite published, its neural trials, cold (computed: rates here, recorded epochs)", ratio=3)
def test_published(entry: Entry, data_dir: Path, reviews: list[str]) -> None:
    records = {_name(record): record for record in Store(RECORDS).records()[0] if record.ok}
    once = (trial for trial in load_suite("published").expanded() if not trial.seed)
    trials = [trial for trial in once if models.entry(trial.model.name).needs == "neural"]
    found = [(trial, records[_named(trial)]) for trial in trials if _named(trial) in records]
    if len(found) < len(trials):
        pytest.skip(f"{len(trials) - len(found)} of its {len(trials)} neural trials are not in the records")
    timings = {(r.card["name"], r.tokenizer["recipe"]): r.timings for _, r in found}
    theirs = sum(_looped(record, reviews) for _, record in found)
    ours = sum(one[stage] for one in timings.values() for stage in ("load", "clean", "tokenise"))
    epochs: dict[str, tuple[float, float]] = {}
    for trial, record in found:
        prepared = prepare(load_card(trial.card), Recipe.parse(record.tokenizer["recipe"]), data_dir)
        some = Some.of(trial, record, prepared)
        alike = f"{prepared.folder} {some.estimator.get_params(deep=False)}"
        if alike not in epochs:
            epochs[alike] = some.here(), some.plainly()
        here, plainly = epochs[alike]
        ours += here * some.epochs
        theirs += plainly * some.epochs
    entry.versus(theirs, ours)


def _name(record: Record) -> tuple[str, str, str, int]:
    return record.card["name"], record.tokenizer["recipe"], record.model["recipe"], record.seed


def _named(trial: Trial) -> tuple[str, str, str, int]:
    tokenizer = str(trial.tokenizer or load_card(trial.card).tokenizer)
    return trial.card, tokenizer, str(trial.model), trial.seed


@dataclass(frozen=True)
class Some:
    """A trial's model, and some of its documents, a choice of chance.

    Args:
        estimator: Ours.
        documents: Texts of the training part.
        labels: Shape ``(documents,)``.
        epochs: Of the record, in epochs of these documents.
    """

    estimator: KerasTextClassifier
    documents: Any
    labels: NDArray[np.int64]
    epochs: float

    @classmethod
    def of(cls, trial: Trial, record: Record, prepared: Prepared) -> Some:
        everything = read_documents(prepared.train)
        count = DOCUMENTS.get(trial.card, FEWEST)
        chosen = np.random.default_rng(0).choice(len(everything), count, replace=False)
        embedding = next(layer for layer in record.model["layers"] if layer["type"] == "Embedding")
        estimator = models[trial.model.name].estimator(**trial.model.params)
        trained = record.card["counts"]["train"] * (1 - estimator.validation_fraction) * len(record.history)
        estimator.set_params(
            # so few documents have fewer frequent words than all of them: the table is as large as there
            max_tokens=embedding["parameters"] // embedding["output_shape"][-1],
            min_count=1,
            epochs=1 + EPOCHS,
            patience=None,
            restore_best=False,
            refit=False,
            reduce_after=None,
            validation_fraction=0.0,
        )
        labels = np.unique(read_labels(prepared.train)[chosen], return_inverse=True)[1]
        return cls(estimator, everything[chosen], labels, trained / count)

    def here(self) -> float:
        """Seconds of an epoch of our estimator."""
        self.estimator.fit(self.documents, self.labels)
        return median(epoch["seconds"] for epoch in self.estimator.history_[1:])

    def plainly(self) -> float:
        """Seconds of an epoch of ``model.fit``, the rows padded in front, with the layers of Keras."""
        from keras import layers as plain_layers
        from keras.utils import pad_sequences

        from bench import TextSpec
        from bench.neural import layers, recurrent

        options, vocabulary = self.estimator.get_params(deep=False), self.estimator.vocabulary_
        spec = TextSpec(vocabulary.size, options["length"], int(self.labels.max()) + 1)
        with pytest.MonkeyPatch.context() as patch:
            for module, name in [(layers, "Dropout"), *((recurrent, name) for name in recurrent.__all__)]:
                patch.setattr(module, name, getattr(plain_layers, name))
            model = self.estimator.build(spec, **(options["model_params"] or {}))
        took = plain.train(
            model,
            np.asarray(pad_sequences(vocabulary.encode(self.documents), maxlen=spec.length)),
            self.labels,
            optimizer=options["optimizer"],
            batch_size=options["batch_size"],
            epochs=EPOCHS,
        )
        return median(took)


def _looped(record: Record, reviews: list[str]) -> float:
    """Seconds that a konlpy loop takes for the record's documents; other texts need none."""
    if record.tokenizer["name"] != "okt":
        return 0.0
    pytest.importorskip("konlpy")
    from bench.tokenizers.taggers import konlpy_tagger

    tagger, counts = konlpy_tagger("Okt"), record.card["counts"]
    took = clock(lambda: [tagger.morphs(text, stem=True) for text in reviews[:LOOPED]])
    return took / LOOPED * (counts["train"] + counts["test"])
