"""Kiwi: a C++ analyser with a language model of its own; needs no Java."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.errors import MissingExtra
from bench.processors import processors
from bench.tokenizers.base import Progress, each
from bench.tokenizers.libraries import version_of
from bench.tokenizers.stopwords import NONE, stop_words, version_suffix, without


@tokenizer("kiwi")
@dataclass(frozen=True)
class Kiwi:
    """Morphemes by Kiwi, on all processors.

    Args:
        stem: Give predicates in their dictionary form (``재밌`` as ``재밌다``).
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: kiwipiepy is missing.

    Example:
        >>> Kiwi(stem=True).tokenize(["영화가 재밌다"])
        [['영화', '가', '재밌다', '다']]

    Reference:
        https://github.com/bab2min/kiwipiepy.
    """

    stem: bool = False
    stopwords: str = NONE

    @property
    def version(self) -> str:
        library, model = version_of("kiwipiepy", "korean"), version_of("kiwipiepy_model", "korean")
        return f"{library}/{model}/kiwi-1{version_suffix(self.stopwords)}"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, in Kiwi's default settings."""
        stops = stop_words(self.stopwords)
        try:
            from kiwipiepy import Kiwi as Analyser
        except ImportError:
            remedy = "pip install 'textbench[korean]'"
            raise MissingExtra("kiwipiepy is not installed", remedy=remedy) from None
        field = "lemma" if self.stem else "form"
        # An iterable is what makes Kiwi use its own threads; it keeps the order.
        analysed = iter(Analyser(num_workers=processors()).tokenize(text for text in texts if text))

        def rule(_: str) -> list[str]:
            return without([getattr(token, field) for token in next(analysed)], stops)

        return each(texts, rule, progress)
