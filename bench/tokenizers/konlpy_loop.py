"""The plain way through konlpy, a text at a time, in as many threads as there are processors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bench.tokenizers import jvm
from bench.tokenizers.base import Progress
from bench.tokenizers.stopwords import stop_words, without
from bench.tokenizers.taggers import Taggers
from bench.tokenizers.threads import map_batches

REPLACEMENT = "\ufffd"

_TEXTS_A_BATCH = 16

_SOMETHING = re.compile(r"[^\x00-\x20\s]")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


def lines_of(text: str) -> list[str]:
    """The lines an analyser can take.

    Blank ones are left out, and those of control characters alone, which Java trims like spaces: Komoran and
    Kkma fail on them, and Hannanum waits for ever. Characters beyond the Basic Multilingual Plane (emoji)
    become U+FFFD: Komoran and Kkma give them back in halves, which are no text and on which JPype raises.
    """
    return [_BEYOND_BMP.sub(REPLACEMENT, line) for line in text.split("\n") if _SOMETHING.search(line)]


def tokenize_one_by_one(
    taggers: Taggers,
    texts: Sequence[str],
    stopwords: str,
    progress: Progress | None = None,
    spaced: Callable[[str], str] = str,
) -> list[list[str]]:
    """What ``morphs`` gives for each text without its blank lines; a text with no other has no tokens.

    Args:
        taggers: Of the analyser.
        texts: Cleaned texts.
        stopwords: A list of stop words to drop, or ``"none"``.
        progress: Told of how many more documents are done.
        spaced: What is done to a text first.

    Raises:
        BenchError: A text takes more memory than Java may use.
    """
    stops = stop_words(stopwords)

    def rule(batch: Sequence[str]) -> list[list[str]]:
        with taggers.own() as tagger:
            return [without(tokens(tagger, text), stops) for text in batch]

    def tokens(tagger: Any, text: str) -> list[str]:
        lines = lines_of(text)
        return jvm.within_heap(lambda given: tagger.morphs(spaced(given)), "\n".join(lines)) if lines else []

    return map_batches(rule, texts, _TEXTS_A_BATCH, len(texts), progress)
