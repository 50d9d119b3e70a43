"""The file of fits."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bench.recipe import Recipe
from bench.tuning.journal import Fit, Journal, fit_key

ONE = Fit("a", "nb:alpha=1", 10, 0.1 + 0.2, 0.5)
TWO = Fit("b", "nb:alpha=1", 10, None, 0.5, "ValueError: 나쁘다")


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    journal = Journal.opened(tmp_path / "new" / "fits.jsonl")
    journal.add(ONE)
    first, place = journal.since(0)
    journal.add(TWO)
    assert first == [ONE]
    assert journal.since(place)[0] == [TWO]


def test_a_failure_is_not_known_so_that_it_is_tried_again(tmp_path: Path) -> None:
    journal = Journal.opened(tmp_path / "fits.jsonl")
    journal.add(ONE)
    journal.add(TWO)
    assert Journal.opened(journal.path).known == {"a": ONE}


def test_a_line_that_is_torn_or_changed_is_not_known(tmp_path: Path) -> None:
    journal = Journal.opened(tmp_path / "fits.jsonl")
    journal.add(ONE)
    line = journal.path.read_bytes()
    better = {**json.loads(line), "key": "c", "score": 1.0}
    other = {"checksum": "", "key": "d"}
    journal.path.write_bytes(
        line + json.dumps(better).encode() + b"\n" + json.dumps(other).encode() + b"\n[]\n\xff\n" + line[:40]
    )
    assert Journal.opened(journal.path).known == {"a": ONE}
    assert journal.since(0)[1] == journal.path.stat().st_size - 40


def test_a_key_tells_fits_apart() -> None:
    labels = np.array([0, 1])
    keys = {
        fit_key(Recipe("nb"), ["ab", "c"], labels),
        fit_key(Recipe("nb"), ["a", "bc"], labels),
        fit_key(Recipe("nb"), ["c", "ab"], labels),
        fit_key(Recipe("nb"), ["ab", "c"], labels[::-1]),
        fit_key(Recipe("nb", {"alpha": 2}), ["ab", "c"], labels),
    }
    assert len(keys) == 5
