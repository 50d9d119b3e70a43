"""Running a bundle, going on where it stopped, and taking the results back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.bundles.results import read_arrays, read_results
from bench.bundles.run import run_bundle
from bench.bundles.take_back import take_back
from bench.errors import BenchError, DataError, PluginError
from bench.recipe import Recipe
from bench.records.record import Record, sealed
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Trial
from tests.bundles.zips import members, rewritten

Pack = Callable[..., Path]

# What differs from run to run.
MEASURED = ("timings", "throughput", "peak_bytes", "finished")


def steady(record: Record) -> dict[str, Any]:
    """A record without what differs from run to run, of which the names stay."""
    content = asdict(record)
    measured = {name: content.pop(name) for name in MEASURED}
    return content | {name: set(said) for name, said in measured.items() if isinstance(said, dict)}


def changed(results: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A results file whose only outcome says something else, sealed anew."""
    (name,) = (name for name in members(results) if name.endswith(".json"))
    outcome = json.loads(members(results)[name])
    del outcome["checksum"]
    change(outcome)
    return rewritten(results, {name: sealed(outcome).encode()}, results.with_name("changed.zip"))


def test_a_trial_that_travelled_is_recorded_as_one_that_stayed(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path
) -> None:
    bundle, results = pack("nb", "tfidf-svm"), tmp_path / "results.zip"
    outcomes = run_bundle(bundle, results, heard)
    assert [outcome.status for outcome in outcomes] == ["ok", "ok"]
    taken = take_back(results, runner)
    assert not taken.refused
    stayed = Runner(Store(tmp_path / "stayed"), heard)
    for record in stayed.run([Trial("spam-sample", None, Recipe(name)) for name in ("nb", "tfidf-svm")]):
        came = runner.store.find(record.key, "spam-sample")
        assert came is not None and steady(came) == steady(record)
        assert runner.store.path(came).with_suffix(".npz").read_bytes() == (
            stayed.store.path(record).with_suffix(".npz").read_bytes()
        )


def test_a_run_that_was_stopped_goes_on(pack: Pack, heard: Any, tmp_path: Path) -> None:
    results = tmp_path / "results.zip"
    both = pack("nb", "nb:alpha=2.0")
    run_bundle(both, results, heard)
    first, second = read_results(results)
    before = members(results)
    stopped = rewritten(
        results, {name: None for name in before if name.startswith(second.key)}, tmp_path / "stopped.zip"
    )
    outcomes = run_bundle(both, stopped, heard)
    assert [outcome.finished for outcome in outcomes[:1]] == [first.finished]
    assert heard.said.count(f"{first.signature}: ok, done before") == 1
    after = members(stopped)
    assert after.keys() == before.keys()
    assert {n: c for n, c in after.items() if n.startswith(first.key)} == {
        n: c for n, c in before.items() if n.startswith(first.key)
    }
    np.testing.assert_array_equal(
        read_arrays(stopped, outcomes[1].model_copy(update={"arrays": second.arrays}))["predicted"],
        read_arrays(results, second)["predicted"],
    )


def test_results_of_another_bundle_are_not_mixed_in(pack: Pack, heard: Any, tmp_path: Path) -> None:
    results = tmp_path / "results.zip"
    run_bundle(pack("nb"), results, heard)
    with pytest.raises(DataError, match=r"results\.zip: holds the results of another bundle; name another"):
        run_bundle(pack("nb:alpha=3.0", name="other.zip"), results, heard)


def test_a_failure_comes_back_as_one_and_replaces_no_result(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path
) -> None:
    results = tmp_path / "results.zip"
    run_bundle(pack("nb"), results, heard)
    failed = changed(
        results, lambda o: o.update(status="error", reason="\x1b[2Jno\nmore", traceback="Traceback")
    )
    (record,) = take_back(failed, runner).records
    assert (record.status, record.reason, record.traceback) == ("error", "\ufffd[2Jno\ufffdmore", "Traceback")
    (record,) = take_back(results, runner).records
    assert record.ok, "a result replaces a failure"
    assert take_back(failed, runner).records == [record], "and not the other way round"
    assert runner.display.reused == [False, False, True]  # type: ignore[attr-defined]


