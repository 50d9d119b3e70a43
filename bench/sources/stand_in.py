"""The card whose data is here: a data set's own, or that of its bundled sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bench.cards.load import load_card
from bench.errors import MissingData
from bench.sources.locate import locate

if TYPE_CHECKING:
    from bench.cards.schema import Card


def card_at_hand(name: str, data_dir: Path | None) -> Card:
    """The card of a name; where its data is not on this machine, that of its bundled sample.

    A data set without a sample keeps its own card: that its files are missing shows when they are read.

    Args:
        name: Name, or path, of a card.
        data_dir: The user's folder of data files.

    Example:
        >>> card_at_hand("spam-sample", None).name
        'spam-sample'
    """
    card = load_card(name)
    if card.sample is None:
        return card
    try:
        locate(card, data_dir)
    except MissingData:
        return load_card(card.sample)
    return card
