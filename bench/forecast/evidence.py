"""The records that say something of this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.forecast.load import Load, load_of
from bench.recipe import Recipe
from bench.records.environment import CPU, environment
from bench.records.record import Record
from bench.records.store import Store
from bench.trials.identity import complete_model


@dataclass(frozen=True)
class Evidence:
    """Records to forecast from.

    Args:
        records: Those with a result that ran on a machine like this one.
        tokens: Mean number of a document, by data set and tokenizer recipe.
    """

    records: Sequence[Record]
    tokens: Mapping[tuple[str, str], float]

    def own(self, card: str, tokenizer: str, model: str) -> list[Record]:
        """Those of a recipe on a data set, whatever the seed or the version of a library.

        Args:
            card: The data set's name.
            tokenizer: Its recipe.
            model: Its recipe, with every parameter.
        """
        return [record for record in self.same_documents(card, tokenizer) if _complete(record) == model]

    def same_documents(self, card: str, tokenizer: str) -> list[Record]:
        """Those of any model on a data set under a tokenizer's recipe."""
        return [
            record
            for record in self.records
            if (record.card["name"], record.tokenizer["recipe"]) == (card, tokenizer)
        ]

    def relatives(self, name: str) -> list[Record]:
        """Those of a model with any parameters on any data set, as far as its tokens are known."""
        return [record for record in self.records if record.model["name"] == name and self._known(record)]

    def elsewhere(self, model: str, name: str) -> list[Record]:
        """Those among the relatives whose recipe, with every parameter, is the same."""
        return [record for record in self.relatives(name) if _complete(record) == model]

    def load(self, record: Record) -> Load:
        """What a trial among the relatives has read."""
        return load_of(record, self.tokens[record.card["name"], record.tokenizer["recipe"]])

    def _known(self, record: Record) -> bool:
        return (record.card["name"], record.tokenizer["recipe"]) in self.tokens


def evidence(store: Store) -> Evidence:
    """The evidence in a folder of records.

    Of neural models, only records of the backend in use count; records of an accelerator count on the
    machine that has it.
    """
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    records = [
        record
        for record in store.records()[0]
        if record.ok
        and (record.environment.get("backend") or {"name": backend})["name"] == backend
        and (record.environment.get("device", CPU) == CPU or made_here(record))
    ]
    tokens = {
        (profile["card"], profile["tokenizer"]): float(profile["lengths"]["mean"])
        for profile in store.profiles()
    }
    return Evidence(records, tokens)


def made_here(record: Record) -> bool:
    """Whether a trial ran on this machine, or on one of the same processor with as many cores."""
    here = environment()
    return all(record.environment.get(fact) == here[fact] for fact in ("cpu", "cores"))


def _complete(record: Record) -> str:
    return complete_model(Recipe(record.model["name"], record.model["params"]))
