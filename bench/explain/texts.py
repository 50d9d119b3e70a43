"""The documents that are shown: given ones, a bundled sample's, or those of the local test part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bench.cards.load import load_card
from bench.preparation.clean import clean
from bench.preparation.documents import read_documents
from bench.preparation.parts import read_parts
from bench.preparation.prepare import make_tokenizer
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.tokenizers.base import to_documents

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Texts:
    """Documents with where they come from.

    Args:
        documents: As models read them.
        labels: Names of their classes; None where nobody knows.
        origin: Where they come from, in words.
        public: Whether they may be published: they come with textbench.
    """

    documents: tuple[str, ...]
    labels: tuple[str | None, ...]
    origin: str
    public: bool


def given(card: Card, tokenizer: Recipe, texts: Sequence[str]) -> Texts:
    """Texts of the user's, cleaned and tokenised as the card does."""
    documents = to_documents(make_tokenizer(tokenizer), clean(texts, card.clean))
    return Texts(tuple(documents), (None,) * len(documents), "the command line", public=False)


def of_sample(card: Card, tokenizer: Recipe, number: int) -> Texts:
    """Test documents of the card's bundled sample, cleaned and tokenised as the card does.

    There are none where the card has no sample; what a model knows of its classes may be shown all the same.
    """
    name = card.name if card.bundled_sample else card.sample
    if name is None:
        return Texts((), (), "", public=True)
    sample = load_card(name)
    rows, parts = read_parts(sample)
    chosen = spread(parts.test_labels, number)
    texts = clean([rows.text[parts.test_rows[place]] for place in chosen], card.clean)
    return Texts(
        tuple(to_documents(make_tokenizer(tokenizer), texts)),
        tuple(parts.classes[parts.test_labels[place]] for place in chosen),
        f"the bundled sample {sample.name}",
        public=True,
    )


def of_test_part(card: Card, prepared: Prepared, number: int) -> Texts:
    """Test documents of the local data."""
    labels, documents = prepared.answers().labels, read_documents(prepared.test)
    chosen = spread(labels, number)
    return Texts(
        tuple(documents[place] for place in chosen),
        tuple(card.classes[labels[place]] for place in chosen),
        f"the test part of {card.name}",
        public=False,
    )


def spread(labels: NDArray[np.int64], number: int) -> list[int]:
    """A few places, one class after the other, evenly spaced within each.

    Example:
        >>> spread(np.array([0, 0, 0, 0, 1, 1]), 4)
        [0, 4, 2, 5]
    """
    present = np.unique(labels)
    rounds = ceil(number / len(present))
    of_class = [np.flatnonzero(labels == label) for label in present]
    found = [
        int(places[turn * len(places) // min(rounds, len(places))])
        for turn in range(rounds)
        for places in of_class
        if turn < len(places)
    ]
    return found[:number]
