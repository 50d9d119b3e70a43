"""What each trial of a list will cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.catalogue import models
from bench.errors import BenchError
from bench.forecast.epochs import expected_epochs, stops_early
from bench.forecast.evidence import Evidence
from bench.forecast.forecast import Forecast, Planned, Preparation
from bench.forecast.from_records import from_kin, from_own, preparation
from bench.forecast.load import Load, is_neural, load, parameters
from bench.forecast.material import Material, material
from bench.forecast.probe import probe
from bench.preparation.prepared import read_prepared
from bench.records.record import Record
from bench.records.store import Store
from bench.sources.stand_in import card_at_hand
from bench.trials.identity import Addresses, Identity, identify
from bench.trials.progress import Display
from bench.trials.runner import check
from bench.trials.trial import Trial

OPEN_END = 1.5
"""By what a spread widens where a model stops early and its epochs are not known."""


@dataclass
class Planner:
    """Forecasts trials; nothing it does leaves a record.

    In this order: what the same recipe took on the same data set; what its model took on other data sets or
    with other parameters; a probe. No forecast is above the trial's own limit of time. What is done to
    documents first, once for all trials on them: from a record of any model, or from a small part of them.

    Args:
        store: Where records are.
        evidence: What they say of this machine.
        display: Told of what is probed.
        data_dir: The user's folder of data files.
        plugins: Files to import in a probe's process.
        rerun: Says of a record that is there whether its trial would be run again.
    """

    store: Store
    evidence: Evidence
    display: Display
    data_dir: Path | None = None
    plugins: tuple[Path, ...] = ()
    rerun: Callable[[Record], bool] = lambda record: record.status == "skipped"
    _addresses: Addresses = field(init=False)
    _materials: dict[Path, Material] = field(init=False, default_factory=dict)
    _probed: dict[tuple[Path, str], Forecast] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._addresses = Addresses(self.data_dir)

    def plan(self, trials: Sequence[Trial]) -> list[Planned]:
        """Each trial with its forecast, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, or a parameter it does not have.
        """
        check(trials)
        return [self._planned(trial) for trial in trials]

    def _planned(self, trial: Trial) -> Planned:
        card = card_at_hand(trial.card, self.data_dir)
        name, identity = trial.name_on(card), identify(trial, card, self._addresses)
        if isinstance(identity.place, BenchError):
            return Planned(trial, name, obstacle=str(identity.place))
        record = self.store.find(identity.key, card.name)
        if record is not None and not self.rerun(record):
            return Planned(trial, name, record=record)
        if (obstacle := models.entry(trial.model.name).why_not()) is not None:
            return Planned(trial, name, obstacle=obstacle)
        try:
            first = self._preparation(identity)
            forecast = self._forecast(identity)
        except BenchError as error:
            return Planned(trial, name, obstacle=str(error))
        limited = replace(forecast, seconds=min(forecast.seconds, trial.limits.seconds))
        return Planned(trial, name, forecast=limited, preparation=first)

    def _preparation(self, identity: Identity) -> Preparation | None:
        if read_prepared(identity.address.folder) is not None:
            return None
        return preparation(identity, self.evidence) or Preparation(
            identity.address.folder, self._material(identity).preparing, "by a small part"
        )

    def _forecast(self, identity: Identity) -> Forecast:
        own = from_own(identity, self.evidence)
        if own is not None:
            return own
        stuff = self._material(identity)
        recipe = identity.trial.model
        params, neural = parameters(recipe), is_neural(recipe.name)
        epochs = expected_epochs(params, identity.card.name, self.evidence.records) if neural else 1.0
        asked = load(recipe, stuff.counts, len(identity.card.classes), stuff.tokens, epochs)
        forecast = from_kin(identity, asked, self.evidence) or self._probe(identity, stuff, asked)
        open_end = OPEN_END if neural and stops_early(params) else 1.0
        return replace(forecast, spread=forecast.spread * open_end)

    def _material(self, identity: Identity) -> Material:
        folder = identity.address.folder
        if folder not in self._materials:
            self._materials[folder] = material(identity, self.data_dir)
        return self._materials[folder]

    def _probe(self, identity: Identity, stuff: Material, asked: Load) -> Forecast:
        place = (identity.address.folder, identity.complete)
        if place not in self._probed:
            self.display.say(f"probing {identity.card.name}/{identity.tokenizer}/{identity.trial.model}")
            try:
                self._probed[place] = probe(identity, stuff.part(), asked, self.plugins)
            except BenchError as error:  # it may fail in the trial as well, or take all the time it has
                most = identity.trial.limits.seconds
                self._probed[place] = Forecast(most, 1.0, None, str(error))
        return self._probed[place]
