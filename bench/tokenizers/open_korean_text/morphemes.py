"""Chunks of Hangul to morphemes: the search, and what the library does before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bench.tokenizers.open_korean_text.grammar import ENDINGS, PREDICATES, Part
from bench.tokenizers.open_korean_text.lexicon import UNLISTED, Lexicon
from bench.tokenizers.open_korean_text.search import best_parses

_SYLLABLES_A_SEARCH = 2**15


def morphemes(chunks: Sequence[str], lexicon: Lexicon, *, stem: bool) -> list[str]:
    """The morphemes of each chunk, joined by spaces.

    Args:
        chunks: Runs of Hangul syllables; those of one length, where they follow each other, are parsed
            together.
        lexicon: What is known of words.
        stem: Give verbs and adjectives in their dictionary form.

    Returns:
        As many texts, in order.

    Example:
        >>> from bench.tokenizers.open_korean_text.lexicon import lexicon
        >>> morphemes(["재밌었어요", "영화를"], lexicon(), stem=True)
        ['재밌다', '영화 를']
    """
    return [" ".join(_written(parse, lexicon, stem)) for parse in _parses(chunks, lexicon)]


def _parses(chunks: Sequence[str], lexicon: Lexicon) -> Iterator[list[tuple[str, Part]]]:
    for length, alike in groupby(chunks, len):
        together = list(alike)
        at_once = max(_SYLLABLES_A_SEARCH // length, 1)
        for begin in range(0, len(together), at_once):
            yield from _parses_of_one_length(together[begin : begin + at_once], lexicon)


def _parses_of_one_length(chunks: Sequence[str], lexicon: Lexicon) -> Iterator[list[tuple[str, Part]]]:
    listed = [int(lexicon.parts[lexicon.rows.get(chunk, UNLISTED)]) for chunk in chunks]
    sought = [chunk for chunk, parts in zip(chunks, listed, strict=True) if not parts]
    searched = best_parses(sought, lexicon) if sought else iter(())
    for chunk, parts in zip(chunks, listed, strict=True):
        # A chunk that is a word itself is that word, of the part of speech with the lowest number.
        yield [(chunk, Part((parts & -parts).bit_length() - 1))] if parts else _collapsed(next(searched))


def _collapsed(parse: list[tuple[str, Part]]) -> list[tuple[str, Part]]:
    """Nouns of one syllable that follow each other are one: what was cut up so is a word nobody knows."""
    found: list[tuple[str, Part]] = []
    collapsing = False
    for text, part in parse:
        single = part is Part.NOUN and len(text) == 1
        if single and collapsing:
            text = found.pop()[0] + text
        found.append((text, part))
        collapsing = single
    return found


def _written(parse: list[tuple[str, Part]], lexicon: Lexicon, stem: bool) -> list[str]:
    """Morphemes as text, an ending joined to the verb or adjective right before it."""
    found: list[str] = []
    after_predicate = False
    for text, part in parse:
        if after_predicate and part in ENDINGS:
            if not stem:
                found[-1] += text
            continue
        after_predicate = part in PREDICATES
        found.append(lexicon.stems[part][text] if stem and after_predicate else text)
    return found
