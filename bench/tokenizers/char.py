"""Single characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress, each


@tokenizer("char")
@dataclass(frozen=True)
class Char:
    """Every character is a token, white space included (documents show it as U+2581).

    Example:
        >>> Char().tokenize(["꿀잼 굿"])
        [['꿀', '잼', ' ', '굿']]
    """

    @property
    def version(self) -> str:
        return "char/1"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The code points of each text."""
        return each(texts, list, progress)
