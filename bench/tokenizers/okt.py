"""Okt (Open Korean Text): what konlpy's ``Okt.morphs`` gives, each distinct piece analysed once.

Why pieces may be analysed apart. Okt normalises runs of Korean characters one at a time, cuts the text at
white space before it looks for words, and parses each cut by itself; its stemmer alone looks at neighbours,
and only joins an ending to the predicate right before it, which white space between them prevents
(KoreanNormalizer, KoreanChunker, KoreanTokenizer and KoreanStemmer of open-korean-text 2.1.0). So the tokens
of a text are those of its white-space separated pieces, one after another. This is relied upon for cleaned
text (Hangul and spaces) only, where it was compared with konlpy on all 200,000 reviews of NSMC; any other
text is analysed whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bench.catalogue import tokenizer
from bench.tokenizers import jvm
from bench.tokenizers.base import Progress, join_tokens
from bench.tokenizers.libraries import version_of
from bench.tokenizers.okt_spelling import needs_no_normalising
from bench.tokenizers.stopwords import NONE, stop_words, version_suffix, without
from bench.tokenizers.threads import map_batches

_CLEANED = re.compile(r"[ㄱ-ㅎㅏ-ㅣ가-힣 ]*")

# Many pieces cross into Java as one text, a lone number between each two: cleaned text holds no digits,
# so the number's token marks where one piece's tokens end.
_MARK = "1"
_MARK_TOKEN = "1/Number"
_BATCH = 400


@tokenizer("okt")
@dataclass(frozen=True)
class Okt:
    """Morphemes by Okt.

    Args:
        stem: Give predicates in their dictionary form (``재밌었다`` as ``재밌다``).
        norm: Normalise colloquial spelling first (``안됔ㅋㅋ`` as ``안돼ㅋㅋ``); off, as in konlpy.
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: konlpy or Java is missing.
        UnknownName: No such list of stop words.

    Example:
        >>> Okt().tokenize(["이 영화 정말 재밌었어요"])
        [['이', '영화', '정말', '재밌다']]

    Reference:
        konlpy.tag.Okt.morphs, https://konlpy.org; https://github.com/open-korean-text/open-korean-text.
    """

    stem: bool = True
    norm: bool = False
    stopwords: str = NONE

    @property
    def version(self) -> str:
        return f"{version_of('konlpy', 'korean')}/okt-1{version_suffix(self.stopwords)}"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, as a loop over ``konlpy.tag.Okt().morphs`` gives them."""
        pieces = [_pieces(text) for text in texts]
        tokens = self._analyse(pieces, progress)
        return [list(chain.from_iterable(map(tokens.__getitem__, parts))) for parts in pieces]

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
        """Each text as its morphemes joined by spaces; pieces are joined once each."""
        pieces = [_pieces(text) for text in texts]
        joined = {piece: join_tokens(tokens) for piece, tokens in self._analyse(pieces, progress).items()}
        return [" ".join(filter(None, map(joined.__getitem__, parts))) for parts in pieces]

    def _analyse(self, pieces: Sequence[Sequence[str]], progress: Progress | None) -> dict[str, list[str]]:
        """The tokens of every distinct piece."""
        stops = stop_words(self.stopwords)
        # Neighbours share beginnings, and so what Okt looks up for them is still in the processor's cache.
        distinct = sorted(set(chain.from_iterable(pieces)))
        if not distinct:
            if progress:
                progress(len(pieces))
            return {}
        morphs = _Morphs(self.norm, self.stem)
        found = map_batches(morphs, distinct, _BATCH, total=len(pieces), progress=progress)
        return {piece: without(tokens, stops) for piece, tokens in zip(distinct, found, strict=True)}


def _pieces(text: str) -> list[str]:
    """What is analysed by itself: the pieces of a cleaned text, otherwise the text."""
    if _CLEANED.fullmatch(text):
        return text.split()
    return [text]


class _Morphs:
    """``OktInterface.tokenize`` over a batch of pieces: a call or two of Java for all that are cleaned."""

    def __init__(self, norm: bool, stem: bool) -> None:
        self._tagger: Any = jvm.java_class("kr.lucypark.okt.OktInterface")()
        self._join: Any = jvm.java_class("java.lang.String").join
        self._boolean: Any = jvm.java_class("java.lang.Boolean")
        self._stem = self._boolean(stem)
        self._norm = norm
        self._plain = needs_no_normalising() if norm else _CLEANED.fullmatch

    def __call__(self, batch: Sequence[str]) -> list[list[str]]:
        cleaned = [piece for piece in batch if _CLEANED.fullmatch(piece)]
        plain = [piece for piece in cleaned if self._plain(piece)]
        tokens = self._together(plain, norm=False)
        tokens |= self._together([piece for piece in cleaned if piece not in tokens], norm=self._norm)
        tokens |= {text: self._alone(text, self._norm) for text in batch if text not in tokens}
        return [tokens[piece] for piece in batch]

    def _together(self, pieces: list[str], *, norm: bool) -> dict[str, list[str]]:
        if not pieces:
            return {}
        # One string comes back for the whole batch: a Java list crosses item by item.
        tagged = self._join("\n", self._tokenize(f" {_MARK} ".join(pieces), norm)).split("\n")
        found: list[list[str]] = [[]]
        for token in tagged:
            if token == _MARK_TOKEN:
                found.append([])
            else:
                found[-1].append(token.rsplit("/", 1)[0])
        if len(found) != len(pieces):  # should Okt ever treat the mark otherwise
            return {piece: self._alone(piece, norm) for piece in pieces}
        return dict(zip(pieces, found, strict=True))

    def _alone(self, text: str, norm: bool) -> list[str]:
        return [token.rsplit("/", 1)[0] for token in self._tokenize(text, norm).toArray()]

    def _tokenize(self, text: str, norm: bool) -> Any:
        return self._tagger.tokenize(text, self._boolean(norm), self._stem)
