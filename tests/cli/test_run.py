"""``bench run`` from end to end on the bundled samples."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bench
from bench.cli.main import cli
from bench.records.store import Store

PIPELINE = """\
import bench
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


@bench.model("mine")
def mine(C=1.0):
    return make_pipeline(TfidfVectorizer(analyzer=str.split), LogisticRegression(C=C))
"""

KERAS = """\
import bench


@bench.keras_model("mine", length=40, epochs=2)
def mine(spec, units=8):
    from keras import Sequential, layers

    return Sequential([
        layers.Embedding(spec.vocabulary_size, units),
        layers.GlobalAveragePooling1D(),
        layers.Dense(spec.classes, activation="softmax"),
    ])
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def call(*arguments: str) -> Result:
    """In a process of its own, as a user would: plugins of one test are none of another's business."""
    root = str(Path(bench.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))},
    )
    return Result(
        CliRunner(), done.stdout.encode(), done.stderr.encode(), (done.stdout + done.stderr).encode(), None,
        done.returncode, None,
    )  # fmt: skip


@pytest.mark.parametrize("source", [PIPELINE, KERAS], ids=["a scikit-learn pipeline", "a Keras function"])
def test_a_plugin_file_runs_beside_the_baseline(source: str, tmp_path: Path) -> None:
    assert len(source.splitlines()) < 15
    (tmp_path / "mine.py").write_text(source)
    command = ["run", "-d", "spam-sample", "-m", "mine", "--plugin", "mine.py", "--reports", "out"]
    found = call(*command)
    assert found.exit_code == 0, found.output
    records, damaged = Store(tmp_path / "out" / "records").records()
    assert not damaged
    assert sorted((record.model["name"], record.status) for record in records) == [
        ("mine", "ok"),
        ("nb", "ok"),
    ]
    mine = next(record for record in records if record.model["name"] == "mine")
    assert mine.model["origin"] == "mine.py"
    assert mine.metrics is not None and mine.metrics["accuracy"] > 0.5
    report = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "mine" in report and "nb" in report

    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "records").rglob("*.*")}
    again = call(*command)
    assert again.exit_code == 0, again.output
    assert again.output.count("recorded before") == 2
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "records").rglob("*.*")} == before
    assert (tmp_path / "out" / "README.md").read_text(encoding="utf-8") == report


def test_a_model_of_an_installed_package_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    info = site / "bench_mine-0.3.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bench-mine\nVersion: 0.3\n")
    (info / "entry_points.txt").write_text(
        "[textbench.models]\nmine = bench_mine:mine\n[textbench.datasets]\nmails = bench_mine:CARD\n"
    )
    card = tmp_path / "site" / "mails.toml"
    card.write_text('extends = "spam-sample"\nname = "mails"\n')
    (site / "bench_mine.py").write_text(PIPELINE + f"\n\nCARD = {str(card)!r}\n")
    monkeypatch.setenv("PYTHONPATH", str(site))
    listed = call("list").output.splitlines()
    assert any(line.split()[:3] == ["mine", "bench-mine", "0.3"] for line in listed)
    assert any(line.split()[:3] == ["mails", "bench-mine", "0.3"] for line in listed)
    found = call("run", "-d", "spam-sample", "-m", "mine", "--reports", "out")
    assert found.exit_code == 0, found.output
    records, _ = Store(tmp_path / "out" / "records").records()
    assert {record.model["name"]: record.model["origin"] for record in records} == {
        "mine": "bench-mine 0.3",
        "nb": "built-in",
    }


def test_a_broken_plugin_is_a_clear_line_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import nothing_of_that_name\n")
    found = call("run", "-d", "spam-sample", "-m", "mine", "--plugin", "mine.py", "--reports", "out")
    assert found.exit_code == 1
    assert "Error: 1 of 2 trials gave no result (error)" in found.stderr
    records, _ = Store(tmp_path / "out" / "records").records()
    by_name = {record.model["name"]: record for record in records}
    assert by_name["nb"].ok
    assert by_name["mine"].status == "error"
    assert "ModuleNotFoundError: No module named 'nothing_of_that_name'" in by_name["mine"].reason
    assert by_name["mine"].reason in found.stdout
    assert str(tmp_path) not in by_name["mine"].reason


def test_a_failure_is_tried_again_with_retry_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "import pathlib\nimport bench\nfrom sklearn.dummy import DummyClassifier\n\n\n"
        "@bench.model('mine')\ndef mine():\n"
        f"    if not pathlib.Path({str(tmp_path / 'mended')!r}).exists():\n"
        "        raise RuntimeError('not yet')\n    return DummyClassifier()\n"
    )
    command = ["run", "-d", "spam-sample", "-m", "mine", "--plugin", "mine.py", "--reports", "out"]
    assert call(*command).exit_code == 1
    (tmp_path / "mended").touch()
    kept = call(*command)
    assert kept.exit_code == 1
    assert "error: RuntimeError: not yet" in kept.stdout
    retried = call(*command, "--retry")
    assert retried.exit_code == 0, retried.output
    assert retried.output.count("recorded before") == 1
    records, _ = Store(tmp_path / "out" / "records").records()
    assert len(records) == 2


def test_a_record_s_signature_runs_it_again(tmp_path: Path) -> None:
    assert call("run", "-d", "spam-sample", "-m", "nb:alpha=0.5", "--reports", "out").exit_code == 0
    (first,), _ = Store(tmp_path / "out" / "records").records()
    found = call("run", "--signature", first.signature, "--reports", "again")
    assert found.exit_code == 0, found.output
    (second,), _ = Store(tmp_path / "again" / "records").records()
    assert (second.key, second.signature, second.predictions) == (
        first.key,
        first.signature,
        first.predictions,
    )


def test_a_suite_of_one_s_own_brings_its_models(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "mine.py").write_text(PIPELINE)
    (tmp_path / "own.toml").write_text(
        'name = "own"\nreports = "own"\n[[trials]]\ncard = "spam-sample"\nmodel = ["nb", "mine:C=2.0"]\n'
    )
    found = call("run", "own.toml", "--reports", "out")
    assert found.exit_code == 0, found.output
    records, _ = Store(tmp_path / "out" / "own" / "records").records()
    assert {record.model["recipe"] for record in records} == {"nb", "mine:C=2.0"}


def test_data_that_is_missing_is_skipped_and_fails_under_strict_alone(tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text(
        'name = "away"\nlanguage = "en"\nlabels = ["a", "b"]\nsplit = { method = "ordered" }\n'
        '[source]\nadapter = "csv"\noptions = { text = "t", label = "l" }\n'
        '[[source.files]]\nrole = "data"\nname = "away.csv"\n'
    )
    found = call("run", "-d", "away", "--reports", "out")
    assert found.exit_code == 0, found.output
    assert "away/words/nb/0: skipped: " in found.stdout
    assert call("run", "-d", "away", "--reports", "out", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--export", "x.zip", "--budget", "1h"), "--export and --budget exclude one another"),
        (("--export", "x.zip", "--profile"), "--export and --profile exclude one another"),
        (("--profile", "--budget", "1h"), "--budget and --profile exclude one another"),
    ],
)
def test_two_ways_to_run_exclude_one_another(options: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(cli, ["run", "-d", "spam-sample", *options])
    assert done.exit_code == 2
    assert f"Error: {said}" in done.output
    assert not list(Path().iterdir())
