"""The one-line answer of a data set."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bench.report.comparisons import compare
from bench.report.evidence import load
from bench.report.verdict import _answer, _best, _duel


def found(difference: float, significant: bool) -> Any:
    return SimpleNamespace(difference=difference, significant=significant)


@pytest.mark.parametrize(
    ("to_nb", "to_classical", "answer"),
    [
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


def test_the_duel_pays_for_having_been_picked_from_all_pairs(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    make.trial(about, "nb", 0.8)
    for model, accuracy in (("svm", 0.87), ("logreg", 0.85), ("sgd", 0.84)):
        make.trial(about, model, accuracy)
    for model, accuracy in (("lstm", 0.84), ("gru", 0.83)):
        make.trial(about, model, accuracy, epochs=1, seconds=2)
    (card,) = load(make.root).cards
    neural, classical = _best(card, neural=True), _best(card, neural=False)
    assert neural is not None and classical is not None
    duel = _duel(card, neural, classical)
    plain = compare(neural, classical, card.read)
    assert duel is not None and 0 < plain.p_value < 1
    assert duel.p_adjusted == pytest.approx(min(1.0, plain.p_value * 2 * 3))
