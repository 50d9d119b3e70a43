"""Training in a process that keeps freed memory, as a trial's does, against one as the system starts it."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

import pytest

from bench.preparation.prepared import Prepared
from tests.perf.entry import Entry

DOCUMENTS = 4_096

_FIT = """
import json, sys
if {keep}:
    from bench.trials.freed_memory import keep_freed_memory
    keep_freed_memory()
from pathlib import Path
from bench.catalogue import models
from bench.preparation.documents import read_documents, read_labels
rows = slice(0, {count} * {step}, {step})
documents, labels = read_documents(Path({train!r}))[rows], read_labels(Path({train!r}))[rows]
estimator = models["fasttext"].estimator(epochs=4, patience=None, restore_best=False, validation_fraction=0.0)
estimator.fit(documents, labels)
print(json.dumps([epoch["seconds"] for epoch in estimator.history_[1:]]))
"""


def _epoch(prepared: Prepared, keep: bool) -> float:
    """Seconds of an epoch of a bag over every so many of the documents, in a process of its own."""
    step = prepared.counts["train"] // DOCUMENTS
    code = _FIT.format(keep=keep, count=DOCUMENTS, step=step, train=str(prepared.train))
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return median(json.loads(said.stdout.splitlines()[-1]))


@pytest.mark.row("training, words and pairs in a bag (fastText), imdb: freed memory kept against given back")
def test_fasttext(entry: Entry, imdb: Prepared) -> None:
    given_back = _epoch(imdb, keep=False)
    entry.versus(given_back, _epoch(imdb, keep=True), DOCUMENTS)
