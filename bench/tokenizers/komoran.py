"""Komoran: konlpy's result, with one crossing from Java a line instead of two a morpheme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress
from bench.tokenizers.konlpy_loop import lines_of
from bench.tokenizers.libraries import version_of
from bench.tokenizers.stopwords import NONE, stop_words, version_suffix, without
from bench.tokenizers.taggers import konlpy_tagger
from bench.tokenizers.threads import map_batches

_TOKEN = re.compile(r"Token \[morph=(.*?), pos=\w+, beginIndex=\d+, endIndex=\d+\]", re.DOTALL)


@tokenizer("komoran")
@dataclass(frozen=True)
class Komoran:
    """Morphemes by Komoran, on all processors; characters beyond the BMP (emoji) become U+FFFD.

    Args:
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: konlpy or Java is missing.

    Reference:
        konlpy.tag.Komoran.morphs, https://konlpy.org; https://github.com/shin285/KOMORAN.
    """

    stopwords: str = NONE

    @property
    def version(self) -> str:
        return f"{version_of('konlpy', 'korean')}/komoran-1{version_suffix(self.stopwords)}"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, as ``konlpy.tag.Komoran().morphs`` gives them."""
        stops = stop_words(self.stopwords)
        if not texts:
            return []
        analyse: Any = konlpy_tagger("Komoran").jki.analyze

        def rule(batch: Sequence[str]) -> list[list[str]]:
            return [without(_morphs(analyse, text), stops) for text in batch]

        return map_batches(rule, texts, 200, len(texts), progress)


def _morphs(analyse: Any, text: str) -> list[str]:
    found: list[str] = []
    for line in lines_of(text):
        tokens = analyse(line).getTokenList()
        if "=" in line:  # the text might imitate the written form of a token
            found += [token.getMorph() for token in tokens]
        else:
            found += _TOKEN.findall(tokens.toString())
    return found
