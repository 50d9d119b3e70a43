from __future__ import annotations

import pytest

from bench.neural.analyzers import jamo
from bench.neural.vocabulary import Vocabulary


def test_a_syllable_is_its_letters() -> None:
    assert jamo("한") == ["ᄒ", "ᅡ", "ᆫ"]


def test_a_lone_letter_is_the_one_that_syllables_begin_with() -> None:
    assert jamo("ㅋㅋ") == ["ᄏ", "ᄏ"]
    assert jamo("ㅠ") == [jamo("유")[1]]


def test_other_letters_stay() -> None:
    assert jamo("ok 1!") == ["o", "k", " ", "1", "!"]


@pytest.mark.parametrize(("analyzer", "count"), [("tokens", 2), ("characters", 4), ("jamo", 9)])
def test_a_vocabulary_keeps_to_its_analyzer(analyzer: str, count: int) -> None:
    document = "강 나를"
    vocabulary = Vocabulary.learn([document], analyzer=analyzer)
    (ids,) = vocabulary.encode([document])
    assert len(ids) == count
    assert vocabulary.unknown not in ids
