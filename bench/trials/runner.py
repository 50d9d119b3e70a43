"""Running trials one after the other: prepare, reuse or launch, score, write down."""

from __future__ import annotations

import json
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
from bench.preparation.prepare import make_tokenizer, prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.environment import environment_of
from bench.records.record import SCHEMA, Record, checksum
from bench.records.store import Store
from bench.sources.stand_in import card_at_hand
from bench.trials.case import Case, describe
from bench.trials.launch import launch
from bench.trials.outcome import judge
from bench.trials.privacy import without_paths
from bench.trials.progress import Display, show
from bench.trials.task import Ending, Task
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
    _prepared: dict[tuple[str, str], Prepared | BenchError] = field(default_factory=dict)
    _stood_in: set[str] = field(default_factory=set)

    def run(self, trials: Sequence[Trial]) -> list[Record]:
        """Run every trial that is not recorded yet; a failed one stops no other.

        Returns:
            The record of each trial that was admitted, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, a parameter it does not have, or a
                record that cannot be written.
        """
        records = []
        for case in self.cases(trials):
            known = self.recorded(case)
            record = self._launch(case) if known is None else known
            self.display.end(record, reused=known is not None)
            records.append(record)
        return records

    def cases(self, trials: Sequence[Trial]) -> Iterator[Case]:
        """Each trial with its data prepared, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, or a parameter it does not have: a
                slip of the pen shows before the first trial is prepared, not after the ninth has run.
        """
        check(trials)
        for number, trial in enumerate(trials, start=1):
            if self.admit(trial):
                yield self._case(trial, number, len(trials))

    def recorded(self, case: Case) -> Record | None:
        """The record that is there of a trial, unless it is to be run again."""
        if isinstance(case.prepared, BenchError):
            return None
        known = self.store.find(case.blank.key, case.card.name)
        if known is None or self.rerun(known):
            return None
        self.store.forget_failures_before(known)  # it was skipped meanwhile, when its data was away
        published = case.trial.published
        if published is not None and published != known.published:
            return self.store.save(replace(known, published=published))
        return known

    def conclude(
        self, case: Case, ending: Ending, scratch: Path, place: Mapping[str, Any], finished: datetime
    ) -> Record:
        """Score a trial that has ended, and write it down.

        Args:
            case: The trial; its data is prepared here.
            ending: How its process ended.
            scratch: The folder with the predictions it left.
            place: What it ran on, see :func:`bench.records.environment.environment`.
            finished: When it ended.
        """
        prepared = case.prepared
        if isinstance(prepared, BenchError):
            raise prepared
        status, reason, predictions, metrics = judge(ending, scratch, prepared.answers(), case.card.classes)
        result = ending.result
        record = replace(
            case.blank,
            status=status,
            reason=self._published(reason),
            traceback=self._published(ending.traceback),
            metrics=metrics,
            history=list(result.get("history", [])),
            timings={**prepared.timings, **result.get("timings", {}), "total": ending.seconds},
            throughput=result.get("throughput", {}),
            peak_bytes=max(ending.peak_bytes, result.get("peak_bytes", 0)),
            model={**case.blank.model, **result.get("model", {})},
            environment=place,
        )
        return self._save(record, finished, predictions)

    def _case(self, trial: Trial, number: int, total: int) -> Case:
        card = self._card(trial.card)
        tokenizer = trial.tokenizer or Recipe.parse(card.tokenizer)
        self.display.begin(number, total, f"{card.name}/{tokenizer}/{trial.model}/{trial.seed}")
        place = (str(card.path), str(tokenizer))
        if place not in self._prepared:
            try:
                self._prepared[place] = prepare(card, tokenizer, self.data_dir, self.display.stage)
            except BenchError as error:
                self._prepared[place] = error
        prepared = self._prepared[place]
        if isinstance(prepared, Prepared):
            self._save_profile(card, tokenizer, prepared)
        return describe(trial, card, tokenizer, prepared)

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

    def _launch(self, case: Case) -> Record:
        prepared, trial = case.prepared, case.trial
        if isinstance(prepared, BenchError):
            missing = isinstance(prepared, MissingData | MissingExtra)
            status, reason = "skipped" if missing else "error", self._published(str(prepared))
            return self._save(replace(case.blank, status=status, reason=reason), datetime.now(UTC))
        with tempfile.TemporaryDirectory(prefix="textbench-") as folder:
            task = Task(
                train=prepared.train,
                test=prepared.test,
                classes=len(case.card.classes),
                model=trial.model.name,
                params=dict(trial.model.params),
                seed=trial.seed,
                plugins=self.plugins,
                scratch=Path(folder),
            )
            ending = launch(task, trial.limits, partial(show, self.display))
            place = environment_of(ending.result)
            return self.conclude(case, ending, task.scratch, place, datetime.now(UTC))

    def _published(self, text: str) -> str:
        folders = {path.parent: "<plugins>" for path in self.plugins}
        return without_paths(text, {**folders, **({self.data_dir: "<data>"} if self.data_dir else {})})

    def _save(self, record: Record, finished: datetime, predictions: Any = None) -> Record:
        record = replace(record, finished=finished.isoformat(timespec="seconds"))
        saved = self.store.save(record, predictions)
        self.store.forget_failures_before(saved)
        return saved

    def _save_profile(self, card: Card, tokenizer: Recipe, prepared: Prepared) -> None:
        content = {
            "schema": SCHEMA,
            "card": card.name,
            "title": card.title or card.name,
            "language": card.language,
            "bundled_sample": card.bundled_sample,
            "tokenizer": str(tokenizer),
            "counts": dict(prepared.counts),
            **prepared.profile,
        }
        text = json.dumps({"checksum": checksum(content), **content}, ensure_ascii=False, indent=1) + "\n"
        self.store.save_profile(content, text)


def check(trials: Sequence[Trial]) -> None:
    """Refuse names and parameters that do not exist; what cannot be imported here is the trial's outcome.

    Raises:
        BenchError: The first of them.
    """
    for trial in trials:
        model, tokenizer = trial.model, trial.tokenizer or Recipe.parse(load_card(trial.card).tokenizer)
        models.entry(model.name)
        tokenizers.entry(tokenizer.name)
        with suppress(PluginError, MissingExtra):
            models[model.name].complete(model.params)
        with suppress(PluginError, MissingExtra):
            make_tokenizer(tokenizer)
