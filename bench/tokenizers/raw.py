"""No tokens: the cleaned text itself, for models that bring their own way of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress, each


@tokenizer("raw")
@dataclass(frozen=True)
class Raw:
    """Documents are the texts, character for character; ``tokenize`` gives each as one token.

    Example:
        >>> Raw().documents(["Two  spaces stay."])
        ['Two  spaces stay.']
    """

    @property
    def version(self) -> str:
        return "raw/1"

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
        """The texts, unchanged."""
        if progress:
            progress(len(texts))
        return list(texts)

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """Each text as its only token."""
        return each(texts, lambda text: [text], progress)
