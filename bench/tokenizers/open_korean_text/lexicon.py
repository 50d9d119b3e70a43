"""The words that Open Korean Text knows, read from it once a process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.tokenizers import jvm
from bench.tokenizers.open_korean_text.grammar import PREDICATES, Part

JAR = "open-korean-text-2.1.0.jar"
"""The release whose search this package does."""

UNLISTED = 0
"""The row of every word that is in no dictionary."""

_FREQUENCY = re.compile(r"(?:^\{|, )([가-힣]+)=([0-9.E-]+)")


@dataclass(frozen=True)
class Lexicon:
    """What is known of each word, by row.

    Args:
        rows: The row of each word; any other's is ``UNLISTED``.
        parts: Its parts of speech, a bit each: ``1 << part``, (words,).
        rarity: One less the relative frequency of a noun, (words,).
        family: Whether it is a family name, (words,).
        given: Whether it is a given name, (words,).
        names: Given names, and full names of the known.
        stems: The dictionary form of each conjugated verb and adjective.
    """

    rows: dict[str, int]
    parts: NDArray[np.uint16]
    rarity: NDArray[np.float32]
    family: NDArray[np.bool_]
    given: NDArray[np.bool_]
    names: frozenset[str]
    stems: dict[Part, dict[str, str]]

    def is_name(self, text: str) -> bool:
        """Whether a text is a name, or a family name of one or two syllables and a given name of two."""
        if text in self.names:
            return True
        if len(text) not in (3, 4):
            return False
        family, given = self.rows.get(text[:-2], UNLISTED), self.rows.get(text[-2:], UNLISTED)
        return bool(self.family[family] and self.given[given])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon | None:
    """The lexicon, or None where konlpy brings another release of the library.

    Raises:
        MissingExtra: konlpy or Java is missing.
    """
    if not any(Path(entry).name == JAR for entry in jvm.class_path()):
        return None
    provider: Any = getattr(
        jvm.java_class("org.openkoreantext.processor.util.KoreanDictionaryProvider$"), "MODULE$"
    )
    parts: dict[str, int] = {}
    for part, listed in _java_entries(provider.koreanDictionary()):
        for word in _words(listed):
            parts[word] = parts.get(word, 0) | 1 << int(part.id())
    frequencies = {
        word: float(value) for word, value in _FREQUENCY.findall(str(provider.koreanEntityFreq().toString()))
    }
    named = {str(kind.name()): _words(listed) for kind, listed in _scala_entries(provider.nameDictionary())}
    stems = {
        Part(int(part.id())): dict(line.split(" -> ") for line in str(forms.mkString("\n")).split("\n"))
        for part, forms in _scala_entries(provider.predicateStems())
    }
    assert set(stems) == set(PREDICATES)
    family, given = named["family_name"], named["given_name"]
    words = list({**parts, **frequencies, **dict.fromkeys(family | given)})
    return Lexicon(
        rows={word: row for row, word in enumerate(words, start=1)},
        parts=np.array([0, *(parts.get(word, 0) for word in words)], np.uint16),
        rarity=np.float32(1) - np.array([0, *(frequencies.get(word, 0) for word in words)], np.float32),
        family=np.array([False, *(word in family for word in words)]),
        given=np.array([False, *(word in given for word in words)]),
        names=frozenset(given | named["full_name"]),
        stems=stems,
    )


def _words(listed: Any) -> set[str]:
    """The words of one of the library's sets, which cross from Java as one text."""
    return set(str(listed.toString())[1:-1].split(", "))


def _java_entries(table: Any) -> Iterator[tuple[Any, Any]]:
    for entry in table.entrySet():
        yield entry.getKey(), entry.getValue()


def _scala_entries(table: Any) -> Iterator[tuple[Any, Any]]:
    entries = table.iterator()
    while entries.hasNext():
        entry = entries.next()
        yield entry._1(), entry._2()
