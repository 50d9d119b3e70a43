"""Words as white space separates them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress, each


@tokenizer("whitespace")
@dataclass(frozen=True)
class Whitespace:
    """``str.split``: any run of Unicode white space separates; nothing else is changed.

    Example:
        >>> Whitespace().tokenize(["정말 재밌다 !", " "])
        [['정말', '재밌다', '!'], []]
    """

    @property
    def version(self) -> str:
        return "whitespace/1"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The white-space separated words of each text."""
        return each(texts, str.split, progress)
