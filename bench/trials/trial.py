"""The unit that runs, fails, is timed, is stored and is resumed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.errors import RecipeError
from bench.recipe import Recipe, split_outside

if TYPE_CHECKING:
    from bench.cards.schema import Card

BASELINE = "nb"
"""The model that all others are held against."""

_DATA = re.compile(r"(?P<card>[^@]+)(@(?P<data>[0-9a-f]+))?")


@dataclass(frozen=True)
class Limits:
    """What a trial's process may take before it is stopped.

    Args:
        seconds: Wall-clock time.
        memory_bytes: Resident memory of the process and all below it.
    """

    seconds: float = 3 * 3600.0
    memory_bytes: int = 16 * 2**30


@dataclass(frozen=True)
class Trial:
    """What is to be run.

    Args:
        card: Name, or path, of the data set's card.
        tokenizer: A recipe, or None for the card's own.
        model: A recipe.
        seed: Of everything random in the trial.
        limits: Of its process.
        published: The figure it is to be compared with: ``accuracy``, ``source``, ``chosen_on``, ``note``.
    """

    card: str
    tokenizer: Recipe | None
    model: Recipe
    seed: int = 0
    limits: Limits = Limits()
    published: Mapping[str, Any] | None = None

    def tokenizer_on(self, card: Card) -> Recipe:
        """Recipe of the tokenizer, the card's own where the trial names none."""
        return self.tokenizer or Recipe.parse(card.tokenizer)

    def name_on(self, card: Card) -> str:
        """The trial's signature without the hash of its data, for a person to follow."""
        return signature(card.name, "", self.tokenizer_on(card), self.model, self.seed)


def is_baseline(model: str) -> bool:
    """Whether a model is the baseline, in any version.

    Example:
        >>> is_baseline("nb.v2"), is_baseline("nb-svm")
        (True, False)
    """
    return model.split(".")[0] == BASELINE


def signature(card: str, data_sha256: str, tokenizer: Recipe, model: Recipe, seed: int) -> str:
    """The short text that names a record and suffices to run it again.

    Where the data is not at hand, its hash is empty and left out.

    Example:
        >>> signature("spam", "3fa9c1d2e4", Recipe("words"), Recipe("nb", {"alpha": 0.5}), 0)
        'spam@3fa9c1d2/words/nb:alpha=0.5/0'
    """
    data = f"{card}@{data_sha256[:8]}" if data_sha256 else card
    return f"{data}/{tokenizer}/{model}/{seed}"


def parse_signature(text: str) -> tuple[Trial, str]:
    """The trial of a signature, and the beginning of its data's hash (empty where it has none).

    Raises:
        RecipeError: The text is no signature.
    """
    steps = split_outside(text.strip(), "/")
    data = _DATA.fullmatch(steps[0]) if len(steps) == 4 and steps[3].isdecimal() else None
    if data is None:
        raise RecipeError(f"'{text}' is not a signature", remedy="write card@hash/tokenizer/model/seed")
    trial = Trial(data["card"], Recipe.parse(steps[1]), Recipe.parse(steps[2]), int(steps[3]))
    return trial, data["data"] or ""


def key(card: str, data_sha256: str, tokenizer: str, tokenizer_version: str, model: str, seed: int,
        source: str | None) -> str:  # fmt: skip
    """Digest of all that decides a trial's outcome; two trials with the same key are the same.

    Args:
        card: Its name.
        data_sha256: Of the prepared parts.
        tokenizer: Recipe of the tokenizer, every option of it: a default that changes makes another trial.
        tokenizer_version: Its library's version and its rule's.
        model: Recipe of the model, likewise.
        seed: Of the trial.
        source: Where the model comes from a plugin, its file's digest or its distribution and version: an
            edited plugin is another model.
    """
    parts = [card, data_sha256, tokenizer, tokenizer_version, model, seed, source]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
