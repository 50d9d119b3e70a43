"""Which part of speech may follow which: the automaton that a parse walks through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Part(IntEnum):
    """Parts of speech, with the library's numbers: among parses of one penalty the lower sum of them wins."""

    NOUN = 0
    VERB = 1
    ADJECTIVE = 2
    ADVERB = 3
    DETERMINER = 4
    EXCLAMATION = 5
    JOSA = 6
    EOMI = 7
    PRE_EOMI = 8
    CONJUNCTION = 9
    MODIFIER = 10
    VERB_PREFIX = 11
    SUFFIX = 12


SUFFIXES = (Part.SUFFIX, Part.EOMI, Part.JOSA, Part.PRE_EOMI)
PREDICATES = (Part.VERB, Part.ADJECTIVE)
ENDINGS = (Part.EOMI, Part.PRE_EOMI)

_Word = tuple[tuple[Part, str], ...]
_P = Part
_WORDS: tuple[_Word, ...] = (
    # Each part with how often it comes: 0 at most once, 1 once, * any number of times, + once or more.
    # The order of the words decides between parses that are equal in all else.
    ((_P.VERB_PREFIX, "*"), (_P.ADJECTIVE, "1"), (_P.PRE_EOMI, "*"), (_P.EOMI, "0")),
    ((_P.DETERMINER, "0"), (_P.MODIFIER, "*"), (_P.NOUN, "1"), (_P.SUFFIX, "0"), (_P.JOSA, "0")),
    ((_P.ADVERB, "1"),),
    ((_P.EXCLAMATION, "+"),),
    ((_P.VERB_PREFIX, "*"), (_P.VERB, "1"), (_P.PRE_EOMI, "*"), (_P.EOMI, "0")),
    ((_P.CONJUNCTION, "1"),),
    ((_P.JOSA, "1"),),
)

START = 0
"""The state before the first morpheme; every other state is the morpheme last taken."""


@dataclass(frozen=True)
class Grammar:
    """An automaton whose steps are morphemes. Arrays are indexed by state, or by state and step.

    Args:
        part: The part of speech taken last, (states,).
        leads_to: The state a step leads to, (states, steps).
        takes: The part of speech of a step as a bit, ``1 << part``, (states, steps); 0 where there is none.
        new_word: 1.0 where a step begins another word, (states, steps).
    """

    part: NDArray[np.uint8]
    leads_to: NDArray[np.uint8]
    takes: NDArray[np.uint16]
    new_word: NDArray[np.float32]

    @property
    def nowhere(self) -> int:
        """The state without steps: that of a parse that does not exist."""
        return len(self.part) - 1


def _grammar() -> Grammar:
    part: list[int] = [0]  # of each state; START has none
    within: list[list[int]] = [[]]  # where a state leads to in its word
    complete = [False]  # whether its word may end there
    beginnings: list[int] = []
    for word in _WORDS:
        first = len(part)
        beginnings += _reachable(word, 0, first)
        for place, (taken, times) in enumerate(word):
            again = [first + place] if times in "*+" else []
            part.append(taken)
            within.append(again + _reachable(word, place + 1, first))
            complete.append(all(rest in "0*" for _, rest in word[place + 1 :]))
    within[START] = beginnings
    part.append(0)  # nowhere
    width = max(
        len(going_on) + len(beginnings) * may_end for going_on, may_end in zip(within, complete, strict=True)
    )
    shape = (len(part), width)
    leads_to, takes = np.zeros(shape, np.uint8), np.zeros(shape, np.uint16)
    new_word = np.zeros(shape, np.float32)
    for state, (going_on, may_end) in enumerate(zip(within, complete, strict=True)):
        targets = going_on + (beginnings if may_end else [])
        leads_to[state, : len(targets)] = targets
        takes[state, : len(targets)] = [1 << part[target] for target in targets]
        new_word[state, len(going_on) : len(targets)] = 1
    return Grammar(np.array(part, np.uint8), leads_to, takes, new_word)


def _reachable(word: _Word, at: int, first: int) -> list[int]:
    """The states to be in next where all of a word before a place is done with; its first state is given."""
    states = []
    for place in range(at, len(word)):
        states.append(first + place)
        if word[place][1] in "1+":
            break
    return states


GRAMMAR = _grammar()
