"""Which results are compared, and what is made of several seeds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bench.errors import RecordError
from bench.records.predictions import Predictions
from bench.report.comparisons import baseline_of, compare, holm
from bench.report.results import gather


def test_holm_agrees_with_its_definition() -> None:
    assert holm([]) == []
    assert holm([0.2]) == [0.2]
    assert holm([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.06, 0.06, 0.5])
    assert holm([0.6, 0.7]) == pytest.approx([1.0, 1.0])


def test_the_baseline_is_the_plain_nb_of_the_same_tokenizer(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    plain = make.trial(about, "nb", 0.8)
    variant = make.trial(about, "nb:alpha=2", 0.9)
    other = make.trial(about, "nb", 0.85, tokenizer="okt")
    ours = make.trial(about, "svm", 0.9)
    lone = make.trial(about, "svm", 0.9, tokenizer="char")
    results, _, _ = gather([plain, variant, other, ours, lone])
    of = {result.first.signature: result for result in results}

    def baseline(record: Any) -> str | None:
        found = baseline_of(of[record.signature], results)
        return None if found is None else found.first.signature

    assert baseline(ours) == plain.signature
    assert baseline(variant) == plain.signature
    assert baseline(plain) is None
    assert baseline(other) is None
    assert baseline(lone) == variant.signature  # no nb on its tokenizer: the most accurate
    assert sorted(result.model for result in results) == ["nb", "nb", "nb (alpha=2)", "svm", "svm"]


def test_other_rows_are_no_baseline(make: Any) -> None:
    nb = make.trial(make.card("c", ["a", "b"], parts_sha256="b" * 64), "nb", 0.8)
    svm = make.trial(make.card("c", ["a", "b"]), "svm", 0.9)
    results, _, _ = gather([nb, svm])
    assert all(baseline_of(result, results) is None for result in results)


def test_seeds_are_paired_and_must_agree(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    nb = make.trial(about, "nb", 0.8)
    seeds = [make.trial(about, "lstm", 0.9, seed=seed, epochs=1, seconds=2) for seed in range(2)]
    results, _, _ = gather([nb, *seeds])
    ours = next(result for result in results if result.neural)
    theirs = next(result for result in results if result.baseline)
    comparison = compare(ours, theirs, make.store.predictions)
    assert len(comparison.tests) == 2
    assert comparison.difference == pytest.approx(ours.accuracy - theirs.accuracy)
    assert comparison.p_value == max(test.p_value for test in comparison.tests)
    assert ours.interval[0] < ours.accuracy < ours.interval[1]

    truth = np.zeros(100, dtype=np.int64)
    answers = {nb.key: 50, seeds[0].key: 90, seeds[1].key: 10}

    def made_up(record: Any) -> Predictions:
        return Predictions(np.arange(100), truth, (np.arange(100) >= answers[record.key]).astype(np.int64))

    torn = compare(ours, theirs, made_up)
    assert max(test.p_value for test in torn.tests) < 0.001
    assert torn.p_value == 1.0  # one seed far better, one far worse


def test_other_documents_cannot_be_compared(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    records = [make.trial(about, "nb", 0.8), make.trial(about, "svm", 0.9, documents=700)]
    results, _, _ = gather(records)
    with pytest.raises(RecordError, match="not of the documents"):
        compare(results[0], results[1], make.store.predictions)


def test_a_later_record_of_the_same_trial_replaces_the_earlier(make: Any) -> None:
    from dataclasses import replace

    record = make.trial(make.card("c", ["a", "b"]), "nb", 0.8)
    later = replace(record, finished="2025-01-01T00:00:00Z", key="f" * 64)
    results, _, older = gather([later, record])
    assert results[0].records == (later,)
    assert older == 1
