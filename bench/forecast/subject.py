"""A trial as it stands on this machine, found without preparing or running anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.catalogue import models
from bench.plugins import source_of
from bench.preparation.prepare import Address, address
from bench.recipe import Recipe
from bench.sources.stand_in import card_at_hand
from bench.trials.case import complete_model
from bench.trials.trial import Trial, key

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Subject:
    """What a trial is to be run on, and the key of its record.

    Args:
        trial: What was asked for.
        card: Its data set, or the bundled sample that stands in for it.
        tokenizer: Its recipe, the card's own where the trial names none.
        place: What decides its documents, and where they lie once prepared.
        model: Recipe of the model with every parameter.
        key: Of its record.
    """

    trial: Trial
    card: Card
    tokenizer: Recipe
    place: Address
    model: str
    key: str


def subject(trial: Trial, data_dir: Path | None) -> Subject:
    """The subject of a trial.

    Raises:
        MissingData: A file is not on this machine.
        MissingExtra: The tokenizer needs a library that is not installed.
        DataError: The data is not what the card declares.
    """
    card = card_at_hand(trial.card, data_dir)
    tokenizer = trial.tokenizer or Recipe.parse(card.tokenizer)
    place = address(card, tokenizer, data_dir)
    model, source = complete_model(trial.model), source_of(models.entry(trial.model.name).origin)
    digest = key(
        card.name, place.data_sha256, place.tokenizer, place.tokenizer_version, model, trial.seed, source
    )
    return Subject(trial, card, tokenizer, place, model, digest)
