"""Forecasts from records and from probes, on a bundled sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import bench
from bench.errors import RecipeError
from bench.forecast.evidence import Evidence, evidence
from bench.forecast.forecast import Planned
from bench.forecast.from_records import SAME_DATA
from bench.forecast.planner import Planner
from bench.plugins import load_file
from bench.recipe import Recipe
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.runner import Runner
from bench.trials.trial import Limits, Trial

Run = Callable[[Sequence[Trial]], list[Record]]

BROKEN = """\
import bench


@bench.model("broken-for-the-planner")
def broken():
    raise RuntimeError("never")
"""


def trial(model: str, card: str = "spam-sample", seed: int = 0) -> Trial:
    return Trial(card, None, Recipe.parse(model), seed)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "records")


@pytest.fixture
def run(store: Store, quiet: Any) -> Run:
    return Runner(store, quiet).run


def forecast(store: Store, quiet: Any, *trials: Trial, plugins: tuple[Path, ...] = ()) -> list[Planned]:
    return Planner(store, evidence(store), quiet, plugins=plugins).plan(trials)


def test_what_is_recorded_costs_nothing(store: Store, quiet: Any, run: Run) -> None:
    (record,) = run([trial("nb")])
    (planned,) = forecast(store, quiet, trial("nb"))
    assert (planned.record, planned.forecast, planned.seconds) == (record, None, 0.0)


def test_another_seed_is_forecast_to_take_what_the_first_took(store: Store, quiet: Any, run: Run) -> None:
    (record,) = run([trial("hashed-sgd")])
    (planned,) = forecast(store, quiet, trial("hashed-sgd", seed=1))
    assert planned.forecast is not None
    assert planned.forecast.seconds == record.timings["total"]
    assert planned.forecast.peak_bytes == record.peak_bytes
    assert planned.forecast.spread == SAME_DATA
    assert planned.forecast.basis == "its record, seed 0"
    assert planned.preparation is None


def test_other_data_and_other_parameters_are_scaled_with_ever_wider_spreads(
    store: Store, quiet: Any, run: Run
) -> None:
    run([trial("nb"), trial("nb:alpha=2.0", "imdb-sample")])
    same, other = forecast(store, quiet, trial("nb", "reuters-sample"), trial("nb:alpha=3.0"))
    assert same.forecast is not None and other.forecast is not None
    assert same.forecast.basis == "its records on spam-sample"
    assert other.forecast.basis == "other parameters, on imdb-sample, spam-sample"
    assert 1 < same.forecast.spread < other.forecast.spread
    assert same.preparation is not None and same.preparation.seconds > 0
    assert not any("probing" in line for line in quiet.said)


def test_documents_to_be_prepared_again_are_forecast_by_a_record_of_any_model(
    store: Store, quiet: Any, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (record, _) = run([trial("nb"), trial("hashed-sgd")])
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "empty"))
    monkeypatch.setattr("bench.forecast.planner.material", lambda *_: pytest.fail("no document need be read"))
    (planned,) = forecast(store, quiet, trial("hashed-sgd", seed=1))
    assert planned.preparation is not None
    assert planned.preparation.seconds == sum(record.timings[s] for s in ("load", "clean", "tokenise")) > 0
    assert planned.preparation.basis == "by the latest record"


def test_what_nothing_is_known_of_is_probed_once_and_leaves_no_record(store: Store, quiet: Any) -> None:
    first, second = forecast(store, quiet, trial("complement-nb"), trial("complement-nb", seed=1))
    assert first.forecast is not None and first.forecast == second.forecast
    assert first.forecast.basis.startswith("a probe of ")
    assert 0 < first.forecast.low < first.forecast.seconds < first.forecast.high
    assert (first.forecast.peak_bytes or 0) > 20 * 2**20
    assert [line for line in quiet.said if "probing" in line] == ["probing spam-sample/words/complement-nb"]
    assert not store.root.exists()


def test_a_neural_model_is_probed_by_its_epochs(store: Store, quiet: Any) -> None:
    pytest.importorskip("keras")
    few, many = forecast(
        store,
        quiet,
        trial("fasttext:buckets=100,embedding=4,epochs=2,patience=null"),
        trial("fasttext:buckets=100,embedding=4,epochs=20000,patience=null"),
    )
    assert few.forecast is not None and many.forecast is not None
    assert many.forecast.seconds > 2 * few.forecast.seconds


def test_no_forecast_is_above_the_limit_of_its_trial(store: Store, quiet: Any, run: Run) -> None:
    run([trial("nb")])
    (planned,) = forecast(store, quiet, replace(trial("nb", seed=3), limits=Limits(0.001)))
    assert planned.seconds == 0.001


def test_a_probe_that_fails_leaves_the_most_it_may_take(store: Store, quiet: Any, tmp_path: Path) -> None:
    plugin = tmp_path / "broken.py"
    plugin.write_text(BROKEN)
    load_file(plugin)
    (planned,) = forecast(store, quiet, trial("broken-for-the-planner"), plugins=(plugin,))
    assert planned.forecast is not None
    assert planned.seconds == Limits().seconds
    assert planned.forecast.basis == "its probe gives no result (error): RuntimeError: never"


def test_data_that_is_away_is_an_obstacle(store: Store, quiet: Any, tmp_path: Path) -> None:
    card = tmp_path / "away.toml"
    card.write_text(
        'name = "away"\nlanguage = "en"\nlabels = ["a", "b"]\nsplit = { method = "ordered" }\n'
        '[source]\nadapter = "csv"\noptions = { text = "t", label = "l" }\n'
        '[[source.files]]\nrole = "data"\nname = "away.csv"\n'
    )
    (planned,) = forecast(store, quiet, trial("nb", str(card)))
    assert "away.csv" in planned.obstacle
    assert planned.forecast is None and planned.seconds == 0


def test_a_slip_of_the_pen_shows_at_once(store: Store, quiet: Any) -> None:
    with pytest.raises(RecipeError, match="no parameter 'aplha'"):
        forecast(store, quiet, trial("complement-nb"), trial("nb:aplha=1"))
    assert not quiet.said


def test_an_accelerator_s_records_count_on_its_own_machine_alone(store: Store, run: Run) -> None:
    (record,) = run([trial("nb")])
    here = {**record.environment, "device": "some accelerator"}
    store.save(replace(record, environment=here))
    assert len(evidence(store).records) == 1
    store.save(replace(record, environment={**here, "cpu": "another"}))
    assert not evidence(store).records


COMMITTED = Path(bench.__file__).parent.parent / "reports" / "records"


@pytest.mark.skipif(not COMMITTED.is_dir(), reason="only a checkout has the records of the repository")
def test_the_repository_s_records_are_forecast_from_one_another() -> None:
    """The promise of the spreads, held against every record there is."""
    from bench.cards.load import load_card
    from bench.forecast.from_records import from_kin
    from bench.preparation.prepare import Address
    from bench.trials.identity import Identity, complete_model

    known = evidence(Store(COMMITTED))
    inside = total = 0
    for record in known.records:
        rest = Evidence([other for other in known.records if other is not record], known.tokens)
        recipe = Recipe(record.model["name"], record.model["params"])
        asked = Identity(
            Trial(record.card["name"], None, recipe),
            load_card(record.card["name"]),
            Recipe(record.tokenizer["name"], record.tokenizer["params"]),
            Address("", "", "", Path()),
            complete_model(recipe),
            None,
        )
        found = from_kin(asked, known.load(record), rest)
        if found is not None:
            total += 1
            inside += found.low <= record.timings["total"] <= found.high
    assert total > 30
    assert inside / total > 0.7
