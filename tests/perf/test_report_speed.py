"""``bench report`` for 1,000 records: the whole process, the interpreter's start included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.records.predictions import Predictions
from bench.records.record import Record, checksum
from bench.records.store import Store
from bench.scores.metrics import score
from tests.perf.entry import Entry
from tests.perf.table import seconds

# Number of classes, and of test documents.
CARDS = {
    "reviews": (2, 50_000),
    "films": (2, 25_000),
    "wires": (46, 2_246),
    "groups": (20, 7_532),
    "mail": (2, 1_034),
}
LAYER = {"name": "a", "type": "LSTM", "output_shape": [None, 8], "parameters": 9}
MODELS = 40
SEEDS = 5


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five data sets, forty models, five seeds, with predictions of real sizes."""
    root = tmp_path_factory.mktemp("thousand")
    store = Store(root / "records")
    for card, (classes, documents) in CARDS.items():
        random = np.random.default_rng(0)
        names = tuple(f"class {place}" for place in range(classes))
        truth = random.integers(0, classes, documents)
        for number in range(MODELS):
            for seed in range(SEEDS):
                wrong = random.random(documents) > 0.8 + number / 400
                predicted = np.where(wrong, (truth + 1) % classes, truth)
                predictions = Predictions(np.arange(documents), truth, predicted)
                _save(store, card, names, number, seed, predictions)
    return root


def _save(
    store: Store, card: str, names: tuple[str, ...], number: int, seed: int, predictions: Predictions
) -> None:
    model = "nb" if number == 0 else f"model{number}"
    neural = number % 2 == 1
    history = [{"loss": 0.5, "accuracy": 0.8, "val_loss": 0.6, "val_accuracy": 0.8, "seconds": 2.0}] * 10
    record = Record(
        signature=f"{card}@aaaaaaaa/words/{model}/{seed}",
        key=checksum({"card": card, "model": model, "seed": seed}),
        status="ok",
        card={
            "name": card,
            "title": card,
            "language": "en",
            "classes": list(names),
            "parts_sha256": "a" * 64,
            "counts": {"rows": 10, "train": 5, "test": 5},
        },
        tokenizer={"recipe": "words", "name": "words", "params": {}, "version": "1"},
        model={
            "recipe": model,
            "name": model,
            "params": {},
            "parameters": 100_000,
            "bytes": 400_000,
            "layers": [LAYER] if neural else [],
        },
        seed=seed,
        metrics=score(predictions, names, np.zeros(len(predictions.rows), dtype=bool)),
        history=history if neural else [],
        timings={"load": 1.0, "clean": 1.0, "tokenise": 5.0, "encode": 1.0, "fit": 30.0, "predict": 1.0},
        throughput={
            "train_documents_per_second": 50.0,
            "predict_documents_per_second": 900.0,
            "latency_median_s": 0.01,
        },
        peak_bytes=10**9,
        environment={
            "python": "3.11",
            "cpu": "Example",
            "cores": 2,
            "device": "cpu",
            "libraries": {"numpy": "2"},
        },
    )
    store.save(record, predictions)


@pytest.mark.row("bench report --no-figures, 1,000 records", seconds=3)
def test_report_of_a_thousand_records(benchmark: Any, entry: Entry, thousand: Path) -> None:
    """The whole command in a process of its own, as a user runs it."""
    program = [sys.executable, "-m", "bench", "report", "--no-figures", "--reports", str(thousand)]
    checkout = Path(__file__).parents[2]
    benchmark.pedantic(
        lambda: subprocess.run(program, check=True, capture_output=True, cwd=checkout),
        rounds=3,
        warmup_rounds=1,
    )
    assert (thousand / "wires.md").is_file()
    took = benchmark.stats.stats.median
    entry.costs(took, seconds(took))
