"""Cleaning: a card's regular expressions, applied in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.cards.schema import CleanStep


def clean(texts: Sequence[str], steps: Sequence[CleanStep]) -> list[str]:
    """Replace every match of every step.

    Args:
        texts: Documents.
        steps: Pattern and replacement each, as ``re.sub`` takes them.

    Returns:
        As many documents, some of them perhaps blank now.

    Example:
        >>> from bench.cards.schema import CleanStep
        >>> clean(["좋다!! ok"], [CleanStep(pattern="[^ㄱ-ㅎㅏ-ㅣ가-힣 ]")])
        ['좋다 ']
    """
    cleaned = list(texts)
    for step in steps:
        substitute = re.compile(step.pattern).sub
        cleaned = [substitute(step.replacement, text) for text in cleaned]
    return cleaned
