"""The library itself, as konlpy calls it: for what is not done here."""

from __future__ import annotations

from typing import Any

from bench.tokenizers import jvm


class Library:
    """``OktInterface`` of konlpy and what it is made of.

    Args:
        stem: Give predicates in their dictionary form.

    Raises:
        MissingExtra: konlpy or Java is missing.

    Example:
        >>> Library(stem=True).tokenize("재밌었어요 10점!")
        ['재밌다', '10', '점', '!']
        >>> Library(stem=True).cut("재밌었어요 10점!")
        [('재밌었어요', 'Korean'), ('10', 'Number'), ('점', 'Korean'), ('!', 'Punctuation')]
    """

    def __init__(self, *, stem: bool) -> None:
        self._tagger: Any = jvm.java_class("kr.lucypark.okt.OktInterface")()
        self._chunker: Any = getattr(
            jvm.java_class("org.openkoreantext.processor.tokenizer.KoreanChunker$"), "MODULE$"
        )
        boolean: Any = jvm.java_class("java.lang.Boolean")
        self._norm, self._stem = boolean(False), boolean(stem)

    def tokenize(self, text: str) -> list[str]:
        """The tokens of a text."""
        tagged = self._tagger.tokenize(text, self._norm, self._stem).toArray()
        return [token.rsplit("/", 1)[0] for token in tagged]

    def normalize(self, text: str) -> str:
        """A text in the spelling of the dictionary, as far as the library knows it."""
        return str(self._tagger.normalize(text))

    def cut(self, text: str) -> list[tuple[str, str]]:
        """What a text is cut into before words are looked for, and what kind each is; spaces are left out."""
        if not text:
            return []
        # One text comes back for all, each as TEXT(KIND: OFFSET, LENGTH): a list crosses item by item.
        between = "\0" * (text.count("\0") + 1)
        written = str(self._chunker.chunk(text).mkString(between)).split(between)
        runs = [(run, kind.partition(":")[0]) for run, _, kind in (each.rpartition("(") for each in written)]
        return [(run, kind) for run, kind in runs if kind != "Space"]
