"""What the committed records say of memory and of the suite ``published``: read, not run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from bench.cards.load import load_card
from bench.catalogue import models
from bench.records.record import Record
from bench.records.store import Store
from bench.suites.load import load_suite
from bench.trials.trial import Trial
from tests.perf import plain
from tests.perf.entry import Entry, clock

RECORDS = Path(__file__).parents[2] / "reports" / "records"
DOCUMENTS = 512
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


@pytest.mark.row("suite published, its neural trials, cold (computed: plain rates, recorded times)", ratio=3)
def test_published(entry: Entry, records: list[Record], reviews: list[str]) -> None:
    """Computed, not run: for the plain way, from rates measured here; for ours, from the committed records.

    The plain scripts are taken to train for as many epochs as ours did, to evaluate nothing, and to tokenise
    by a konlpy loop, each for itself.
    """
    recorded = {(r.card["name"], r.tokenizer["recipe"], r.model["recipe"], r.seed): r for r in records}
    trials = [t for t in load_suite("published").expanded() if models.entry(t.model.name).needs == "neural"]
    found = [(trial, recorded[_name(trial)]) for trial in trials if _name(trial) in recorded]
    if len(found) < len(trials):
        pytest.skip(f"{len(trials) - len(found)} of its {len(trials)} neural trials are not in the records")
    prepared = {(r.card["name"], r.tokenizer["recipe"]): r.timings for _, r in found}
    ours = sum(record.timings["total"] for _, record in found)
    ours += sum(timings[stage] for timings in prepared.values() for stage in ("load", "clean", "tokenise"))
    entry.versus(sum(_trained_plainly(*pair) + _looped(pair[1], reviews) for pair in found), ours)


def _name(trial: Trial) -> tuple[str, str, str, int]:
    tokenizer = str(trial.tokenizer or load_card(trial.card).tokenizer)
    return trial.card, tokenizer, str(trial.model), trial.seed


def _trained_plainly(trial: Trial, record: Record) -> float:
    """Seconds that ``model.fit`` takes for the record's epochs, at the rate that it has here.

    The rate does not depend on which words the documents hold: they are drawn.
    """
    from bench import TextSpec

    estimator = models[trial.model.name].estimator(**trial.model.params)
    options, classes = estimator.get_params(deep=False), len(record.card["classes"])
    embedding = next(layer for layer in record.model["layers"] if layer["type"] == "Embedding")
    vocabulary = embedding["parameters"] // embedding["output_shape"][-1]
    draw = np.random.default_rng(0)
    epochs = plain.train(
        estimator.build(TextSpec(vocabulary, options["length"], classes), **(options["model_params"] or {})),
        draw.integers(3, vocabulary, (DOCUMENTS, options["length"])),
        draw.integers(0, classes, DOCUMENTS),
        optimizer=options["optimizer"],
        batch_size=options["batch_size"],
        epochs=EPOCHS,
    )
    trained = record.card["counts"]["train"] * (1 - options["validation_fraction"]) * len(record.history)
    return median(epochs) / DOCUMENTS * trained


def _looped(record: Record, reviews: list[str]) -> float:
    """Seconds that a konlpy loop takes for the record's documents; other texts need none."""
    if record.tokenizer["name"] != "okt":
        return 0.0
    pytest.importorskip("konlpy")
    from bench.tokenizers.konlpy_loop import konlpy_tagger

    tagger, counts = konlpy_tagger("Okt"), record.card["counts"]
    took = clock(lambda: [tagger.morphs(text, stem=True) for text in reviews[:LOOPED]])
    return took / LOOPED * (counts["train"] + counts["test"])
