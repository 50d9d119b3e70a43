"""Okt (Open Korean Text): what konlpy's ``Okt.morphs`` gives, each distinct run of Hangul analysed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from bench.catalogue import tokenizer
from bench.tokenizers.base import Progress, join_tokens
from bench.tokenizers.libraries import version_of
from bench.tokenizers.open_korean_text.lexicon import Lexicon, lexicon
from bench.tokenizers.open_korean_text.library import Library
from bench.tokenizers.open_korean_text.morphemes import morphemes
from bench.tokenizers.open_korean_text.runs import Run, Verbatim, is_cleaned, runs_of, runs_of_cleaned
from bench.tokenizers.open_korean_text.spelling import normalised
from bench.tokenizers.stopwords import NONE, stop_words, version_suffix, without
from bench.tokenizers.threads import map_batches

_CHUNKS_A_BATCH, _TEXTS_A_BATCH = 4096, 100

T = TypeVar("T")


@tokenizer("okt")
@dataclass(frozen=True)
class Okt:
    """Morphemes by Okt.

    Args:
        stem: Give predicates in their dictionary form (``재밌었다`` as ``재밌다``).
        norm: Normalise colloquial spelling first (``안됔ㅋㅋ`` as ``안돼ㅋㅋ``); off, as in konlpy.
        stopwords: A list of stop words to drop, or ``"none"``.

    Raises:
        MissingExtra: konlpy or Java is missing.
        UnknownName: No such list of stop words.

    Example:
        >>> Okt().tokenize(["이 영화 정말 재밌었어요"])
        [['이', '영화', '정말', '재밌다']]

    Reference:
        konlpy.tag.Okt.morphs, https://konlpy.org; https://github.com/open-korean-text/open-korean-text.
    """

    stem: bool = True
    norm: bool = False
    stopwords: str = NONE

    @property
    def version(self) -> str:
        return f"{version_of('konlpy', 'korean')}/okt-1{version_suffix(self.stopwords)}"

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        """The morphemes of each text, as a loop over ``konlpy.tag.Okt().morphs`` gives them."""
        runs, tokens = self._analyse(texts, progress)
        return [list(chain.from_iterable(map(tokens.__getitem__, found))) for found in runs]

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> list[str]:
        """Each text as its morphemes joined by spaces; those of a run are joined once."""
        runs, tokens = self._analyse(texts, progress)
        joined = {run: join_tokens(found) for run, found in tokens.items()}
        return [" ".join(filter(None, map(joined.__getitem__, found))) for found in runs]

    def _analyse(self, texts: Sequence[str], progress: Progress | None) -> _Analysis:
        library, words, stops = Library(stem=self.stem), lexicon(), stop_words(self.stopwords)
        if self.norm:
            texts = normalised(texts, library)
        if words is None:  # how another release of the library cuts a text is not known
            runs, tokens = _whole(texts, library, progress)
        else:
            runs, tokens = _by_runs(texts, library, words, self.stem, progress)
        return runs, {run: without(of_run, stops) for run, of_run in tokens.items()} if stops else tokens


_Analysis = tuple[Sequence[Sequence[Run]], dict[Run, list[str]]]
"""The runs of each text, and the tokens of every distinct run."""


def _whole(texts: Sequence[str], library: Library, progress: Progress | None) -> _Analysis:
    """Every text as one run, which the library makes tokens of."""
    found = map_batches(_each(library.tokenize), texts, _TEXTS_A_BATCH, len(texts), progress)
    return [[text] for text in texts], dict(zip(texts, found, strict=True))


def _by_runs(
    texts: Sequence[str], library: Library, words: Lexicon, stem: bool, progress: Progress | None
) -> _Analysis:
    """Every text cut into runs, and each distinct run of Hangul searched."""
    uncleaned = [text for text in texts if not is_cleaned(text)]
    told = len(uncleaned) // 2  # of the documents, for cutting; the rest for looking for words
    cut = map_batches(_each(partial(runs_of, library=library)), uncleaned, _TEXTS_A_BATCH, told, progress)
    others = dict(zip(uncleaned, cut, strict=True))
    runs = [others[text] if text in others else runs_of_cleaned(text) for text in texts]
    distinct = set(chain.from_iterable(runs))
    tokens: dict[Run, list[str]] = {run: [run.text] for run in distinct if isinstance(run, Verbatim)}
    chunks = sorted((run for run in distinct if isinstance(run, str)), key=len)
    search = partial(morphemes, lexicon=words, stem=stem)
    found = map_batches(search, chunks, _CHUNKS_A_BATCH, len(texts) - told, progress)
    tokens.update(zip(chunks, map(str.split, found), strict=True))
    return runs, tokens


def _each(rule: Callable[[str], T]) -> Callable[[Sequence[str]], list[T]]:
    return lambda batch: list(map(rule, batch))
