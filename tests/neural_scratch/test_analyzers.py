from __future__ import annotations

import pytest
from sklearn.feature_extraction.text import CountVectorizer

from bench.neural.analyzers import character_ngrams, jamo, token_ngrams
from bench.neural.vocabulary import Vocabulary


def test_a_syllable_is_its_letters() -> None:
    assert jamo("한") == ["ᄒ", "ᅡ", "ᆫ"]


def test_a_lone_letter_is_the_one_that_syllables_begin_with() -> None:
    assert jamo("ㅋㅋ") == ["ᄏ", "ᄏ"]
    assert jamo("ㅠ") == [jamo("유")[1]]


def test_other_letters_stay() -> None:
    assert jamo("ok 1!") == ["o", "k", " ", "1", "!"]


@pytest.mark.parametrize(
    ("analyzer", "count"),
    [("tokens", 2), ("token-ngrams", 3), ("characters", 4), ("character-ngrams", 10), ("jamo", 9)],
)
def test_a_vocabulary_keeps_to_its_analyzer(analyzer: str, count: int) -> None:
    document = "강 나를"
    vocabulary = Vocabulary.learn([document], analyzer=analyzer)
    (ids,) = vocabulary.encode([document])
    assert len(ids) == count
    assert vocabulary.unknown not in ids


def test_ngrams_are_those_of_scikit_learn() -> None:
    documents = ["so so good, so far", "a", "", "좋아 좋아", "abcdefg"]
    for analyzer, options in (
        (character_ngrams, {"analyzer": "char", "ngram_range": (1, 5)}),
        (token_ngrams, {"tokenizer": str.split, "token_pattern": None, "ngram_range": (1, 3)}),
    ):
        expected = CountVectorizer(lowercase=False, preprocessor=str, **options).build_analyzer()
        for document in documents:
            found = analyzer(document)
            assert len(found) == len(set(found)), "each once"
            assert set(found) == set(expected(document))
