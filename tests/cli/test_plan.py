"""``bench plan`` and ``bench run --budget`` from end to end on the bundled samples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import bench
from bench.cli.duration import Duration
from bench.records.store import Store


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))  # in which nothing is prepared


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(bench.__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments, "--reports", "out"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))},
    )


AWAY = """\
name = "away"
language = "en"
labels = ["a", "b"]
split = { method = "ordered" }
[source]
adapter = "csv"
options = { text = "t", label = "l" }
[[source.files]]
role = "data"
name = "away.csv"
"""
TWO = ("-d", "spam-sample", "-m", "nb", "-m", "complement-nb")


def test_a_plan_before_and_after_a_run_within_a_budget(tmp_path: Path) -> None:
    before = call("plan", *TWO)
    assert before.returncode == 0, before.stderr
    rows = [line for line in before.stdout.splitlines() if line.startswith("spam-sample/")]
    assert [row.split()[0] for row in rows] == [
        "spam-sample/words",
        "spam-sample/words/nb/0",
        "spam-sample/words/complement-nb/0",
    ], "the baseline comes first, and the documents before it"
    assert all("a probe of " in row for row in rows[1:])
    assert "2 trials to run, " in before.stdout
    assert not (tmp_path / "out").exists(), "a plan records nothing"

    done = call("run", *TWO, "--budget", "1h")
    assert done.returncode == 0, done.stderr
    assert {record.status for record in Store(tmp_path / "out" / "records").records()[0]} == {"ok"}
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"forecast .+, took .+: off by \d+ %; median error of a trial \d+ %", last), (
        done.stdout
    )

    after = call("plan", *TWO, "-m", "nb:alpha=0.5")
    assert after.stdout.count("  recorded\n") == 2
    assert "other parameters, on spam-sample" in after.stdout
    assert "1 trial to run, " in after.stdout and ", 2 recorded" in after.stdout


def test_what_does_not_fit_is_listed_and_not_recorded(tmp_path: Path) -> None:
    assert call("run", "-d", "spam-sample", "-m", "nb").returncode == 0
    found = call("run", *TWO, "--budget", "0.001s")
    assert found.returncode == 0, found.stderr
    assert (
        "Left out, because they do not fit into 1.00 ms:\n  spam-sample/words/complement-nb/0, "
        in found.stdout
    )
    (record,), _ = Store(tmp_path / "out" / "records").records()
    assert record.model["name"] == "nb"
    assert re.search(r"^nb +words ", found.stdout, re.MULTILINE), "what was recorded before is shown"


def test_a_plan_names_what_cannot_run(tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text(AWAY)
    found = call("plan", "-d", "away.toml")
    assert found.returncode == 0, found.stderr
    assert "cannot run: " in found.stdout and "away.csv" in found.stdout
    assert "1 cannot run here" in found.stdout


def test_recipes_that_differ_at_their_end_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text(AWAY)
    long = "batch_size=64,batches=bucketed,embedding=120,epochs=5,length=500,optimizer=adam"
    found = call("plan", "-d", "away.toml", "-m", f"lstm:{long},units=64", "-m", f"lstm:{long},units=128")
    names = [line.partition("  ")[0] for line in found.stdout.splitlines()]
    assert {"away/words/lstm (units=64)/0", "away/words/lstm (units=128)/0"} <= set(names), found.stdout


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("30m", 1800), ("2h", 7200), ("1.5h", 5400)])
def test_a_span_of_time(text: str, seconds: float) -> None:
    assert Duration().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["30", "m", "-5m", "0s", "1d", ""])
def test_what_is_no_span_of_time_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a span of time; write 90s, 30m or 2h"):
        Duration().convert(text, None, None)
