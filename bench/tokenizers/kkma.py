"""Kkma, through konlpy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress
from bench.tokenizers.konlpy_loop import tokenize_one_by_one
from bench.tokenizers.libraries import version_of
from bench.tokenizers.stopwords import NONE, version_suffix
from bench.tokenizers.taggers import konlpy_taggers

LONGEST_RUN = 12
"""Characters without white space that Kkma is given at most: its time and memory grow exponentially with
some runs. 12 times ``굿`` take a second; 20 times, as people write it, fill a heap of 1 GiB in minutes."""

_TOO_LONG = re.compile(rf"(\S{{{LONGEST_RUN}}})(?=\S)")


@tokenizer("kkma")
@dataclass(frozen=True)
class Kkma:
    """Morphemes by Kkma (Seoul National University): the slowest by far.

    Longer runs without white space than ``LONGEST_RUN`` are cut; characters beyond the BMP (emoji) become
    U+FFFD.

    Args:
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: konlpy or Java is missing.

    Reference:
        konlpy.tag.Kkma.morphs, https://konlpy.org; on long runs, issue 73 of konlpy.
    """

    stopwords: str = NONE

    @property
    def version(self) -> str:
        return f"{version_of('konlpy', 'korean')}/kkma-2{version_suffix(self.stopwords)}"

    @property
    def portion(self) -> int:
        """A minute of work or less."""
        return 2_000

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, as ``konlpy.tag.Kkma().morphs`` gives them where no run is long."""
        taggers = konlpy_taggers("Kkma")
        return tokenize_one_by_one(taggers, texts, self.stopwords, progress, partial(_TOO_LONG.sub, r"\1 "))
