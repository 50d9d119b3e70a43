"""What a text is cut into before words are looked for: runs, each analysed by itself.

Why they may be. The library cuts a text at white space, and that into runs of Hangul syllables, of Hangul
letters, and of other things; it parses each run of syllables by itself. Its stemmer alone looks at
neighbours, and only joins an ending to the predicate right before it; between two runs of syllables, though,
there is always something else (KoreanChunker, KoreanTokenizer and KoreanStemmer of open-korean-text 2.1.0).
So the tokens of a text are those of its runs, one after another.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bench.tokenizers.open_korean_text.library import Library


class Verbatim(NamedTuple):
    """A run that is a token as it stands: letters, digits, signs, or syllables after a number."""

    text: str


Run = str | Verbatim
"""A run of Hangul syllables to look for words in, or another."""

_CLEANED = re.compile(r"[ㄱ-ㅎㅏ-ㅣ가-힣 ]*")
_OF_CLEANED = re.compile(r"[가-힣]+|[ㄱ-ㅣ]+")


def is_cleaned(text: str) -> bool:
    """Whether a text is Hangul and spaces: it is cut without the library."""
    return _CLEANED.fullmatch(text) is not None


def runs_of_cleaned(text: str) -> list[Run]:
    """The runs of a cleaned text.

    Example:
        >>> runs_of_cleaned("재밌었어요ㅋㅋ 또 보자")
        ['재밌었어요', Verbatim(text='ㅋㅋ'), '또', '보자']
    """
    return [Verbatim(run) if run < "가" else run for run in _OF_CLEANED.findall(text)]


def runs_of(text: str, library: Library) -> list[Run]:
    """The runs of any text.

    Example:
        >>> runs_of("재밌었어요!", Library(stem=True))
        ['재밌었어요', Verbatim(text='!')]
    """
    return [run if kind == "Korean" else Verbatim(run) for run, kind in library.cut(text)]
