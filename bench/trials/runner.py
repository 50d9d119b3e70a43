"""Running trials one after the other: prepare, reuse or launch, score, write down."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bench.cards.load import load_card
from bench.catalogue import models, tokenizers
from bench.errors import BenchError, MissingData, MissingExtra, PluginError
from bench.plugins import source_of
from bench.preparation.prepare import make_tokenizer, prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.environment import backend, environment
from bench.records.record import SCHEMA, Record, checksum
from bench.records.store import Store
from bench.trials.launch import launch
from bench.trials.outcome import judge
from bench.trials.privacy import without_paths
from bench.trials.task import Task
from bench.trials.trial import Trial, key, signature

if TYPE_CHECKING:
    from bench.cards.schema import Card


class Display(Protocol):
    """Whatever shows a person how far a run is."""

    def begin(self, number: int, total: int, name: str) -> None:
        """A trial begins."""
        ...

    def stage(self, name: str, done: int = 0, total: int = 0, note: str = "") -> None:
        """A stage of it begins, or is so far."""
        ...

    def end(self, record: Record, reused: bool) -> None:
        """It has ended, or was recorded already."""
        ...

    def say(self, text: str) -> None:
        """A line that is of interest."""
        ...


@dataclass
class Runner:
    """Runs trials and keeps their records.

    Args:
        store: Where records go.
        display: Told of all that happens.
        data_dir: The user's folder of data files.
        plugins: Files to import in each trial's process.
        rerun: Says of a record that is there whether its trial is run again.
    """

    store: Store
    display: Display
    data_dir: Path | None = None
    plugins: tuple[Path, ...] = ()
    rerun: Callable[[Record], bool] = lambda record: record.status == "skipped"
    _prepared: dict[tuple[str, str], Prepared | BenchError] = field(default_factory=dict)
    _stood_in: set[str] = field(default_factory=set)

    def run(self, trials: Sequence[Trial]) -> list[Record]:
        """Run every trial that is not recorded yet; a failed one stops no other.

        Returns:
            The record of each trial, in order.

        Raises:
            BenchError: A card, tokenizer or model that does not exist, a parameter it does not have, or a
                record that cannot be written.
        """
        for trial in trials:  # a slip of the pen shows before the first trial has run, not after the ninth
            card = load_card(trial.card)
            _check(trial.model, trial.tokenizer or Recipe.parse(card.tokenizer))
        records = []
        for number, trial in enumerate(trials, start=1):
            record, reused = self._run_one(trial, number, len(trials))
            self.display.end(record, reused)
            records.append(record)
        return records

    def _run_one(self, trial: Trial, number: int, total: int) -> tuple[Record, bool]:
        card, prepared, tokenizer = self._prepare(trial, number, total)
        data_sha256 = "" if isinstance(prepared, BenchError) else prepared.data_sha256
        version = "" if isinstance(prepared, BenchError) else prepared.tokenizer_version
        complete = str(tokenizer) if isinstance(prepared, BenchError) else prepared.tokenizer
        origin = models.entry(trial.model.name).origin
        blank = Record(
            signature=signature(card.name, data_sha256, tokenizer, trial.model, trial.seed),
            key=key(
                card.name,
                data_sha256,
                complete,
                version,
                _complete(trial.model),
                trial.seed,
                source_of(origin),
            ),
            status="skipped",
            card=_about(card, prepared),
            tokenizer={
                "recipe": str(tokenizer),
                "name": tokenizer.name,
                "params": dict(tokenizer.params),
                "version": version,
            },
            model={
                "recipe": str(trial.model),
                "name": trial.model.name,
                "params": dict(trial.model.params),
                "origin": Path(origin).name if origin.endswith(".py") else origin,
            },
            seed=trial.seed,
            environment=environment(),
            published=trial.published,
        )
        if isinstance(prepared, BenchError):
            missing = isinstance(prepared, MissingData | MissingExtra)
            failed = replace(
                blank, status="skipped" if missing else "error", reason=self._published(str(prepared))
            )
            return self._save(failed), False
        known = self.store.find(blank.key, card.name)
        if known is not None and not self.rerun(known):
            self.store.forget_failures_before(known)  # it was skipped meanwhile, when its data was away
            if trial.published is not None and trial.published != known.published:
                known = self.store.save(replace(known, published=trial.published))
            return known, True
        return self._launch(trial, blank, card, prepared), False

    def _prepare(self, trial: Trial, number: int, total: int) -> tuple[Card, Prepared | BenchError, Recipe]:
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
        return card, prepared, tokenizer

    def _card(self, name: str) -> Card:
        """The card of a name; where its data is not here, that of its bundled sample."""
        from bench.sources.locate import locate

        card = load_card(name)
        if card.sample is None:
            return card
        try:
            locate(card, self.data_dir)
        except MissingData:
            sample = load_card(card.sample)
            if card.name not in self._stood_in:
                self._stood_in.add(card.name)
                self.display.say(
                    f"{card.name} is not on this machine: its bundled sample {sample.name} stands in for it; "
                    f"for the real data: bench data fetch {card.name}, or --data-dir"
                )
            return sample
        return card

    def _launch(self, trial: Trial, blank: Record, card: Card, prepared: Prepared) -> Record:
        with tempfile.TemporaryDirectory(prefix="textbench-") as folder:
            scratch = Path(folder)
            task = Task(
                train=prepared.train,
                test=prepared.test,
                classes=len(card.classes),
                model=trial.model.name,
                params=dict(trial.model.params),
                seed=trial.seed,
                plugins=self.plugins,
                scratch=scratch,
            )
            ending = launch(task, trial.limits, self._on_event)
            status, reason, predictions, metrics = judge(ending, scratch, prepared.answers(), card.classes)
        result = ending.result
        used = result.get("backend")
        record = replace(
            blank,
            status=status,
            reason=self._published(reason),
            traceback=self._published(ending.traceback),
            metrics=metrics,
            history=list(result.get("history", [])),
            timings={**prepared.timings, **result.get("timings", {}), "total": ending.seconds},
            throughput=result.get("throughput", {}),
            peak_bytes=max(ending.peak_bytes, result.get("peak_bytes", 0)),
            model={**blank.model, **result.get("model", {})},
            environment={
                **blank.environment,
                **({"backend": backend(used)} if used else {}),
                "device": "cpu",
            },
        )
        return self._save(record, predictions)

    def _on_event(self, event: dict[str, Any]) -> None:
        if event["kind"] == "stage":
            self.display.stage(event["stage"])
        elif event["kind"] == "epoch":
            batches = event["batches"] or 1
            done = (event["epoch"] - 1) * batches + event["batch"]
            metrics = "  ".join(f"{name} {value:.4f}" for name, value in event["metrics"].items())
            self.display.stage(
                f"fit, epoch {event['epoch']} of at most {event['epochs']}",
                done,
                event["epochs"] * batches,
                metrics,
            )

    def _published(self, text: str) -> str:
        folders = {path.parent: "<plugins>" for path in self.plugins}
        return without_paths(text, {**folders, **({self.data_dir: "<data>"} if self.data_dir else {})})

    def _save(self, record: Record, predictions: Any = None) -> Record:
        record = replace(record, finished=datetime.now(UTC).isoformat(timespec="seconds"))
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


def _check(model: Recipe, tokenizer: Recipe) -> None:
    """Refuse names and parameters that do not exist; what cannot be imported here is the trial's outcome."""
    models.entry(model.name)
    tokenizers.entry(tokenizer.name)
    with suppress(PluginError, MissingExtra):
        models[model.name].complete(model.params)
    with suppress(PluginError, MissingExtra):
        make_tokenizer(tokenizer)


def _complete(recipe: Recipe) -> str:
    """The recipe with every parameter of the model; as it stands where the model cannot be imported here."""
    try:
        return str(models[recipe.name].complete(recipe.params))
    except BenchError:
        return str(recipe)


def _about(card: Card, prepared: Prepared | BenchError) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": card.name,
        "title": card.title or card.name,
        "language": card.language,
        "bundled_sample": card.bundled_sample,
        "classes": list(card.classes),
    }
    if isinstance(prepared, Prepared):
        about |= {
            "content_sha256": prepared.content_sha256,
            "parts_sha256": prepared.data_sha256,
            "counts": dict(prepared.counts),
        }
    return about
