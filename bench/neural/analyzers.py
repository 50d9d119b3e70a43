"""How a document becomes the symbols that a vocabulary counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bench.tokenizers.base import TEXT_MARK, halves


def jamo(document: str) -> list[str]:
    """The letters of a text: Hangul syllables as their two or three jamo, all else as it is.

    By Unicode's compatibility decomposition, so that a lone ``ㅋ`` and the first letter of ``크`` are the
    same symbol. Spaces count as letters.

    Example:
        >>> len(jamo("굿")), len(jamo("좋아 ㅋㅋ"))
        (3, 8)
        >>> jamo("ㅋ")[0] == jamo("크")[0]
        True

    Reference:
        The Unicode Standard, section 3.12, "Conjoining jamo behavior"; annex 15, form NFKD.
    """
    return list(unicodedata.normalize("NFKD", document))


def character_ngrams(document: str) -> list[str]:
    """The runs of one to five characters of a text, each once; spaces count as characters.

    Example:
        >>> character_ngrams("좋아")
        ['좋', '아', '좋아']
    """
    return list(
        dict.fromkeys(document[at : at + n] for n in range(1, 6) for at in range(len(document) - n + 1))
    )


def token_ngrams(document: str) -> list[str]:
    """The runs of one to three tokens of a document, each once.

    Example:
        >>> token_ngrams("so so good")
        ['so', 'good', 'so so', 'so good', 'so so good']
    """
    tokens = document.split()
    return list(
        dict.fromkeys(" ".join(tokens[at : at + n]) for n in range(1, 4) for at in range(len(tokens) - n + 1))
    )


def token_and_character_ngrams(document: str) -> list[str]:
    """The runs of one to three tokens and of one to five characters, each once, told apart by a mark.

    Of a document that holds tokens beside their text (tokenizer ``beside-text``), the characters are the
    text's; of any other, its own.

    Example:
        >>> token_and_character_ngrams("좋 다 ␞ 좋아")
        ['좋␞', '다␞', '좋 다␞', '좋', '아', '좋아']
    """
    tokens, text = halves(document)
    return [*(run + TEXT_MARK for run in token_ngrams(tokens)), *character_ngrams(text)]


ANALYZERS: dict[str, Callable[[str], list[str]]] = {
    "tokens": str.split,
    "token-ngrams": token_ngrams,
    "characters": list,
    "character-ngrams": character_ngrams,
    "jamo": jamo,
    "token-and-character-ngrams": token_and_character_ngrams,
}
"""By name. Of tokens joined by spaces, which is what a tokenizer gives: ``tokens`` and ``token-ngrams``; of
``raw`` text: ``characters``, ``character-ngrams`` and ``jamo``; of both: the last."""
