"""Records made up for the tests: fixed random predictions, real metrics, saved through the real store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.recipe import Recipe
from bench.records.predictions import Predictions
from bench.records.record import Record, checksum
from bench.records.store import Store
from bench.scores.metrics import score

HOSTILE = "<script>|*#`$[x](y)"

LAYERS = [
    {"name": "tokens", "type": "InputLayer", "output_shape": [None, 100], "parameters": 0},
    {"name": "embedding", "type": "Embedding", "output_shape": [None, 100, 120], "parameters": 120_000},
    {"name": "lstm", "type": "LSTM", "output_shape": [None, 120], "parameters": 115_680},
    {"name": "dense", "type": "Dense", "output_shape": [None, 46], "parameters": 5_566},
]


@dataclass(frozen=True)
class Maker:
    """Makes records and saves them.

    Args:
        store: Where they go.
    """

    store: Store

    @property
    def root(self) -> Path:
        """The report's folder."""
        return self.store.root.parent

    def card(self, name: str, classes: Sequence[str], **more: Any) -> dict[str, Any]:
        """The facts of a card."""
        return {
            "name": name,
            "title": name.upper(),
            "language": "en",
            "bundled_sample": False,
            "classes": list(classes),
            "content_sha256": "c" * 64,
            "parts_sha256": "a" * 64,
            "counts": {
                "rows": 5000,
                "empty": 1,
                "duplicates": 40,
                "blank": 0,
                "dropped": 41,
                "train": 4000,
                "test": 800,
                "test_in_train": 7,
            },
            **more,
        }

    def environment(self, device: str = "cpu", backend: str = "") -> dict[str, Any]:
        """A machine that nobody has."""
        known: dict[str, Any] = {
            "python": "3.11.9",
            "system": "Linux x86_64",
            "cpu": "Example CPU @ 2.00GHz",
            "cores": 2,
            "memory_bytes": 8_000_000_000,
            "libraries": {"numpy": "2.1.0", "scikit-learn": "1.6.0"},
            "revision": "0123456789ab",
            "device": device,
        }
        return known | ({"backend": {"name": backend, "version": "2.20.0"}} if backend else {})

    def trial(
        self,
        about: dict[str, Any],
        model: str,
        accuracy: float,
        *,
        tokenizer: str = "words",
        seed: int = 0,
        documents: int = 800,
        seconds: float = 0.4,
        epochs: int = 0,
        device: str = "cpu",
        published: dict[str, Any] | None = None,
        layers: Sequence[dict[str, Any]] = LAYERS,
    ) -> Record:
        """Save a trial that gave a result; right and wrong documents are drawn by a fixed generator."""
        names = tuple(about["classes"])
        truth = np.random.default_rng(1).integers(0, len(names), documents)
        random = np.random.default_rng([seed, *map(ord, model + tokenizer)])
        wrong = random.random(documents) > accuracy
        shift = random.integers(1, max(2, min(len(names), 5)), documents)
        predicted = np.where(wrong, (truth + shift) % len(names), truth)
        predictions = Predictions(np.arange(documents) * 6 + 1, truth, predicted)
        name, _, params = model.partition(":")
        tokenizer_name, _, options = tokenizer.partition(":")
        history = [
            {
                "loss": 0.7 * 0.8**epoch,
                "accuracy": accuracy - 0.1 * 0.6**epoch,
                "val_loss": 0.7 * 0.8**epoch + 0.01 * epoch**1.5,
                "val_accuracy": accuracy - 0.12 * 0.6**epoch,
                "seconds": seconds / epochs,
            }
            for epoch in range(epochs)
        ]
        record = Record(
            signature=f"{about['name']}@aaaaaaaa/{tokenizer}/{model}/{seed}",
            key=checksum(
                {
                    "card": about["name"],
                    "model": model,
                    "tokenizer": tokenizer,
                    "seed": seed,
                    "device": device,
                }
            ),
            status="ok",
            card=about,
            tokenizer={
                "recipe": tokenizer,
                "name": tokenizer_name,
                "params": _params(options),
                "version": "words/1",
            },
            model={
                "recipe": model,
                "name": name,
                "params": _params(params),
                "origin": "built-in",
                "parameters": 241_246 if epochs else 20_000,
                "bytes": 970_000 if epochs else 160_000,
                "layers": list(layers) if epochs else [],
            },
            seed=seed,
            metrics=score(predictions, names, np.zeros(documents, dtype=bool)),
            history=history,
            timings={
                "load": 0.1,
                "clean": 0.2,
                "tokenise": 1.5,
                "encode": 0.1,
                "fit": seconds,
                "predict": 0.05,
                "total": 3.0,
            },
            throughput={
                "train_documents_per_second": 4000 / seconds,
                "predict_documents_per_second": 20_000 / seconds,
                "predict_batch": 512,
                "predict_one_documents_per_second": 900.0,
                "latency_median_s": 0.0011,
                "latency_p99_s": 0.0031,
                **({} if device == "cpu" else {"utilisation": 0.4321}),
            },
            peak_bytes=312_000_000,
            environment=self.environment(device, "tensorflow" if epochs else ""),
            published=published,
            finished="2024-05-01T10:00:00Z",
        )
        return self.store.save(record, predictions)

    def failed(self, about: dict[str, Any], model: str, status: str, reason: str) -> Record:
        """Save a trial without a result."""
        record = Record(
            signature=f"{about['name']}@aaaaaaaa/words/{model}/0",
            key=checksum({"card": about["name"], "model": model, "status": status}),
            status=status,
            reason=reason,
            traceback="Traceback (most recent call last):\n```\nValueError: <b>no</b>",
            card=about,
            tokenizer={"recipe": "words", "name": "words", "params": {}, "version": "words/1"},
            model={"recipe": model, "name": model, "params": {}, "origin": "mine.py"},
            seed=0,
            environment=self.environment(),
            finished="2024-05-01T10:00:00Z",
        )
        return self.store.save(record)

    def profile(self, about: dict[str, Any], tokenizer: str, tokens: Sequence[str]) -> None:
        """Save a profile as the runner writes it."""
        edges = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2400]
        profile = {
            "schema": 1,
            "card": about["name"],
            "title": about["title"],
            "language": about["language"],
            "bundled_sample": about["bundled_sample"],
            "tokenizer": tokenizer,
            "counts": about["counts"],
            "classes": [
                {"name": name, "train": 3000 // (place + 1), "test": 700 // (place + 1)}
                for place, name in enumerate(about["classes"])
            ],
            "lengths": {
                "mean": 15.61,
                "median": 12,
                "p90": 40,
                "p99": 90,
                "longest": 2376,
                "histogram": {
                    "edges": edges,
                    "train": [5, 40, 300, 900, 1400, 900, 300, 100, 40, 15],
                    "test": [1, 9, 50, 180, 290, 170, 60, 30, 8, 2],
                },
            },
            "vocabulary": 8920,
            "tokens": 80_000,
            "top": [[token, 5000 // (place + 1)] for place, token in enumerate(tokens)],
            "top_by_class": [
                {"name": name, "tokens": [[token, 100, 3.5] for token in tokens[:4]]}
                for name in about["classes"]
            ],
        }
        content = json.dumps({"checksum": checksum(profile), **profile}, ensure_ascii=False, indent=1) + "\n"
        self.store.save_profile(profile, content)


def _params(text: str) -> dict[str, Any]:
    return dict(Recipe.parse(f"any:{text}").params) if text else {}


def populate(make: Maker) -> None:
    """Three data sets: two Korean classes with failures, eleven hostile ones in a sample, forty-six."""
    korean = make.card("reviews", ["부정", "긍정"], title="영화 리뷰", language="ko")
    make.trial(korean, "nb", 0.83, tokenizer="okt", seconds=0.4)
    make.trial(korean, "nb", 0.81, tokenizer="whitespace", seconds=0.3)
    make.trial(korean, "svm", 0.86, tokenizer="char", seconds=9.0)
    for seed in range(3):
        source = {
            "accuracy": 0.8544,
            "source": "notes, https://example.org/lstm",
            "chosen_on": "validation",
            "note": None,
        }
        make.trial(
            korean, "lstm:units=120", 0.88, tokenizer="okt", seed=seed, seconds=80, epochs=6, published=source
        )
    make.failed(korean, "kkma-lstm", "timeout", "longer than 600 s | stopped")
    make.failed(korean, "big", "out-of-memory", "more than 2.5 GB")
    make.profile(korean, "okt", ["영화", "a", "재밌다", "|", "*", "<b>", "#", "`", "너무", "좋다"])
    hostile = make.card("sample", [HOSTILE, *[f"topic {place}" for place in range(10)]], bundled_sample=True)
    make.trial(hostile, "nb", 0.82)
    test_chosen = {"accuracy": 0.8808, "source": "a blog | 2023", "chosen_on": "test", "note": "last weights"}
    make.trial(hostile, "lstm", 0.83, seconds=30, epochs=4, published=test_chosen)
    make.profile(hostile, "words", ["free", "call", "now"])
    wires = make.card(
        "wires",
        [f"subject-{place}" if place % 7 else f"a rather long subject {place}" for place in range(46)],
    )
    make.trial(wires, "nb", 0.7, documents=2246)
    for place in range(3):
        make.trial(wires, f"linear:c={place}", 0.72 + place / 30, documents=2246, seconds=1.5 + place)
    make.trial(wires, "lstm", 0.74, documents=2246, seconds=150, epochs=12)
    make.trial(wires, "lstm", 0.745, documents=2246, seconds=3, epochs=12, device="Example Accelerator")
    make.profile(wires, "words", ["said", "mln", "dlrs"])


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Makes records below ``tmp_path / "made"``."""
    return Maker(Store(tmp_path / "made" / "records"))


@pytest.fixture
def root(make: Maker) -> Path:
    """The folder of a report whose records are whole and varied."""
    populate(make)
    return make.root
