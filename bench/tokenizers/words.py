"""Words by the rule of the Keras ``Tokenizer``, which published English figures rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress, each

FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'
_TO_SPACE = str.maketrans(dict.fromkeys(FILTERS, " "))


@tokenizer("words")
@dataclass(frozen=True)
class Words:
    """Lower-case, punctuation to spaces, split on the space alone; the apostrophe stays.

    Args:
        lower: Fold case first.

    Example:
        >>> Words().tokenize(["Don't PANIC, it's free-of-charge"])
        [["don't", 'panic', "it's", 'free', 'of', 'charge']]

    Reference:
        ``text_to_word_sequence`` in Keras, keras/src/legacy/preprocessing/text.py. As there, white space
        other than space, tab and newline does not separate.
    """

    lower: bool = True

    @property
    def version(self) -> str:
        return "keras-words/1"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The words of each text."""
        return each(texts, self._words, progress)

    def _words(self, text: str) -> list[str]:
        folded = text.lower() if self.lower else text
        return [word for word in folded.translate(_TO_SPACE).split(" ") if word]
