"""What the committed records say of memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.catalogue import models
from bench.records.record import Record
from bench.records.store import Store
from tests.perf.entry import Entry

RECORDS = Path(__file__).parents[2] / "reports" / "records"


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
