"""A trial whose documents are ready."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.catalogue import models
from bench.preparation.prepared import Prepared
from bench.records.environment import environment
from bench.records.record import Record
from bench.trials.identity import Identity
from bench.trials.task import Task

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Case:
    """What is to be run, and on what.

    Args:
        identity: The trial.
        prepared: Its documents.
    """

    identity: Identity
    prepared: Prepared

    @property
    def blank(self) -> Record:
        """The record that it will fill, without a result."""
        return blank(self.identity, self.prepared)

    def task(self, scratch: Path, plugins: tuple[Path, ...], profile: Path | None = None) -> Task:
        """What its process is given.

        Args:
            scratch: See :class:`Task`; so are the others.
            plugins: Files the model may be from.
            profile: Folder for a profile of each stage.
        """
        trial = self.identity.trial
        return Task(
            train=self.prepared.train,
            test=self.prepared.test,
            classes=len(self.identity.card.classes),
            model=trial.model.name,
            params=dict(trial.model.params),
            seed=trial.seed,
            plugins=plugins,
            scratch=scratch,
            profile=profile,
        )


def blank(identity: Identity, prepared: Prepared | None = None) -> Record:
    """A trial's record without a result.

    Args:
        identity: The trial.
        prepared: Its documents; None where they cannot be had.
    """
    trial, tokenizer = identity.trial, identity.tokenizer
    origin = models.entry(trial.model.name).origin
    return Record(
        signature=identity.signature,
        key=identity.key,
        status="skipped",
        card=_about(identity.card, prepared),
        tokenizer={
            "recipe": str(tokenizer),
            "name": tokenizer.name,
            "params": dict(tokenizer.params),
            "version": prepared.tokenizer_version if prepared else "",
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


def _about(card: Card, prepared: Prepared | None) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": card.name,
        "title": card.title or card.name,
        "language": card.language,
        "bundled_sample": card.bundled_sample,
        "classes": list(card.classes),
    }
    if prepared is not None:
        about |= {
            "content_sha256": prepared.content_sha256,
            "parts_sha256": prepared.data_sha256,
            "counts": dict(prepared.counts),
        }
    return about
