"""``bench run --profile``: where the time of a trial went, on a bundled sample."""

from __future__ import annotations

import pstats
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.cli.main import cli
from bench.locations import cache_dir

FAILS = """\
import bench


class Fails:
    def fit(self, X, y):
        return self

    def predict(self, X):
        raise RuntimeError("not today")


@bench.model("fails-in-the-profile")
def fails():
    return Fails()
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def profiled(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["run", "-d", "spam-sample", "--reports", "out", "--profile", *arguments])


def test_a_profile_lies_beside_the_records_and_is_no_record(tmp_path: Path) -> None:
    found = profiled("-m", "nb")
    assert found.exit_code == 0, found.output
    (page,) = (tmp_path / "out" / "profiles" / "spam-sample").glob("words-nb-s0-*.txt")
    text = page.read_text(encoding="utf-8")
    for stage in ("load", "fit", "predict", "measure"):
        assert f"\n  {stage} " in text and f"\n  {stage} " in found.output
        assert f"=== {stage} ===\nordered by: internal time" in text
    assert "of which encoding " in found.output
    assert "cumulative time" in text
    for place in (str(tmp_path), str(cache_dir()), str(Path.home())):
        assert place not in text
    assert (tmp_path / "out" / "profiles" / ".gitignore").read_text() == "*\n"
    assert not list((tmp_path / "out").rglob("records/**/words-*"))

    whole = pstats.Stats(str(page.with_suffix(".prof")))
    names = {name for _, _, name in whole.stats}  # type: ignore[attr-defined]
    assert {"read_documents", "predict", "throughput"} <= names, "stages of all kinds are in one"


def test_a_recorded_trial_is_profiled_too_and_keeps_its_record(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(cli, ["run", "-d", "spam-sample", "--reports", "out"]).exit_code == 0
    (record,) = (tmp_path / "out" / "records" / "spam-sample").glob("words-*.json")
    before = record.read_bytes()
    assert profiled("-m", "nb").exit_code == 0
    assert record.read_bytes() == before
    assert (tmp_path / "out" / "profiles" / "spam-sample" / record.name).with_suffix(".prof").is_file()


def test_a_trial_that_fails_is_profiled_as_far_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text(FAILS)
    found = profiled("-m", "nb", "-m", "fails-in-the-profile", "--plugin", "fails.py")
    assert found.exit_code == 0, found.output
    assert "it gave no result: RuntimeError: not today" in found.output
    (page,) = (tmp_path / "out" / "profiles" / "spam-sample").glob("*fails*.txt")
    assert "=== predict ===" in page.read_text(encoding="utf-8")
    assert "=== measure ===" not in page.read_text(encoding="utf-8")


def test_nothing_to_profile_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text(
        'name = "away"\nlanguage = "en"\nlabels = ["a", "b"]\nsplit = { method = "ordered" }\n'
        '[source]\nadapter = "csv"\noptions = { text = "t", label = "l" }\n'
        '[[source.files]]\nrole = "data"\nname = "away.csv"\n'
    )
    arguments = ["run", "-d", "away.toml", "--reports", "out", "--profile"]
    found = CliRunner().invoke(cli, arguments)
    assert found.exit_code == 1
    assert "no trial could be profiled" in found.output
    assert not (tmp_path / "out" / "records").exists()
