"""The file of a tuning, and whether a recipe is what it chose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import bench.suites
from bench.errors import RecipeError, RecordError
from bench.recipe import Recipe
from bench.suites.load import load_suite
from bench.trials.trial import Trial
from bench.tuning.check import check, unused
from bench.tuning.tuning import Tuning, read_tuning, tuning_path

SUITES = Path(bench.suites.__file__).parent


@pytest.fixture
def file(run: Callable[..., Tuning], tmp_path: Path) -> Path:
    """The file of a tuning whose best is ``nb:alpha=1.0``: the other smooths all differences away."""
    path = tuning_path(tmp_path / "tuned", "spam-sample", Recipe("words"), Recipe("nb"))
    path.parent.mkdir(parents=True)
    path.write_text(run("nb", {"alpha": [1000.0, 1.0]}).to_json(), encoding="utf-8")
    return path


def test_a_file_is_read_as_it_was_written(file: Path) -> None:
    assert read_tuning(file).to_json() == file.read_text(encoding="utf-8")
    assert read_tuning(file).best == "nb:alpha=1.0"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: text[:-20], "this is not a whole tuning"),
        (lambda text: text.replace("nb:alpha=1.0", "nb:alpha=1000.0"), "was changed after it was written"),
        (lambda text: "[]", "this is not a whole tuning"),
        (lambda text: None, "cannot be read"),
    ],
)
def test_a_damaged_file_is_refused(file: Path, change: Callable[[str], str | None], problem: str) -> None:
    changed = change(file.read_text(encoding="utf-8"))
    file.unlink() if changed is None else file.write_text(changed, encoding="utf-8")
    with pytest.raises(RecordError, match=problem):
        read_tuning(file)


def test_a_file_of_another_schema_is_refused(file: Path) -> None:
    from bench.records.record import checksum

    content = json.loads(file.read_text(encoding="utf-8"))
    del content["checksum"]
    content["schema"] = 0
    file.write_text(json.dumps({"checksum": checksum(content), **content}))
    with pytest.raises(RecordError, match="of another version"):
        read_tuning(file)


def test_it_holds_nothing_of_this_machine(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert str(tmp_path) not in text and str(Path.home()) not in text


@pytest.mark.parametrize("recipe", ["nb:alpha=1.0", "nb", "nb:alpha=1.0,ngram_range=[1,1]"])
def test_the_best_is_the_best_however_it_is_written(recipe: str, file: Path) -> None:
    check(Recipe.parse(recipe), file)


def test_another_candidate_is_not_the_best(file: Path) -> None:
    with pytest.raises(RecipeError, match=r"'nb:alpha=1000.0' has 0\.\d+ on the folds, the best has 0\.\d+"):
        check(Recipe.parse("nb:alpha=1000.0"), file)


@pytest.mark.parametrize("recipe", ["nb:alpha=0.5", "nb:alpha=1.0,ngram_range=[1,2]", "complement-nb"])
def test_what_was_no_candidate_is_not_the_best(recipe: str, file: Path) -> None:
    with pytest.raises(RecipeError, match=r"is none of those that the best was chosen of; use nb:alpha=1\.0"):
        check(Recipe.parse(recipe), file)


def test_a_tuning_that_no_trial_uses_is_found(file: Path, tmp_path: Path) -> None:
    def trial(recipe: str, tokenizer: str | None = None, card: str = "spam-sample") -> Trial:
        return Trial(card, tokenizer and Recipe.parse(tokenizer), Recipe.parse(recipe))

    folder = tmp_path / "tuned"
    assert unused(folder, [trial("nb:alpha=1000.0"), trial("nb:alpha=1.0")]) == []
    assert unused(folder, [trial("nb", "words")]) == []
    stale = [trial("nb:alpha=1000.0"), trial("nb", "char"), trial("nb", card="nsmc-sample")]
    assert unused(folder, stale) == [f"{file}: no trial runs its best, nb:alpha=1.0"]


def test_a_file_is_named_after_what_was_given() -> None:
    okt, long = Recipe.parse("okt:stopwords=korean-particles"), Recipe("lstm", {"optimizer": "x" * 300})
    path = tuning_path(Path("t"), "nsmc", okt, Recipe.parse("nb:ngram_range=[1,2]"))
    assert path.as_posix() == "t/nsmc/okt_stopwords=korean-particles-nb_ngram_range=_1,2_.json"
    assert len(tuning_path(Path("t"), "nsmc", okt, long).name) < 120


def test_the_built_in_suites_run_the_best_of_their_tunings() -> None:
    trials = [trial for path in SUITES.glob("*.toml") for trial in load_suite(path.stem).expanded()]
    assert trials
    assert unused(SUITES / "tuned", trials) == []
