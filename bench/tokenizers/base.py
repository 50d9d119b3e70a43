"""What every tokenizer offers, and how its tokens become the documents that models read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

Progress = Callable[[int], None]

SPACE_MARK = "▁"
"""Stands for a white-space character inside a token (U+2581, as in SentencePiece)."""

TEXT_MARK = "␞"
"""Stands between a document's tokens and its text where a model reads both (U+241E)."""

_SPACE = re.compile(r"\s")


class Tokenizer(Protocol):
    """Text to tokens. Options are the fields of a frozen dataclass.

    Equal options and an equal ``version`` mean equal tokens: caches rely on it.
    """

    @property
    def version(self) -> str:
        """Of the library, of the rule here, and of any data (stop words) that the options name."""
        ...

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The tokens of each text, in order; an empty text has none.

        Args:
            texts: Cleaned texts, never None.
            progress: Told, now and then, of how many more documents are done; the sum is ``len(texts)``.
        """
        ...


@runtime_checkable
class WritesDocuments(Protocol):
    """A tokenizer that makes documents itself: faster, or not of tokens at all (``raw``)."""

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
        """Each text as the string that models read."""
        ...


@runtime_checkable
class WorksInPortions(Protocol):
    """A tokenizer so slow that what it has done should outlive the process, and whose texts share no work."""

    @property
    def portion(self) -> int:
        """Texts that it is given at a time: some seconds of work, or a minute."""
        ...


def to_documents(tokenizer: Tokenizer, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
    """The documents that models read: each one string, its tokens joined by single spaces.

    Args:
        tokenizer: Any tokenizer; its own ``documents`` is used where it offers one.
        texts: Cleaned texts, never None.
        progress: Told of how many more documents are done.

    Returns:
        As many strings as there are texts; ``""`` for a text without tokens.

    Example:
        >>> from bench.tokenizers.words import Words
        >>> to_documents(Words(), ["Free entry: win!", ""])
        ['free entry win', '']
    """
    if isinstance(tokenizer, WritesDocuments):
        return tokenizer.documents(texts, progress)
    return [join_tokens(tokens) for tokens in tokenizer.tokenize(texts, progress)]


def join_tokens(tokens: Sequence[str]) -> str:
    """Tokens joined by single spaces, so that ``split()`` gives them back.

    White space inside a token becomes U+2581, character by character; empty tokens are left out.

    Example:
        >>> join_tokens(["New York", "won"])
        'New▁York won'
    """
    joined = " ".join(tokens)
    if joined.split() == list(tokens):  # the common case, decided in C
        return joined
    return " ".join(_SPACE.sub(SPACE_MARK, token) for token in tokens if token)


def halves(document: str) -> tuple[str, str]:
    """Tokens, joined by single spaces, and text of a document that holds both; any other document is both.

    Example:
        >>> halves("so good ␞ So good!!!"), halves("so good")
        (('so good', 'So good!!!'), ('so good', 'so good'))
    """
    tokens, mark, text = document.partition(f" {TEXT_MARK} ")
    return (tokens, text) if mark else (document, document)


def each(
    texts: Iterable[str], rule: Callable[[str], list[str]], progress: Progress | None = None, every: int = 256
) -> list[list[str]]:
    """Apply a rule to each text that is not empty, and report every so many documents."""
    found: list[list[str]] = []
    for text in texts:
        found.append(rule(text) if text else [])
        if progress and len(found) % every == 0:
            progress(every)
    if progress and len(found) % every:
        progress(len(found) % every)
    return found
