"""Which words stand in no list of nouns and yet are not unknown: names, numbers, names as they are called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.tokenizers.open_korean_text.grammar import Part
from bench.tokenizers.open_korean_text.lexicon import Lexicon

_FIRST, _VOWELS, _CODAS = ord("가"), 21, 28
_VOWEL_I = 20
_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_CODA_OF = {
    letter: number for number, letter in enumerate(" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
}
_MOVED = np.array([0 if onset == "ㅇ" else _CODA_OF.get(onset, 0) for onset in _ONSETS])

_DIGITS = np.array([ord(digit) - _FIRST for digit in "일이삼사오육칠팔구천백십해경조억만"])
_LAST_DIGITS = np.array([ord(digit) - _FIRST for digit in "일이삼사오육칠팔구천백십해경조억만원배분초"])


def unknown_nouns(
    chunks: Sequence[str], syllables: NDArray[np.int32], rows: NDArray[np.int32], lexicon: Lexicon
) -> NDArray[np.bool_]:
    """Whether a word, taken for a noun, is one that the library does not know.

    Args:
        chunks: Chunks of one length.
        syllables: Their characters, counted from 가, (length, chunks).
        rows: The lexicon's row of each word, by its beginning and its size less one, (length, sizes, chunks).
        lexicon: What is known of words.

    Returns:
        In the shape of ``rows``.

    Reference:
        KoreanSubstantive.isName, isKoreanNumber and isKoreanNameVariation.
    """
    unknown: NDArray[np.bool_] = lexicon.parts[rows] & (1 << Part.NOUN) == 0
    digit, last_digit = np.isin(syllables, _DIGITS), np.isin(syllables, _LAST_DIGITS)
    called = _called_by(syllables)
    family, given = lexicon.family[rows], lexicon.given[rows]
    length, sizes = rows.shape[:2]
    for start in range(length):
        all_digits = np.ones(len(chunks), np.bool_)  # of the syllables before the last
        for size in range(1, min(sizes, length - start) + 1):
            end, here = start + size, unknown[start, size - 1]
            here &= ~(all_digits & last_digit[end - 1])
            all_digits &= digit[end - 1]
            if size in (3, 4):  # names and lists of names are nouns of the dictionary already
                here &= ~(family[start, size - 3] & given[end - 2, 1])
            if 3 <= size <= 5:
                for chunk in np.flatnonzero(here & called[end - 1]).tolist():
                    here[chunk] = not _is_called(chunks[chunk][start:end], lexicon)
    return unknown


def _called_by(syllables: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether the vowel 이 that names are called with may have drawn a coda to it, as in 우혀니."""
    onset, vowel, coda = syllables // (_VOWELS * _CODAS), syllables // _CODAS % _VOWELS, syllables % _CODAS
    called: NDArray[np.bool_] = (vowel == _VOWEL_I) & (coda == 0) & (_MOVED[onset] > 0)
    called[1:] &= coda[:-1] == 0
    called[:1] = False
    return called


def _is_called(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a name with 이 whose last coda moved to it: 우혀니 for 우현이."""
    moved = _MOVED[(ord(word[-1]) - _FIRST) // (_VOWELS * _CODAS)]
    name = word[:-2] + chr(ord(word[-2]) + int(moved))
    return lexicon.is_name(name + "이") or lexicon.is_name(name)
