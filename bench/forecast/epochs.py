"""How many epochs a neural model will train before it stops early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from bench.forecast.load import parameters
from bench.recipe import Recipe
from bench.records.record import Record

_SHARE = 0.5


def stops_early(params: Mapping[str, Any]) -> bool:
    """Whether the epochs of a recipe are only the most it may train."""
    return params.get("patience") is not None and bool(params.get("validation_fraction"))


def expected_epochs(params: Mapping[str, Any], card: str, records: Sequence[Record]) -> float:
    """Epochs that a recipe is expected to train.

    When a model stops depends on the data more than on the model: where others stopped early on the same
    data set, their median; else the median share of the epochs allowed that those on other data sets
    trained; else half of them.

    Args:
        params: Every parameter of the recipe.
        card: The data set's name.
        records: Of neural models, on any data set.
    """
    most = float(params.get("epochs") or 1)
    if not stops_early(params):
        return most
    trained = [(record, _said(record)) for record in records if record.history]
    stopped = [
        (record.card["name"], len(record.history), float(said.get("epochs") or 1))
        for record, said in trained
        if stops_early(said)
    ]
    here = [epochs for name, epochs, _ in stopped if name == card]
    if here:
        return min(most, median(here))
    share = median([epochs / allowed for _, epochs, allowed in stopped]) if stopped else _SHARE
    return max(1.0, most * share)


def _said(record: Record) -> Mapping[str, Any]:
    return parameters(Recipe(record.model["name"], record.model["params"]))
