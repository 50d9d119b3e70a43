"""The plain way through konlpy, for analysers that neither share work nor bear threads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from bench.tokenizers import jvm
from bench.tokenizers.base import Progress, each
from bench.tokenizers.stopwords import stop_words, without

REPLACEMENT = "\ufffd"

_SOMETHING = re.compile(r"[^\x00-\x20\s]")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


@lru_cache(maxsize=1)  # a model takes seconds to load; Java's heap need not hold two
def konlpy_tagger(name: str) -> Any:
    """An instance of a class of ``konlpy.tag``, with the JVM started quietly before konlpy would.

    The last one asked for is kept, with its model loaded.

    Raises:
        MissingExtra: konlpy or Java is missing.
    """
    jvm.start()
    from konlpy import tag

    return getattr(tag, name)()


def lines_of(text: str) -> list[str]:
    """The lines an analyser can take.

    Blank ones are left out, and those of control characters alone, which Java trims like spaces: Komoran and
    Kkma fail on them, and Hannanum waits for ever. Characters beyond the Basic Multilingual Plane (emoji)
    become U+FFFD: Komoran and Kkma give them back in halves, which are no text and on which JPype raises.
    """
    return [_BEYOND_BMP.sub(REPLACEMENT, line) for line in text.split("\n") if _SOMETHING.search(line)]


def tokenize_one_by_one(
    morphs: Callable[[str], list[str]],
    texts: Sequence[str],
    stopwords: str,
    progress: Progress | None = None,
) -> list[list[str]]:
    """Apply ``morphs`` to each text without its blank lines; a text with no other has no tokens.

    Raises:
        BenchError: A text takes more memory than Java may use.
    """
    stops = stop_words(stopwords)

    def rule(text: str) -> list[str]:
        lines = lines_of(text)
        return without(jvm.within_heap(morphs, "\n".join(lines)), stops) if lines else []

    return each(texts, rule, progress, every=16)
