"""How a document becomes the symbols that a vocabulary counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


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


ANALYZERS: dict[str, Callable[[str], list[str]]] = {"tokens": str.split, "characters": list, "jamo": jamo}
"""By name: tokens joined by spaces, which is what a tokenizer gives; or, for ``raw`` text, its letters."""