def test_what_is_recorded_stays_unless_asked_otherwise(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path
) -> None:
    results = tmp_path / "results.zip"
    run_bundle(pack("nb"), results, heard)
    (own,) = runner.run([Trial("spam-sample", None, Recipe("nb"))])
    elsewhere = changed(results, lambda o: o["environment"].update(device="Example Accelerator"))
    assert take_back(elsewhere, runner).records == [own]
    runner.rerun = lambda record: True
    (taken,) = take_back(elsewhere, runner).records
    assert taken.environment["device"] == "Example Accelerator"
    assert runner.store.find(own.key, "spam-sample") == taken


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda o: o.update(key="0" * 32), "is of another trial"),
        (lambda o: o.update(key="../x"), r"key: String should match"),
        (lambda o: o.update(status="fine"), r"status: Value error, 'fine' is no status"),
        (lambda o: o["arrays"].update({"../x": "0" * 64}), r"arrays\.\.\./x"),
        (lambda o: o["measured"]["timings"].update(fit="<b>"), r"measured\.timings\.fit"),
        (lambda o: o["measured"].update(history=["x"]), r"measured\.history\.0"),
        (lambda o: o.update(signature="no signature"), "is not a signature"),
        (lambda o: o.update(signature="spam-sample/words/no-such-model/0"), "no model is named"),
    ],
)
def test_results_that_say_what_they_may_not_are_refused(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path, change: Callable[[Any], object], said: str
) -> None:
    results = tmp_path / "results.zip"
    run_bundle(pack("nb"), results, heard)
    with pytest.raises(BenchError, match=said):
        take_back(changed(results, change), runner)
    assert not list((tmp_path / "home").rglob("*.npz"))


def test_results_of_what_is_another_trial_here_are_refused(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path
) -> None:
    results = tmp_path / "results.zip"
    run_bundle(pack("nb"), results, heard)
    other = changed(results, lambda o: o.update(signature="spam-sample/char/nb/0"))
    taken = take_back(other, runner)
    assert not taken.records
    assert "data, tokenizer or model differ" in str(taken.refused[0])


@pytest.mark.parametrize(
    ("array", "status"),
    [
        (np.zeros(3, np.int64), "invalid-predictions"),
        (np.full(155, 7), "invalid-predictions"),
        (np.array([{}] * 155, object), None),
        (np.array(["x"] * 155), None),
    ],
    ids=["too few", "no such class", "objects", "texts"],
)
def test_predictions_are_checked_like_any(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path, array: Any, status: str | None
) -> None:
    import hashlib
    import io

    results = tmp_path / "results.zip"
    (outcome,) = run_bundle(pack("nb"), results, heard)
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    content = buffer.getvalue()
    forged = changed(results, lambda o: o["arrays"].update(predicted=hashlib.sha256(content).hexdigest()))
    forged = rewritten(forged, {f"{outcome.key}/predicted.npy": content}, tmp_path / "forged.zip")
    taken = take_back(forged, runner)
    if status is None:
        assert "an array is none of numbers" in str(taken.refused[0])
    else:
        assert [record.status for record in taken.records] == [status]


def test_predictions_that_were_changed_are_refused(
    pack: Pack, runner: Runner, heard: Any, tmp_path: Path
) -> None:
    results = tmp_path / "results.zip"
    (outcome,) = run_bundle(pack("nb"), results, heard)
    name = f"{outcome.key}/predicted.npy"
    other = rewritten(results, {name: members(results)[name][:-1] + b"\x01"}, tmp_path / "other.zip")
    assert f"'{name}' was changed" in str(take_back(other, runner).refused[0])


def test_nothing_runs_where_one_model_is_missing(pack: Pack, heard: Any, tmp_path: Path) -> None:
    bundle = pack("nb")
    manifest = json.loads(members(bundle)["manifest.json"])
    del manifest["checksum"]
    manifest["trials"].append({**manifest["trials"][0], "model": "gone", "key": "1" * 32})
    other = rewritten(bundle, {"manifest.json": sealed(manifest).encode()}, tmp_path / "other.zip")
    with pytest.raises(PluginError, match="the model 'gone' is not here"):
        run_bundle(other, tmp_path / "results.zip", heard)
    assert not (tmp_path / "results.zip").exists()
