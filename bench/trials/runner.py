"""Running trials one after the other: reuse, or prepare, launch, score and write down."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.cards.load import load_card
from bench.catalogue import models, tokenizers
from bench.errors import BenchError, MissingData, MissingExtra, PluginError
from bench.preparation.prepare import Address, make_tokenizer, prepare
from bench.preparation.prepared import Prepared
from bench.records.environment import environment_of
from bench.records.record import SCHEMA, Record, sealed
from bench.records.store import Store
from bench.sources.stand_in import card_at_hand
from bench.trials.case import Case, blank
from bench.trials.identity import Addresses, Identity, identify
from bench.trials.launch import launch
from bench.trials.outcome import judge
from bench.trials.privacy import without_paths
from bench.trials.progress import Display, show
from bench.trials.task import Ending
from bench.trials.trial import Trial

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass
class Runner:
    """Runs trials and keeps their records.

    Args:
        store: Where records go.
        display: Told of all that happens.
        data_dir: The user's folder of data files.
        plugins: Files to import in each trial's process.
        rerun: Says of a record that is there whether its trial is run again.
        admit: Asked of each trial when its turn comes; one that is not admitted leaves no record.
    """

    store: Store
    display: Display
    data_dir: Path | None = None
    plugins: tuple[Path, ...] = ()
    rerun: Callable[[Record], bool] = lambda record: record.status == "skipped"
    admit: Callable[[Trial], bool] = lambda trial: True
    _addresses: Addresses = field(init=False)
    _prepared: dict[Path, Prepared | BenchError] = field(init=False, default_factory=dict)
    _stood_in: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._addresses = Addresses(self.data_dir)

    def run(self, trials: Sequence[Trial]) -> list[Record]:
        """Run every trial that is not recorded yet; a failed one stops no other.

        Returns:
            The record of each trial that was admitted, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, a parameter it does not have, or a
                record that cannot be written.
        """
        records = []
        for identity in self.identities(trials):
            known = self.recorded(identity)
            record = self._run(identity) if known is None else known
            self.display.end(record, reused=known is not None)
            records.append(record)
        return records

    def identities(self, trials: Sequence[Trial]) -> Iterator[Identity]:
        """Each trial that is admitted, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, or a parameter it does not have: a
                slip of the pen shows before the first trial is prepared, not after the ninth has run.
        """
        check(trials)
        for number, trial in enumerate(trials, start=1):
            if self.admit(trial):
                card = self._card(trial.card)
                self.display.begin(number, len(trials), trial.name_on(card))
                self.display.stage("load")
                yield identify(trial, card, self._addresses)

    def recorded(self, identity: Identity) -> Record | None:
        """The record that is there of a trial, unless it is to be run again; its data is not prepared."""
        if isinstance(identity.place, BenchError):
            return None
        known = self.store.find(identity.key, identity.card.name)
        if known is None or self.rerun(known):
            return None
        self.store.forget_failures_before(known)  # it was skipped meanwhile, when its data was away
        published = identity.trial.published
        if published is not None and published != known.published:
            return self.store.save(replace(known, published=published))
        return known

    def case(self, identity: Identity) -> Case:
        """A trial with its data prepared.

        Raises:
            BenchError: It cannot be.
        """
        place = identity.address
        if place.folder not in self._prepared:
            self._prepared[place.folder] = self._prepare(identity, place)
        prepared = self._prepared[place.folder]
        if isinstance(prepared, BenchError):
            raise prepared
        return Case(identity, prepared)

    def conclude(
        self, case: Case, ending: Ending, scratch: Path, place: Mapping[str, Any], finished: datetime
    ) -> Record:
        """Score a trial that has ended, and write it down.

        Args:
            case: The trial.
            ending: How its process ended.
            scratch: The folder with the predictions it left.
            place: What it ran on, see :func:`bench.records.environment.environment`.
            finished: When it ended.
        """
        prepared, unfilled, result = case.prepared, case.blank, ending.result
        classes = case.identity.card.classes
        status, reason, predictions, metrics = judge(ending, scratch, prepared.answers(), classes)
        record = replace(
            unfilled,
            status=status,
            reason=self._published(reason),
            traceback=self._published(ending.traceback),
            metrics=metrics,
            history=list(result.get("history", [])),
            timings={**prepared.timings, **result.get("timings", {}), "total": ending.seconds},
            throughput=result.get("throughput", {}),
            peak_bytes=max(ending.peak_bytes, result.get("peak_bytes", 0)),
            model={**unfilled.model, **result.get("model", {})},
            environment=place,
        )
        return self._save(record, finished, predictions)

    def _prepare(self, identity: Identity, place: Address) -> Prepared | BenchError:
        try:
            prepared = prepare(identity.card, identity.tokenizer, self.data_dir, self.display.stage, place)
        except BenchError as error:
            return error
        self._save_profile(identity, prepared)
        return prepared

    def _card(self, name: str) -> Card:
        """The card of a name; where its data is not here, that of its bundled sample."""
        asked, card = load_card(name).name, card_at_hand(name, self.data_dir)
        if card.name != asked and asked not in self._stood_in:
            self._stood_in.add(asked)
            self.display.say(
                f"{asked} is not on this machine: its bundled sample {card.name} stands in for it; "
                f"for the real data: bench data fetch {asked}, or --data-dir"
            )
        return card

    def _run(self, identity: Identity) -> Record:
        try:
            case = self.case(identity)
        except BenchError as error:
            status = "skipped" if isinstance(error, MissingData | MissingExtra) else "error"
            record = blank(replace(identity, place=error))  # it has no documents to be known by
            return self._save(
                replace(record, status=status, reason=self._published(str(error))), datetime.now(UTC)
            )
        with tempfile.TemporaryDirectory(prefix="textbench-") as folder:
            task = case.task(Path(folder), self.plugins)
            ending = launch(task, identity.trial.limits, partial(show, self.display))
            return self.conclude(case, ending, task.scratch, environment_of(ending.result), datetime.now(UTC))

    def _published(self, text: str) -> str:
        folders = {path.parent: "<plugins>" for path in self.plugins}
        return without_paths(text, {**folders, **({self.data_dir: "<data>"} if self.data_dir else {})})

    def _save(self, record: Record, finished: datetime, predictions: Any = None) -> Record:
        record = replace(record, finished=finished.isoformat(timespec="seconds"))
        before = self.store.find(record.key, record.card["name"])
        if record.published is None and before is not None:
            record = replace(record, published=before.published)  # a signature names no figure
        saved = self.store.save(record, predictions)
        self.store.forget_failures_before(saved)
        return saved

    def _save_profile(self, identity: Identity, prepared: Prepared) -> None:
        card = identity.card
        content = {
            "schema": SCHEMA,
            "card": card.name,
            "title": card.title or card.name,
            "language": card.language,
            "bundled_sample": card.bundled_sample,
            "tokenizer": str(identity.tokenizer),
            "counts": dict(prepared.counts),
            **prepared.profile,
        }
        self.store.save_profile(content, sealed(content) + "\n")


def check(trials: Sequence[Trial]) -> None:
    """Refuse names and parameters that do not exist; what cannot be imported here is the trial's outcome.

    Raises:
        BenchError: The first of them.
    """
    for trial in trials:
        model, tokenizer = trial.model, trial.tokenizer_on(load_card(trial.card))
        models.entry(model.name)
        tokenizers.entry(tokenizer.name)
        with suppress(PluginError, MissingExtra):
            models[model.name].complete(model.params)
        with suppress(PluginError, MissingExtra):
            make_tokenizer(tokenizer)
