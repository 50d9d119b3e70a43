"""What fits into a span of time, and what is said afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from bench.forecast.budget import Budget
from bench.forecast.forecast import Planned
from bench.forecast.hindsight import hindsight
from bench.records.record import Record

Plan = Callable[..., Planned]


def test_a_trial_that_is_too_long_is_passed_over(plan: Plan) -> None:
    entries = [plan("spam", "nb", 10), plan("spam", "gru", 10_000), plan("spam", "lstm", 20)]
    budget = Budget(entries, time.monotonic() + 1000)
    assert [budget.admit(entry.trial) for entry in entries] == [True, False, True]
    assert budget.admitted == [entries[0], entries[2]]
    assert budget.left_out == [entries[1]]
    assert budget.forecast() == 30


def test_a_budget_is_over_when_its_time_is(plan: Plan) -> None:
    entries = [plan("spam", "nb", 1), plan("imdb", "nb", obstacle="imdb is missing")]
    budget = Budget(entries, time.monotonic())
    assert [budget.admit(entry.trial) for entry in entries] == [False, True], "a skipped trial takes no time"


def test_equal_trials_are_told_apart_by_who_they_are(plan: Plan) -> None:
    long, short = plan("spam", "nb", 10_000), plan("spam", "nb", 1)
    budget = Budget([long, short], time.monotonic() + 1000)
    assert (budget.admit(long.trial), budget.admit(short.trial)) == (False, True)


def test_documents_are_prepared_for_the_first_trial_admitted(plan: Plan) -> None:
    entries = [plan("nsmc", model, 10, tokenizer="okt", preparing=400) for model in ("nb", "tfidf-svm")]
    budget = Budget(entries, time.monotonic() + 450)
    assert [budget.admit(entry.trial) for entry in entries] == [True, True]
    assert budget.forecast() == 420


RECORD = Record("", "", "ok", card={}, tokenizer={}, model={}, seed=0, timings={"total": 10.0})


def test_hindsight_says_how_far_the_forecast_was_off(plan: Plan) -> None:
    ran = [
        (plan("spam", "nb", 12), RECORD),
        (plan("spam", "lstm", 5), RECORD),
        (plan("spam", "gru", 10), RECORD),
        (plan("spam", "textcnn", 1000), replace(RECORD, status="error")),
    ]
    assert hindsight(90.0, 100.0, ran) == (
        "forecast 1 min 30 s, took 1 min 40 s: off by 10 %; median error of a trial 20 %"
    )


def test_hindsight_without_a_result_says_so(plan: Plan) -> None:
    ran = [(plan("spam", "nb", 12), replace(RECORD, status="timeout"))]
    assert "no trial gave a result" in hindsight(12.0, 10.0, ran)
