"""Tokens and, behind a mark, the text they were made of: for models that read both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from bench.catalogue import tokenizer, tokenizers
from bench.recipe import Recipe
from bench.tokenizers.base import TEXT_MARK, Progress, Tokenizer, to_documents


@tokenizer("beside-text")
@dataclass(frozen=True)
class BesideText:
    """The tokens of another tokenizer, U+241E, and the cleaned text.

    A morpheme analyser is right about words and blind to spelling, runs of characters the other way round:
    what each gets wrong differs. Models that know the mark (:func:`bench.tokenizers.base.halves`) read each
    half in its way; to others the words of the text are more tokens.

    Args:
        of: Recipe of the other tokenizer, such as ``kiwi`` or ``okt:stem=false``.

    Raises:
        UnknownName: There is no such tokenizer.
        MissingExtra: It needs a library that is not installed.

    Example:
        >>> BesideText(of="words").documents(["So good!!!"])
        ['so good ␞ So good!!!']
    """

    of: str = "words"

    @cached_property
    def _other(self) -> Tokenizer:
        recipe = Recipe.parse(self.of)
        return cast("Tokenizer", tokenizers[recipe.name](**recipe.params))

    @property
    def version(self) -> str:
        return f"beside-text-1/{self._other.version}"

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
        """Each text as its tokens, the mark and itself."""
        tokens = to_documents(self._other, texts, progress)
        return [
            f"{document.replace(TEXT_MARK, '')} {TEXT_MARK} {text}" if text else ""
            for document, text in zip(tokens, texts, strict=True)
        ]

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The tokens of each text, the mark, and its words."""
        return [document.split() for document in self.documents(texts, progress)]
