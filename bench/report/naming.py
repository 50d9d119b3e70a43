"""What a recipe is called: its name, with the few parameters that tell it from its namesakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.neural.options import OPTIONS
from bench.recipe import Recipe

Pairs = Mapping[str, str]
"""``key=value`` by key, of the parameters that a recipe sets."""


def labels(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """A label for each recipe, which no other of them has.

    Args:
        parts: ``name``, ``params`` and ``recipe`` of models, or of tokenizers, as records have them; all
            that one page shows. Their order, and how often one comes, change no label.

    Example:
        >>> texts = ["lstm:epochs=5,units=32", "lstm:epochs=5,units=64", "lstm:epochs=9,units=64", "nb"]
        >>> recipes = [Recipe.parse(text) for text in texts]
        >>> parts = [{"name": r.name, "params": r.params, "recipe": str(r)} for r in recipes]
        >>> labels(parts)
        ['lstm (units=32, epochs=5)', 'lstm (units=64, epochs=5)', 'lstm (units=64, epochs=9)', 'nb']
    """
    namesakes: dict[str, dict[str, Pairs]] = {}
    for part in parts:
        namesakes.setdefault(part["name"], {})[part["recipe"]] = _pairs(part.get("params") or {})
    telling = {name: _telling(list(group.values())) for name, group in namesakes.items()}
    return [
        _label(part["name"], namesakes[part["name"]][part["recipe"]], telling[part["name"]]) for part in parts
    ]


def _label(name: str, pairs: Pairs, telling: Sequence[str]) -> str:
    shown = ", ".join(pairs[key] for key in telling if key in pairs)
    return f"{name} ({shown})" if shown else name


def _telling(group: Sequence[Pairs]) -> list[str]:
    """Few parameters whose values tell all of a group apart.

    Each is the one that tells most apart beside those before it; of equals, what a model is made of comes
    before how it is trained, then the alphabet decides. To leave a parameter out is a value of its own,
    but a poor one: it may be a default that another recipe spells out.
    """
    left = sorted({key for pairs in group for key in pairs}, key=lambda key: (key in OPTIONS, key))
    # A model's own defaults, which records do not hold, may be others: then it only chooses less well.
    filled = [{**_DEFAULTS, **pairs} for pairs in group]
    chosen: list[str] = []

    def gain(key: str) -> tuple[int, int]:
        return _told_apart(filled, [*chosen, key]), _told_apart(group, [*chosen, key])

    while left and _told_apart(group, chosen) < len(group):
        best = max(left, key=gain)  # the first of equals
        left.remove(best)
        chosen.append(best)
    return chosen


def _told_apart(group: Sequence[Pairs], keys: Sequence[str]) -> int:
    return len({tuple(pairs.get(key) for key in keys) for pairs in group})


def _pairs(params: Mapping[str, Any]) -> Pairs:
    """The parameters as they stand in the text of a recipe."""
    return {key: str(Recipe("a", {key: value})).removeprefix("a:") for key, value in params.items()}


_DEFAULTS = _pairs(OPTIONS)
