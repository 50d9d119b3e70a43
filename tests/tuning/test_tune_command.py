"""``bench tune`` from end to end on the bundled samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bench
from bench.cli.main import cli
from bench.preparation.prepared import Prepared
from bench.tuning.check import check
from bench.tuning.tuning import read_tuning

PLUGIN = """\
import bench
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import BernoulliNB
from sklearn.pipeline import make_pipeline


@bench.model("mine-tuned", grid={"alpha": [0.1, 1.0]})
def mine(alpha=1.0):
    return make_pipeline(TfidfVectorizer(analyzer=str.split), BernoulliNB(alpha=alpha))
"""

# What the command opens and lists, written down by the interpreter itself.
WATCHED = """\
import json, os, sys
seen = []
sys.addaudithook(lambda event, arguments: seen.append(str(arguments[0])) if event in
                 ("open", "os.listdir", "os.scandir") else None)
from bench.cli.main import cli
cli(sys.argv[1:], standalone_mode=False)
print("seen", json.dumps(seen))
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["tune", "-d", "spam-sample", "--folds", "3", *arguments])


def python(*arguments: str) -> str:
    """In a process of its own."""
    path = os.pathsep.join([str(Path(bench.__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_writes_the_choice_and_the_recipe_to_paste(tmp_path: Path) -> None:
    found = call("-m", "nb", "--grid", "alpha=[0.5,1.0,1000]", "--grid", "ngram_range=[[1,1],[1,2]]")
    assert found.exit_code == 0, found.output
    file = tmp_path / "tuned" / "spam-sample" / "words-nb.json"
    tuning = read_tuning(file)
    assert len(tuning.candidates) == 6
    assert tuning.search == {"kind": "grid", "folds": 3, "seed": 0, "metric": "accuracy"}
    assert f'model = "{tuning.best}"' in found.output
    assert "grid search of 6 candidates, 3 folds, 18 fits" in found.output
    rows = found.output.split("---\n", 1)[1].splitlines()[:6]
    means = [float(row.split("±")[0].split()[-1]) for row in rows]
    assert means == sorted(means, reverse=True)
    assert 100 * max(c.mean or 0 for c in tuning.candidates) == pytest.approx(means[0], abs=0.01)


def test_a_suite_of_one_s_own_can_take_what_is_printed(tmp_path: Path) -> None:
    from bench.suites.load import load_suite

    found = call("-m", "complement-nb", "--grid", "alpha=[0.3,1.0]", "--output", "kept")
    row = found.output[found.output.index("[[trials]]") : found.output.index("Written")]
    (tmp_path / "own.toml").write_text(f'name = "own"\n{row}')
    (trial,) = load_suite("own.toml").expanded()
    check(trial.model, tmp_path / "kept" / "spam-sample" / "words-complement-nb.json")


def test_the_test_part_is_never_opened(prepared: Prepared) -> None:
    out = python(
        "-c", WATCHED, "tune", "-d", "spam-sample", "-m", "nb", "--grid", "alpha=[1,2]", "--folds", "2"
    )
    seen = json.loads(out.rpartition("seen ")[2])
    inside = [
        Path(path).relative_to(prepared.folder) for path in seen if path.startswith(str(prepared.folder))
    ]
    assert {path.parts[0] for path in inside} == {"train", "meta.json"}


def test_fits_run_in_processes_of_their_own_that_know_the_plugin(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(PLUGIN)
    out = python("-m", "bench", "tune", "-d", "spam-sample", "-m", "mine-tuned", "--plugin", "mine.py",
                 "--folds", "2", "--jobs", "2")  # fmt: skip
    assert "2 candidates, 2 folds, 4 fits" in out
    tuning = read_tuning(tmp_path / "tuned" / "spam-sample" / "words-mine-tuned.json")
    assert tuning.grid == {"alpha": [0.1, 1.0]}
    assert tuning.model["origin"] == "mine.py"
    assert all(candidate.mean is not None for candidate in tuning.candidates)


def test_again_makes_the_fits_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))

    def different_fits(*more: str) -> int:
        assert call("-m", "nb", "--grid", "alpha=[1.0,3.0]", *more).exit_code == 0
        (journal,) = (tmp_path / "cache" / "tuning").iterdir()
        return len({json.loads(line)["seconds"] for line in journal.read_text().splitlines()})

    assert different_fits() == 6
    assert different_fits() == 6
    assert different_fits("--again") == 12


def test_an_edge_of_the_grid_is_pointed_out() -> None:
    found = call("-m", "nb", "--grid", "alpha=[100.0,1000.0]")
    assert "alpha=100.0 is the least value tried: try further ones" in found.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-m", "nb", "--grid", "aplha=[1]"],
            "Error: the model 'nb' has no parameter 'aplha'; it has: alpha",
        ),
        (["-m", "nbb"], "Error: no model is named 'nbb'; did you mean nb"),
        (
            ["-m", "nb:alpha=1", "--grid", "alpha=[1]"],
            "Error: 'alpha' is both set in 'nb:alpha=1' and in the grid",
        ),
        (["-m", "nb", "--grid-file", "none.toml"], "Error: none.toml: cannot be read: No such file"),
        (["-m", "nb", "--grid", "alpha=[-1]"], "Error: nb: the search fails: InvalidParameterError"),
    ],
)
def test_a_mistake_is_one_line_and_exit_1(arguments: list[str], said: str) -> None:
    found = call(*arguments)
    assert found.exit_code == 1, found.output
    assert said in found.stderr
    assert len(found.stderr.splitlines()) == 1
