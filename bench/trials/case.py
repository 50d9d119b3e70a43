"""A trial with all that is known of it before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.catalogue import models
from bench.errors import BenchError
from bench.plugins import source_of
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.environment import environment
from bench.records.record import Record
from bench.trials.trial import Trial, key, signature

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Case:
    """What is to be run, on what, and the record that it will fill.

    Args:
        trial: What was asked for.
        card: Its data set, or the bundled sample that stands in for it.
        prepared: Its documents, or why there are none.
        complete: The model's recipe with every parameter; as it stands where the model cannot be
            imported here.
        source: See :func:`bench.plugins.source_of`.
        blank: The record, without a result.
    """

    trial: Trial
    card: Card
    prepared: Prepared | BenchError
    complete: str
    source: str | None
    blank: Record


def describe(trial: Trial, card: Card, tokenizer: Recipe, prepared: Prepared | BenchError) -> Case:
    """The case of a trial whose data has been prepared, or could not be."""
    data_sha256, version, every_option = "", "", str(tokenizer)
    if isinstance(prepared, Prepared):
        data_sha256, version = prepared.data_sha256, prepared.tokenizer_version
        every_option = prepared.tokenizer
    origin = models.entry(trial.model.name).origin
    complete, source = complete_model(trial.model), source_of(origin)
    blank = Record(
        signature=signature(card.name, data_sha256, tokenizer, trial.model, trial.seed),
        key=key(card.name, data_sha256, every_option, version, complete, trial.seed, source),
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
    return Case(trial, card, prepared, complete, source, blank)


def complete_model(recipe: Recipe) -> str:
    """The recipe with every parameter; as it stands where the model cannot be imported here."""
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
