"""Reusing, repeating and forgetting records; what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.errors import RecipeError, UnknownName
from bench.locations import cache_dir
from bench.plugins import load_file
from bench.preparation.prepare import prepared_dir
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Trial, parse_signature

Run = Callable[..., list[Record]]


def test_a_record_tells_all_of_its_trial(run: Run, tiny: Path) -> None:
    (record,) = run("nb:alpha=0.5")
    assert record.signature == f"tiny@{record.card['parts_sha256'][:8]}/words/nb:alpha=0.5/0"
    assert parse_signature(record.signature)[0] == Trial(
        "tiny", Recipe("words"), Recipe("nb", {"alpha": 0.5})
    )
    assert record.metrics is not None and record.metrics["accuracy"] == 1.0
    assert (record.card["counts"]["train"], record.card["counts"]["test"]) == (30, 10)
    assert set(record.timings) == {"load", "clean", "tokenise", "encode", "fit", "predict", "total"}
    assert set(record.throughput) == {
        "train_documents_per_second",
        "predict_batch",
        "predict_documents_per_second",
        "predict_one_documents_per_second",
        "latency_median_s",
        "latency_p99_s",
    }
    assert record.throughput["latency_p99_s"] >= record.throughput["latency_median_s"] > 0
    assert (record.peak_bytes or 0) > 10 * 2**20
    # fine, poor, film, number, 0 to 29: counts and logarithms for two classes; priors and class counts.
    assert record.model["parameters"] == 2 * 2 * 34 + 2 * 2
    assert record.model["bytes"] > 1000
    store = Store(tiny / "records")
    assert store.find(record.key, "tiny") == record
    assert store.predictions(record).rows.tolist() == list(range(30, 40))


def test_decision_scores_are_kept_beside_the_model_s_own_classes(run: Run, tiny: Path) -> None:
    (record,) = run("decides")
    assert record.metrics is not None
    assert {name: record.metrics[name] for name in ("accuracy", "roc_auc", "log_loss")} == {
        "accuracy": 0.5,
        "roc_auc": 1.0,
        "log_loss": None,
    }
    predictions = Store(tiny / "records").predictions(record)
    assert predictions.score_kind == "decision" and predictions.scores is not None
    assert predictions.scores.tolist() == [[-1e6, 1e6] if true else [1e6, -1e6] for true in predictions.true]
    assert predictions.predicted.tolist() == [0] * 10


def test_what_is_recorded_is_not_run_again(run: Run) -> None:
    first = run("nb", "nb:alpha=2.0")
    assert run.display.reused == [False, False]  # type: ignore[attr-defined]
    again = run("nb", "nb:alpha=2.0")
    assert run.display.reused == [True, True]  # type: ignore[attr-defined]
    assert again == first
    assert run("nb", rerun=lambda record: True)[0].key == first[0].key
    assert run.display.reused == [False]  # type: ignore[attr-defined]


def test_what_is_recorded_is_not_prepared_either(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("nb", "nb:alpha=2.0")
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cold"))
    assert run("nb", "nb:alpha=2.0") == first
    assert run.display.reused == [True, True]  # type: ignore[attr-defined]
    assert not prepared_dir().exists()
    assert run("nb", "nb:alpha=3.0")[0] == first[0]
    assert prepared_dir().is_dir(), "for the one that was not recorded"


@pytest.mark.parametrize("suffix", [".json", ".npz"])
def test_a_damaged_record_is_run_again(run: Run, tiny: Path, suffix: str) -> None:
    (record,) = run("nb")
    path = Store(tiny / "records").path(record).with_suffix(suffix)
    path.write_bytes(path.read_bytes()[:-30])
    (again,) = run("nb")
    assert run.display.reused == [False]  # type: ignore[attr-defined]
    assert Store(tiny / "records").find(again.key, "tiny") == again


def test_other_data_is_another_trial(run: Run, tiny: Path) -> None:
    (before,) = run("nb")
    with (tiny / "tiny.csv").open("a") as file:
        file.write("good,one more film\n")
    (after,) = run("nb")
    assert run.display.reused == [False]  # type: ignore[attr-defined]
    assert after.key != before.key
    assert after.signature != before.signature


def test_an_edited_plugin_is_another_model(run: Run, tiny: Path) -> None:
    plugin = tiny / "edited.py"
    source = "import bench\nfrom sklearn.dummy import DummyClassifier\n"
    source += "bench.model('edited')(lambda: DummyClassifier())\n"
    plugin.write_text(source)
    load_file(plugin)
    (before,) = run("edited", plugins=(plugin,))
    assert run("edited", plugins=(plugin,)) == [before]
    plugin.write_text(source.replace("DummyClassifier()", "DummyClassifier(strategy='uniform')"))
    (after,) = run("edited", plugins=(plugin,))
    assert run.display.reused == [False]  # type: ignore[attr-defined]
    assert after.key != before.key
    assert after.model["origin"] == "edited.py"


def test_a_failure_is_kept_until_it_is_tried_again(run: Run, tiny: Path) -> None:
    (failed,) = run("raises")
    assert run("raises") == [failed]
    assert run.display.reused == [True]  # type: ignore[attr-defined]
    (again,) = run("raises", rerun=lambda record: not record.ok)
    assert run.display.reused == [False]  # type: ignore[attr-defined]
    assert again.status == "error"


def test_a_skipped_trial_is_tried_each_time(run: Run, tiny: Path) -> None:
    data = (tiny / "tiny.csv").read_bytes()
    (tiny / "tiny.csv").unlink()
    (skipped,) = run("nb")
    assert skipped.status == "skipped"
    assert "tiny.csv" in skipped.reason
    assert parse_signature(skipped.signature) == (Trial("tiny", Recipe("words"), Recipe("nb")), "")
    (tiny / "tiny.csv").write_bytes(data)
    (record,) = run("nb")
    assert record.ok
    assert Store(tiny / "records").records()[0] == [record], "the skipped one is forgotten"


def test_data_that_was_away_leaves_no_row_behind(run: Run, tiny: Path) -> None:
    (record,) = run("nb")
    (tiny / "tiny.csv").rename(tiny / "away.csv")
    assert run("nb")[0].status == "skipped"
    (tiny / "away.csv").rename(tiny / "tiny.csv")
    assert run("nb") == [record]
    assert Store(tiny / "records").records()[0] == [record]


def test_unknown_names_are_said_before_anything_runs(run: Run, tiny: Path) -> None:
    with pytest.raises(UnknownName, match="no model is named 'nbb'; did you mean nb"):
        run("nb", "nbb")
    runner = Runner(Store(tiny / "records"), run.display, tiny)  # type: ignore[attr-defined]
    nb = Trial("tiny", None, Recipe("nb"))
    with pytest.raises(UnknownName, match="no data set is named 'spma-sample'; did you mean spam-sample"):
        runner.run([nb, replace(nb, card="spma-sample")])
    with pytest.raises(UnknownName, match="no tokenizer is named 'wrods'; did you mean words"):
        runner.run([nb, replace(nb, tokenizer=Recipe("wrods"))])
    assert not (tiny / "records").exists()


def test_an_unknown_parameter_is_refused_before_anything_runs(run: Run, tiny: Path) -> None:
    with pytest.raises(RecipeError) as caught:
        run("nb", "nb:aplha=1")
    assert str(caught.value) == "the model 'nb' has no parameter 'aplha'; it has: alpha, ngram_range"
    assert not (tiny / "records").exists()


def test_a_published_figure_is_laid_beside_what_is_recorded(run: Run, tiny: Path) -> None:
    (record,) = run("nb")
    runner = Runner(Store(tiny / "records"), run.display, tiny)  # type: ignore[attr-defined]
    published = {"accuracy": 0.9, "source": "a deck", "chosen_on": "none", "note": ""}
    (again,) = runner.run([Trial("tiny", None, Recipe("nb"), published=published)])
    assert again == replace(record, published=published)
    assert run("nb") == [again], "and stays there, whoever runs it next"
    runner.rerun = lambda known: True
    (anew,) = runner.run([Trial("tiny", None, Recipe("nb"))])
    assert anew.timings != again.timings
    assert anew.published == published, "even when it is run once more"


def test_records_name_no_place_of_this_machine(run: Run, tiny: Path) -> None:
    run("nb", "raises", "leaves")
    (tiny / "tiny.csv").unlink()
    run("nb:alpha=3")
    for path in (tiny / "records").rglob("*.json"):
        text = path.read_text()
        plugins = str(Path(__file__).parent)
        for place in (str(tiny), str(cache_dir()), str(Path.home()), plugins, "/tmp/"):
            assert place not in text, f"{place} in {path.name}"


def test_records_hold_no_text_of_the_data(run: Run, tiny: Path) -> None:
    (record,) = run("nb")
    assert "fine film number" not in json.dumps(json.loads(record.to_json()))


def test_the_bundled_sample_stands_in_for_data_that_is_away(run: Run, tiny: Path) -> None:
    run("nb")
    display = run.display  # type: ignore[attr-defined]
    (record,) = Runner(Store(tiny / "records"), display, tiny).run([Trial("spam", None, Recipe("nb"))])
    assert record.ok
    assert record.card["name"] == "spam-sample"
    assert record.card["bundled_sample"] is True
    assert any("its bundled sample spam-sample stands in for it" in line for line in display.said)
