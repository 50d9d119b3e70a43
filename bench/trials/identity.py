"""What tells a trial from every other, found without preparing or running anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench.catalogue import models
from bench.errors import BenchError
from bench.plugins import source_of
from bench.preparation.prepare import Address, address
from bench.recipe import Recipe
from bench.trials.trial import Trial, key, signature

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Identity:
    """A trial as it stands on this machine: all that decides its outcome.

    Args:
        trial: What was asked for.
        card: Its data set, or the bundled sample that stands in for it.
        tokenizer: Its recipe, the card's own where the trial names none.
        place: What decides its documents, or why there are none.
        complete: The model's recipe with every parameter; as it stands where the model cannot be
            imported here.
        source: See :func:`bench.plugins.source_of`.
    """

    trial: Trial
    card: Card
    tokenizer: Recipe
    place: Address | BenchError
    complete: str
    source: str | None

    @property
    def address(self) -> Address:
        """The place, by those who cannot do without.

        Raises:
            BenchError: There is none.
        """
        if isinstance(self.place, BenchError):
            raise self.place
        return self.place

    @cached_property
    def key(self) -> str:
        """Of the trial's record, see :func:`bench.trials.trial.key`."""
        data, tokenizer, version = "", str(self.tokenizer), ""
        if isinstance(self.place, Address):
            data, tokenizer = self.place.data_sha256, self.place.tokenizer
            version = self.place.tokenizer_version
        return key(self.card.name, data, tokenizer, version, self.complete, self.trial.seed, self.source)

    @property
    def signature(self) -> str:
        """Of the trial's record, see :func:`bench.trials.trial.signature`."""
        data = self.place.data_sha256 if isinstance(self.place, Address) else ""
        return signature(self.card.name, data, self.tokenizer, self.trial.model, self.trial.seed)


class Addresses:
    """Addresses of data sets under tokenizers, each found once: that takes hashing files, or reading them.

    Args:
        data_dir: The user's folder of data files.
    """

    def __init__(self, data_dir: Path | None) -> None:
        self._data_dir = data_dir
        self._found: dict[tuple[str, str], Address | BenchError] = {}

    def of(self, card: Card, tokenizer: Recipe) -> Address | BenchError:
        """The address, or why there is none: a file is missing or another, or a library is."""
        asked = (str(card.path), str(tokenizer))
        if asked not in self._found:
            try:
                self._found[asked] = address(card, tokenizer, self._data_dir)
            except BenchError as error:
                self._found[asked] = error
        return self._found[asked]


def identify(trial: Trial, card: Card, addresses: Addresses) -> Identity:
    """The identity of a trial.

    Args:
        trial: What is asked for.
        card: Its data set, see :func:`bench.sources.stand_in.card_at_hand`.
        addresses: Those found so far.

    Raises:
        UnknownName: There is no such model.
    """
    tokenizer = trial.tokenizer_on(card)
    source = source_of(models.entry(trial.model.name).origin)
    place = addresses.of(card, tokenizer)
    return Identity(trial, card, tokenizer, place, complete_model(trial.model), source)


def complete_model(recipe: Recipe) -> str:
    """The recipe with every parameter; as it stands where the model cannot be imported here."""
    try:
        return str(models[recipe.name].complete(recipe.params))
    except BenchError:
        return str(recipe)
