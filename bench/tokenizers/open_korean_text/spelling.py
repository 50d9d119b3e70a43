"""Which pieces Okt's normaliser leaves as they are: it takes a third of Okt's time and changes few."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bench.tokenizers import jvm
from bench.tokenizers.open_korean_text.library import Library
from bench.tokenizers.open_korean_text.runs import is_cleaned

_SYLLABLES = re.compile(r"[가-힣]+")
_REPEATS = re.compile(r"(.)\1{3}|(..)\2{2}")
_BASE, _CODAS, _NIEUN = ord("가"), 28, 4


def normalised(texts: Sequence[str], library: Library) -> list[str]:
    """Each text as the library's normaliser spells it; a word of cleaned texts is normalised once."""
    unchanged = needs_no_normalising()
    cleaned = [is_cleaned(text) for text in texts]
    words = {word for text, clean in zip(texts, cleaned, strict=True) if clean for word in text.split()}
    spelled = {word: word if unchanged(word) else library.normalize(word) for word in words}
    return [
        " ".join(map(spelled.__getitem__, text.split())) if clean else library.normalize(text)
        for text, clean in zip(texts, cleaned, strict=True)
    ]


def needs_no_normalising() -> Callable[[str], bool]:
    """A test that is true only of pieces that Okt's normaliser returns unchanged.

    It may be false of a piece that would not change: such a piece is merely normalised in vain. The steps
    of the normaliser are ruled out one after another: endings before ㅋ, ㅎ, ㅠ and ㅜ, repeated characters
    and pairs, a noun contracted with ㄴ before 데, 가 or 지, and Okt's list of typing mistakes.

    Reference:
        KoreanNormalizer.normalizeKoreanChunk of open-korean-text 2.1.0.
    """
    typos = _typos()
    lengths = sorted({len(typo) for typo in typos})

    def unchanged(piece: str) -> bool:
        if not _SYLLABLES.fullmatch(piece) or _REPEATS.search(piece):
            return False
        if piece[-1] in "데가지" and len(piece) > 1 and (ord(piece[-2]) - _BASE) % _CODAS == _NIEUN:
            return False
        return not any(
            piece[at : at + length] in typos for length in lengths for at in range(len(piece) - length + 1)
        )

    return unchanged


def _typos() -> frozenset[str]:
    """The misspellings that Okt knows, from its own dictionary."""
    provider = jvm.java_class("org.openkoreantext.processor.util.KoreanDictionaryProvider$")
    by_length = getattr(provider, "MODULE$").typoDictionaryByLength().valuesIterator()
    found: set[str] = set()
    while by_length.hasNext():
        typos = by_length.next().keysIterator()
        while typos.hasNext():
            found.add(str(typos.next()))
    return frozenset(found)
