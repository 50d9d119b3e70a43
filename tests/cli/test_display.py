"""Lines where there is no terminal, bars where there is one."""

from __future__ import annotations

import pytest

from bench.cli.display import LiveDisplay, PlainDisplay, display, outcome
from bench.records.record import Record

RECORD = Record(
    signature="spam@3fa9c1d2/words/nb/0",
    key="0123456789abcdef",
    status="ok",
    card={"name": "spam"},
    tokenizer={"name": "words"},
    model={"name": "nb"},
    seed=0,
    metrics={"accuracy": 0.98764, "accuracy_interval": [0.98, 0.99]},
    timings={"total": 1.26},
)
FAILED = Record(**{**vars(RECORD), "status": "timeout", "reason": "took over 6 s [sic]", "metrics": None})


def test_one_line_on_each_outcome() -> None:
    assert outcome(RECORD, False) == "spam@3fa9c1d2/words/nb/0: 98.76% (98.00% to 99.00%), 1.3 s"
    assert outcome(RECORD, True) == "spam@3fa9c1d2/words/nb/0: 98.76% (98.00% to 99.00%), recorded before"
    assert outcome(FAILED, False) == "spam@3fa9c1d2/words/nb/0: timeout: took over 6 s [sic]"


def test_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(display(), PlainDisplay)
    with display() as shown:
        shown.begin(1, 2, "spam/words/nb/0")
        shown.stage("fit, epoch 1 of at most 3", 1, 3)
        shown.end(RECORD, False)
        shown.say("a remark")
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == [f"[1/2] {outcome(RECORD, False)}", "a remark"]


def test_a_long_stage_is_reported_with_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    shown = PlainDisplay()
    shown.begin(1, 1, "spam/words/nb/0")
    shown._last -= 3600
    shown._began -= 3600
    shown.stage("fit, epoch 1 of at most 3", 1, 3, "loss 0.5")
    assert "[1/1] fit, epoch 1 of at most 3 loss 0.5, at most 720" in capsys.readouterr().out


def test_bars_survive_every_stage_and_odd_text(capsys: pytest.CaptureFixture[str]) -> None:
    with LiveDisplay() as shown:
        for number, record in enumerate((RECORD, FAILED), start=1):
            shown.begin(number, 2, "spam/words/nb:ngram_range=[1,2]/0")
            shown.stage("load")
            shown.stage("tokenise", 5, 10)
            shown.stage("fit, epoch 1 of at most 2", 1, 4, "loss 0.5")
            shown.stage("fit, epoch 2 of at most 2", 3, 4, "loss 0.4")
            shown.end(record, False)
        shown.say("a remark [with brackets]")
    said = " ".join(capsys.readouterr().out.split())
    assert "● spam@3fa9c1d2/words/nb/0: 98.76%" in said
    assert "○ spam@3fa9c1d2/words/nb/0: timeout: took over 6 s [sic]" in said
    assert "a remark [with brackets]" in said
