"""The parse with the lowest penalty of each of many chunks, found by one beam search for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bench.tokenizers.open_korean_text.grammar import GRAMMAR, START, SUFFIXES, Part
from bench.tokenizers.open_korean_text.lexicon import UNLISTED, Lexicon
from bench.tokenizers.open_korean_text.nouns import unknown_nouns

BEAM = 5
"""Parses kept of each beginning of a chunk."""

LONGEST_WORD = 8

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]


class Trait(IntEnum):
    """What a parse is judged by, as sums over its morphemes."""

    MORPHEMES = 0
    UNKNOWN = 1
    WORDS = 2
    UNKNOWN_SYLLABLES = 3
    RARITY = 4
    NO_NOUNS = 5
    DETERMINERS = 6
    EXCLAMATIONS = 7
    BEGINS_WITH_SUFFIX = 8
    NO_HA = 9
    UNFIT_JOSA = 10
    PARTS = 11


def _penalty(trait: Floats, preferred: NDArray[np.bool_]) -> Floats:
    """The penalty of parses, in single precision and in the library's order: their sums round alike.

    Reference:
        ParsedChunk.score with the weights of TokenizerProfile.
    """
    morphemes = trait[Trait.MORPHEMES]
    terms = (
        (morphemes, 0.18),
        (trait[Trait.UNKNOWN], 0.3),
        (trait[Trait.WORDS], 0.3),
        (trait[Trait.UNKNOWN_SYLLABLES], 0.5),
        (trait[Trait.RARITY] / morphemes, 0.2),
        (morphemes > 1, 0.5),
        (trait[Trait.NO_NOUNS] > 0, 0.1),
        (~preferred, 0.6),
        (trait[Trait.DETERMINERS], -0.01),
        (trait[Trait.EXCLAMATIONS], 0.01),
        (trait[Trait.BEGINS_WITH_SUFFIX], 0.2),
        (trait[Trait.NO_HA], 0.3),
        (trait[Trait.UNFIT_JOSA] > 0, 3.0),
    )
    total: Floats = np.zeros_like(morphemes)
    for values, weight in terms:
        total += values * np.float32(weight)
    return total


_PARTS = tuple(Part)
_IS_SUFFIX = np.isin(np.arange(len(Part)), SUFFIXES)
_BEFORE_HA = np.isin(np.arange(len(Part)), (Part.NOUN, Part.VERB_PREFIX))
_CODAS, _FIRST, _LAST, _RIEUL = 28, ord("가"), ord("힣"), 8


def _one_of(syllables: str) -> NDArray[np.bool_]:
    """Of every Hangul syllable, whether it is one of these."""
    return np.isin(np.arange(_FIRST, _LAST + 1), list(map(ord, syllables)))


_HA, _RO, _EU, _AFTER_NO_CODA, _AFTER_CODA = map(_one_of, ("하해", "로", "으", "는를다", "은을이"))


def best_parses(chunks: Sequence[str], lexicon: Lexicon) -> Iterator[list[tuple[str, Part]]]:
    """The best parse of each chunk: its morphemes and their parts of speech.

    Args:
        chunks: Hangul syllables, as many in each; thousands are best.
        lexicon: What is known of words.

    Returns:
        As many parses, in order.

    Example:
        >>> from bench.tokenizers.open_korean_text.lexicon import lexicon
        >>> [[(text, part.name) for text, part in parse] for parse in best_parses(["영화는"], lexicon())]
        [[('영화', 'NOUN'), ('는', 'JOSA')]]

    Reference:
        KoreanTokenizer.findTopCandidates.
    """
    beams = _Beams(_Chunks.of(chunks, lexicon))
    for end in range(1, len(chunks[0]) + 1):
        beams.advance(end)
    return beams.best(chunks)


@dataclass(frozen=True)
class _Chunks:
    """Chunks of one length; what is known of each word in them, by its beginning and its size less one."""

    syllables: NDArray[np.int32]  # (length, chunks), from 가 on
    parts: NDArray[np.uint16]  # (length, LONGEST_WORD, chunks), a bit for each part of speech
    unknown: NDArray[np.bool_]  # the same shape: as a noun
    rarity: Floats  # the same shape: as a noun

    @classmethod
    def of(cls, chunks: Sequence[str], lexicon: Lexicon) -> _Chunks:
        length, row_of = len(chunks[0]), lexicon.rows.get
        rows = np.full((length, LONGEST_WORD, len(chunks)), UNLISTED, np.int32)
        for start in range(length):
            for end in range(start + 1, min(start + LONGEST_WORD, length) + 1):
                rows[start, end - start - 1] = [row_of(chunk[start:end], UNLISTED) for chunk in chunks]
        codes = np.frombuffer("".join(chunks).encode("utf-32-le"), np.int32)
        syllables = codes.reshape(len(chunks), length).T - _FIRST
        return cls(
            syllables=syllables,
            parts=lexicon.parts[rows] | np.uint16(1 << Part.NOUN),  # anything may be a noun
            unknown=unknown_nouns(chunks, syllables, rows, lexicon),
            rarity=lexicon.rarity[rows],
        )


class _Beams:
    """The best parses of every beginning of every chunk.

    A parse is a place in flat arrays: that of (chunk, end, rank).
    """

    def __init__(self, chunks: _Chunks) -> None:
        self._chunks = chunks
        length, self._count = chunks.syllables.shape
        self._shape = (self._count, length + 1, BEAM)
        self._state = np.full(self._shape, GRAMMAR.nowhere, np.uint8)
        self._state[:, 0, 0] = START
        self._trait = np.zeros((len(Trait), self._state.size), np.float32)
        self._trait[[Trait.WORDS, Trait.NO_HA]] = 1
        self._parent = np.full(self._state.size, -1)

    def advance(self, end: int) -> None:
        """Find the best parses up to a place, those of every place before being found."""
        parent, step, start = self._steps_to(end)
        chunk = parent // (self._shape[1] * BEAM)
        before = self._state.ravel()[parent]
        state = GRAMMAR.leads_to[before, step]
        trait, preferred = self._judge(parent, state, chunk, start, end)
        trait[Trait.WORDS] += GRAMMAR.new_word[before, step]
        penalty = _penalty(trait, preferred)
        # One number to sort by: the chunk, the penalty (the bits of positive floats order as they do), the
        # parts of speech. A stable sort leaves equals in the order of the library, in which they were made.
        bits = (max(Part) * end).bit_length()  # of the largest sum of parts of speech
        worth = penalty.view(np.int32).astype(np.int64) << bits | trait[Trait.PARTS].astype(np.int64)
        key = chunk << 31 + bits | worth
        order = np.argsort(key, kind="stable")
        first = np.searchsorted(chunk[order], np.arange(self._count + 1))
        rank = np.arange(len(order)) - first[chunk[order]]
        kept = order[rank < BEAM]
        place = (chunk[kept] * self._shape[1] + end) * BEAM + rank[rank < BEAM]
        self._state.ravel()[place] = state[kept]
        self._trait[:, place] = trait[:, kept]
        self._parent[place] = parent[kept]

    def _steps_to(self, end: int) -> tuple[Integers, Integers, Integers]:
        """Every step of a parse that ends here: the parse, the grammar's step, where its morpheme begins."""
        parents, steps, starts = [], [], []
        width = GRAMMAR.takes.shape[1]
        for start in range(end - 1, max(end - LONGEST_WORD, 0) - 1, -1):
            takes = GRAMMAR.takes[self._state[:, start]]  # (chunks, beam, steps)
            fits = takes & self._chunks.parts[start, end - start - 1, :, None, None] != 0
            rank, step = np.divmod(np.flatnonzero(fits), width)
            chunk, rank = np.divmod(rank, BEAM)
            parents.append((chunk * self._shape[1] + start) * BEAM + rank)
            steps.append(step)
            starts.append(np.full(len(step), start))
        return np.concatenate(parents), np.concatenate(steps), np.concatenate(starts)

    def _judge(
        self, parent: Integers, state: NDArray[np.uint8], chunk: Integers, start: Integers, end: int
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """The traits of parses with one morpheme more, and whether each is a noun with a josa, no more."""
        part, part_before = GRAMMAR.part[state], GRAMMAR.part[self._state.ravel()[parent]]
        trait = self._trait.take(parent, axis=1)
        is_first, is_second = trait[Trait.MORPHEMES] == 0, trait[Trait.MORPHEMES] == 1
        is_noun = part == Part.NOUN
        size = end - start
        unknown = is_noun & self._chunks.unknown[start, size - 1, chunk]
        head = self._chunks.syllables[start, chunk]
        after_noun = (part == Part.JOSA) & (part_before == Part.NOUN) & ~is_first
        trait[Trait.MORPHEMES] += 1
        trait[Trait.UNKNOWN] += unknown
        trait[Trait.UNKNOWN_SYLLABLES] += unknown * size
        trait[Trait.RARITY] += np.where(is_noun, self._chunks.rarity[start, size - 1, chunk], np.float32(1))
        trait[Trait.NO_NOUNS] += ~is_noun
        trait[Trait.DETERMINERS] += part == Part.DETERMINER
        trait[Trait.EXCLAMATIONS] += part == Part.EXCLAMATION
        trait[Trait.BEGINS_WITH_SUFFIX] += is_first & _IS_SUFFIX[part]
        trait[Trait.NO_HA] -= is_second & (part == Part.VERB) & _BEFORE_HA[part_before] & _HA[head]
        josa = np.flatnonzero(after_noun)
        trait[Trait.UNFIT_JOSA, josa] += self._unfit(chunk[josa], start[josa], end)
        trait[Trait.PARTS] += part
        return trait, is_second & after_noun

    def _unfit(self, chunk: Integers, start: Integers, end: int) -> NDArray[np.bool_]:
        """Whether a josa is one that does not go with the coda of the noun before it.

        Reference:
            ParsedChunk.josaMismatched.
        """
        head = self._chunks.syllables[start, chunk]
        coda = self._chunks.syllables[start - 1, chunk] % _CODAS
        alone = end - start == 1
        after_coda = ((coda != _RIEUL) & _RO[head]) | (alone & _AFTER_NO_CODA[head])
        after_none = _EU[head] | (alone & _AFTER_CODA[head])
        unfit: NDArray[np.bool_] = np.where(coda > 0, after_coda, after_none)
        return unfit

    def best(self, chunks: Sequence[str]) -> Iterator[list[tuple[str, Part]]]:
        """The first parse of each whole chunk."""
        place = (np.arange(1, self._count + 1) * self._shape[1] - 1) * BEAM
        ends, parts = [], []  # of each chunk's last morpheme, of the one before it, and so on
        while np.any(end := place // BEAM % self._shape[1]):
            ends.append(end.tolist())
            parts.append(GRAMMAR.part[self._state.ravel()[place]].tolist())
            place = np.where(end, self._parent[place], place)
        for chunk, *found in zip(chunks, *reversed(ends), *reversed(parts), strict=True):
            parse, start = [], 0
            for end, part in zip(found[: len(ends)], found[len(ends) :], strict=True):
                if end:
                    parse.append((chunk[start:end], _PARTS[part]))
                    start = end
            yield parse
