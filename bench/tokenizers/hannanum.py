"""Hannanum, through konlpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress
from bench.tokenizers.konlpy_loop import tokenize_one_by_one
from bench.tokenizers.libraries import version_of
from bench.tokenizers.stopwords import NONE, version_suffix
from bench.tokenizers.taggers import konlpy_taggers


@tokenizer("hannanum")
@dataclass(frozen=True)
class Hannanum:
    """Morphemes by Hannanum (KAIST). It keeps state in its work flow: each thread has an instance of its own.

    Characters beyond the BMP (emoji) become U+FFFD.

    Args:
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: konlpy or Java is missing.

    Reference:
        konlpy.tag.Hannanum.morphs, https://konlpy.org.
    """

    stopwords: str = NONE

    @property
    def version(self) -> str:
        return f"{version_of('konlpy', 'korean')}/hannanum-1{version_suffix(self.stopwords)}"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, as ``konlpy.tag.Hannanum().morphs`` gives them."""
        return tokenize_one_by_one(konlpy_taggers("Hannanum"), texts, self.stopwords, progress)
