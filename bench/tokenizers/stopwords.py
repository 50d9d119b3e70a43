"""Stop words as data: ``datasets/stopwords/NAME.txt``."""

from __future__ import annotations

import hashlib
from functools import cache

from bench.errors import UnknownName
from bench.locations import datasets_dir

NONE = "none"


@cache
def stop_words(name: str) -> frozenset[str]:
    """The words of a list; ``"none"`` is the empty one.

    A list is a UTF-8 file, a word a line; ``#`` begins a comment.

    Args:
        name: The file's name without ``.txt``.

    Raises:
        UnknownName: No such list; names those there are.

    Example:
        >>> "는" in stop_words("korean-particles")
        True
    """
    if name == NONE:
        return frozenset()
    if name not in known_lists():
        known = ", ".join([NONE, *known_lists()])
        raise UnknownName(f"no list of stop words is named '{name}'", remedy=f"known: {known}")
    lines = (datasets_dir() / "stopwords" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def known_lists() -> list[str]:
    """The names of the lists there are."""
    return sorted(path.stem for path in (datasets_dir() / "stopwords").glob("*.txt"))


def version_suffix(name: str) -> str:
    """What a list adds to a tokenizer's version: its words' digest, for a list may be edited."""
    if name == NONE:
        return ""
    digest = hashlib.sha256("\n".join(sorted(stop_words(name))).encode()).hexdigest()
    return f"/stopwords-{digest[:12]}"


def without(tokens: list[str], stops: frozenset[str]) -> list[str]:
    """The tokens that are not stop words."""
    return [token for token in tokens if token not in stops] if stops else tokens
