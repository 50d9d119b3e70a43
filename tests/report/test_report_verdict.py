"""The one-line answer of a data set."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bench.report.verdict import _answer


def found(difference: float, significant: bool) -> Any:
    return SimpleNamespace(difference=difference, significant=significant)


@pytest.mark.parametrize(
    ("to_nb", "to_classical", "answer"),
    [
        (None, None, "Cannot be said"),
        (found(-0.05, True), None, "No: the baseline is better"),
        (found(0.05, True), None, "More accurate, at a price"),
        (found(0.05, True), found(0.01, True), "More accurate, at a price"),
        (found(0.05, True), found(0.01, False), "No: a classical model does as well"),
        (found(0.05, True), found(-0.01, True), "No: a classical model is better"),
        (found(0.00, False), found(-0.1, True), "No: a classical model is better"),
        (found(0.00, False), found(0.01, False), "No evidence that it is"),
    ],
)
def test_the_answer_follows_from_the_two_comparisons(to_nb: Any, to_classical: Any, answer: str) -> None:
    assert answer in _answer(to_nb, to_classical)


def test_a_model_without_its_baseline_is_not_called_one() -> None:
    from bench.records.record import Record
    from bench.report.summary import console

    record = Record(
        signature="mine@0/words/svm/0",
        key="0",
        status="ok",
        card={"name": "mine", "title": "Mine", "classes": ["a", "b"], "parts_sha256": "0"},
        tokenizer={"recipe": "words", "name": "words", "params": {}, "version": "1"},
        model={"recipe": "svm", "name": "svm", "params": {}, "origin": "built-in"},
        seed=0,
        metrics={
            "accuracy": 0.5,
            "accuracy_interval": [0.4, 0.6],
            "macro_f1": 0.5,
            "correct": 5,
            "documents": 10,
        },
    )
    assert "svm" in console([record])
    assert "baseline" not in console([record])
