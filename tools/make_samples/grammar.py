"""Template grammars: sentences with slots, expanded by a seeded generator.

A slot is one of

* ``{name}``: one of the templates listed under that name, expanded in turn;
* ``{@name}``: the same, but drawn once per document (the film's title, a friend's name);
* ``{a|b|}``: one of the alternatives written in place, which may be empty and may hold slots;
* ``{#10-99}``: a whole number within the bounds, both included.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")
SLOT = re.compile(r"\{([^{}]*)\}")


class Draw:
    """Seeded choices. ``RandomState`` because its stream is frozen for good, unlike ``Generator``'s."""

    def __init__(self, seed: int) -> None:
        self._state = np.random.RandomState(seed)

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return bool(self._state.random_sample() < probability)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._state.random_sample() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of the items, all equally likely."""
        return items[self.between(0, len(items) - 1)]

    def weighted(self, weights: Mapping[str, float]) -> str:
        """One of the keys, as likely as its weight."""
        mark = self._state.random_sample() * sum(weights.values())
        for key, weight in weights.items():
            mark -= weight
            if mark < 0:
                return key
        return next(reversed(list(weights)))

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Distinct items, at most ``count`` of them, in random order."""
        return self.shuffled(items)[:count]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in random order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.between(0, last)
            order[last], order[other] = order[other], order[last]
        return order


class Grammar:
    """Named lists of templates, read from a TOML file beside this module.

    Args:
        name: The file's name without ``.toml``.

    Attributes:
        tables: The whole file; its table ``templates`` holds the lists, others hold shares and sizes.
    """

    def __init__(self, name: str) -> None:
        path = Path(__file__).with_name(f"{name}.toml")
        self.tables = tomllib.loads(path.read_text(encoding="utf-8"))

    def templates(self, name: str) -> list[str]:
        """The templates listed under that name."""
        found = self.tables["templates"][name]
        if not isinstance(found, list):
            raise TypeError(f"{name} is not a list of templates")
        return found

    def document(self, draw: Draw) -> Document:
        """A fresh document, with nothing drawn yet."""
        return Document(self, draw)


class Document:
    """Expands templates; remembers the ``{@name}`` slots and the templates already used."""

    def __init__(self, grammar: Grammar, draw: Draw) -> None:
        self._grammar = grammar
        self._draw = draw
        self._kept: dict[str, str] = {}
        self._used: set[str] = set()

    def sentence(self, name: str) -> str:
        """One expanded template of that name, not one that this document has used already."""
        templates = self._grammar.templates(name)
        fresh = [template for template in templates if template not in self._used]
        template = self._draw.one(fresh or templates)
        self._used.add(template)
        return self.expand(template)

    def expand(self, template: str) -> str:
        """The template with every slot filled, the innermost first."""
        while SLOT.search(template):
            template = SLOT.sub(lambda slot: self._fill(slot[1]), template)
        return template

    def _fill(self, slot: str) -> str:
        if "|" in slot:
            return self._draw.one(slot.split("|"))
        if slot.startswith("#"):
            low, high = slot[1:].split("-")
            return str(self._draw.between(int(low), int(high)))
        if slot.startswith("@"):
            if slot not in self._kept:
                self._kept[slot] = self.expand(self._draw.one(self._grammar.templates(slot[1:])))
            return self._kept[slot]
        return self.expand(self._draw.one(self._grammar.templates(slot)))
