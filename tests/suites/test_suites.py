"""Suites: what they may say, and what they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cards.load import load_card
from bench.catalogue import models, tokenizers
from bench.errors import RecipeError, UnknownName
from bench.recipe import Recipe
from bench.suites.load import load_suite, suite_names, suite_path

BUILT_IN = [name for name, origin in suite_names().items() if origin == "built-in"]

SUITE = """
name = "mine"
reports = "sub"

[[trials]]
card = ["spam-sample", "nsmc-sample"]
tokenizer = ["words", "char"]
model = ["nb", "lstm:units=4"]
params = { length = 20 }
seeds = [0, 1]
timeout_minutes = 2
memory_gib = 0.5

[[trials]]
card = "spam-sample"
model = "nb:alpha=0.5"
published = { accuracy = 0.98, source = "a deck", chosen_on = "test" }
"""


def write(folder: Path, text: str) -> str:
    (folder / "suite.toml").write_text(text, encoding="utf-8")
    return str(folder / "suite.toml")


def test_rows_become_trials_in_order_seeds_last(tmp_path: Path) -> None:
    trials = load_suite(write(tmp_path, SUITE)).expanded()
    assert len(trials) == 2 * 2 * 2 * 2 + 1
    assert [(t.card, str(t.tokenizer), str(t.model), t.seed) for t in trials[:5]] == [
        ("spam-sample", "words", "nb:length=20", 0),
        ("spam-sample", "words", "nb:length=20", 1),
        ("spam-sample", "words", "lstm:length=20,units=4", 0),
        ("spam-sample", "words", "lstm:length=20,units=4", 1),
        ("spam-sample", "char", "nb:length=20", 0),
    ]
    assert (trials[0].limits.seconds, trials[0].limits.memory_bytes) == (120, 2**29)
    last = trials[-1]
    assert (last.tokenizer, last.model) == (None, Recipe("nb", {"alpha": 0.5}))
    assert last.published == {"accuracy": 0.98, "source": "a deck", "chosen_on": "test", "note": ""}


def test_a_trial_that_two_rows_name_is_run_once_where_it_stands_first(tmp_path: Path) -> None:
    text = 'name = "x"\n' + "".join(
        f'[[trials]]\ncard = "spam-sample"\nmodel = "{model}"\ntimeout_minutes = {minutes}\n'
        for model, minutes in (("nb", 1), ("lstm", 2), ("nb", 3))
    )
    trials = load_suite(write(tmp_path, text)).expanded()
    assert [(str(trial.model), trial.limits.seconds) for trial in trials] == [("nb", 60), ("lstm", 120)]


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ('name = "mine"', "", "name", "the key is missing; add 'name'"),
        ('card = "spam-sample"', 'crad = "spam-sample"', "trials.1.card", "the key is missing"),
        ("seeds = [0, 1]", "seeds = []", "trials.0.seeds", "at least 1 item"),
        ("seeds = [0, 1]", 'seeds = ["a"]', "trials.0.seeds.0", "valid integer"),
        ("accuracy = 0.98", "accuracy = 98", "trials.1.published.accuracy", "less than or equal to 1"),
        ('chosen_on = "test"', 'chosen_on = "luck"', "trials.1.published.chosen_on", "'validation', 'test'"),
        (
            'model = "nb:alpha=0.5"',
            'model = "nb:alpha"',
            "trials.1.model",
            "'alpha' in 'nb:alpha' is not key=value",
        ),
        ('model = "nb:alpha=0.5"', "model = []", "trials.1.model", "an empty list gives no trials"),
        ('model = "nb:alpha=0.5"', "model = 3", "trials.1.model", "valid string"),
        ('reports = "sub"', 'reports = "../x"', "reports", "match pattern"),
        ("timeout_minutes = 2", "timeout_minutes = 0", "trials.0.timeout_minutes", "greater than 0"),
        ("timeout_minutes = 2", "time_out = 2", "trials.0.time_out", "not permitted"),
    ],
)
def test_errors_name_file_key_and_remedy(tmp_path: Path, old: str, new: str, key: str, problem: str) -> None:
    assert old in SUITE
    path = write(tmp_path, SUITE.replace(old, new))
    with pytest.raises(RecipeError) as caught:
        load_suite(path)
    assert caught.value.where == f"{path}: {key}"
    assert problem in str(caught.value)
    assert caught.value.remedy


def test_what_is_no_toml_is_said_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'name = "x"\ntrials = [\n')
    with pytest.raises(RecipeError, match=r"suite\.toml: not TOML: .*line"):
        load_suite(path)
    with pytest.raises(RecipeError, match=r"none\.toml: cannot be read: No such file"):
        load_suite(str(tmp_path / "none.toml"))


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no suite is named 'quikc'; did you mean quick"):
        load_suite("quikc")


def test_the_rows_of_an_included_suite_follow(tmp_path: Path) -> None:
    row = '[[trials]]\ncard = "spam-sample"\nmodel = "{}"\n'
    (tmp_path / "below.toml").write_text('name = "below"\n' + row.format("nb-svm"))
    path = write(tmp_path, f'name = "above"\nincludes = ["{tmp_path / "below.toml"}"]\n' + row.format("nb"))
    assert [trial.model.name for trial in load_suite(path).expanded()] == ["nb", "nb-svm"]


def test_a_suite_that_includes_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "suite.toml"
    path.write_text(f'name = "a"\nincludes = ["{path}"]\n[[trials]]\ncard = "spam-sample"\nmodel = "nb"\n')
    with pytest.raises(RecipeError, match="itself"):
        load_suite(str(path))


def test_the_user_s_own_suites_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "suites").mkdir()
    write(tmp_path / "suites", SUITE)
    assert suite_names()["suite"] == str(Path("suites") / "suite.toml")
    assert suite_path("suite") == Path("suites") / "suite.toml"
    assert load_suite("suite").name == "mine"


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_suite_names_what_there_is(name: str) -> None:
    suite = load_suite(name)
    assert suite.name == name
    trials = suite.expanded()
    for card in {trial.card for trial in trials}:
        assert load_card(card).name == card
    for trial in trials:
        known = models[trial.model.name].parameters
        assert set(trial.model.params) <= set(known), str(trial.model)
        assert trial.tokenizer is None or trial.tokenizer.name in tokenizers


def test_quick_needs_bundled_samples_alone() -> None:
    trials = load_suite("quick").expanded()
    assert {trial.card for trial in trials} == {"spam-sample", "reuters-sample", "imdb-sample", "nsmc-sample"}
    assert {trial.model.name for trial in trials} >= {"nb", "lstm"}
    assert all(load_card(trial.card).bundled_sample for trial in trials)
