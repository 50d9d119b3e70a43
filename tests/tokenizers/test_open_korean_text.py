"""The search here against the library that it follows, on chunks of its own words and of nonsense."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from bench.tokenizers import jvm
from bench.tokenizers.okt import Okt

pytest.importorskip("konlpy")

from bench.tokenizers.open_korean_text import lexicon as lexicon_module
from bench.tokenizers.open_korean_text.grammar import Part
from bench.tokenizers.open_korean_text.lexicon import Lexicon, lexicon
from bench.tokenizers.open_korean_text.library import Library
from bench.tokenizers.open_korean_text.morphemes import morphemes

UNKNOWN_OR_NOT = [
    *["김우현", "남궁민수", "선우재덕", "우혀니", "빠수니", "혀니", "재서기", "쀍우혀니", "우현이"],
    *["이천십오", "삼백원", "오십분", "만원원", "백", "원", "조조조조조", "둘셋"],
    *["꿹뷁", "뛟", "가가가니", "김이", "김우", "이나영이"],
]


@pytest.fixture
def words() -> Lexicon:
    found = lexicon()
    assert found is not None, "konlpy brings another release: is its search still the one followed here?"
    return found


def chunks_of(words: Lexicon, count: int, seed: int) -> list[str]:
    """Chunks of one to five words, of every part of speech alike, and of made-up syllables."""
    chance = random.Random(seed)
    parts = words.parts.tolist()
    known = [(word, parts[words.rows[word]]) for word in sorted(words.rows)]
    by_part = {part: [word for word, bits in known if bits >> part & 1] for part in Part}

    def word() -> str:
        if chance.random() < 0.75:
            return chance.choice(by_part[chance.choice(list(Part))])
        return "".join(chr(chance.randint(ord("가"), ord("힣"))) for _ in range(chance.randint(1, 3)))

    made = {"".join(word() for _ in range(chance.randint(1, 5))) for _ in range(count)}
    return sorted((chunk for chunk in made if all("가" <= letter <= "힣" for letter in chunk)), key=len)


@pytest.mark.parametrize("stem", [True, False])
def test_chunks_as_the_library(words: Lexicon, stem: bool) -> None:
    chunks = chunks_of(words, 2_500, seed=int(stem))
    library = Library(stem=stem)
    assert len(chunks) > 2_000
    expected = [" ".join(library.tokenize(chunk)) for chunk in chunks]
    assert morphemes(chunks, words, stem=stem) == expected


def test_names_and_numbers_as_the_library(words: Lexicon) -> None:
    """A chunk that is no word stays whole where it is a name or a number, and is cut where it is not."""
    rules: Any = jvm.java_class("org.openkoreantext.processor.util.KoreanSubstantive$")
    substantive = getattr(rules, "MODULE$")
    library = Library(stem=True)
    chunks = sorted(UNKNOWN_OR_NOT, key=len)
    assert [words.is_name(chunk) for chunk in chunks] == [bool(substantive.isName(chunk)) for chunk in chunks]
    expected = [" ".join(library.tokenize(chunk)) for chunk in chunks]
    assert morphemes(chunks, words, stem=True) == expected


def test_a_long_chunk_as_the_library(words: Lexicon) -> None:
    text = "정말재밌는영화" * 60
    assert morphemes([text], words, stem=True) == [" ".join(Library(stem=True).tokenize(text))]


@pytest.fixture
def another_release(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(lexicon_module, "JAR", "open-korean-text-3.0.0.jar")
    lexicon.cache_clear()
    yield
    lexicon.cache_clear()


@pytest.mark.usefixtures("another_release")
def test_another_release_makes_the_tokens_itself() -> None:
    texts = ["이 영화 정말 재밌었어요ㅋㅋ", "", "10점이 아깝다!", "이 영화 정말 재밌었어요ㅋㅋ"]
    library = Library(stem=True)
    told: list[int] = []
    assert lexicon() is None
    assert Okt().tokenize(texts, told.append) == [library.tokenize(text) for text in texts]
    assert sum(told) == len(texts)


def test_a_text_is_cut_as_written_whatever_it_holds() -> None:
    for text in ("영\0화 재밌다", "좋아(Noun: 1, 2)", "\0", "(Space: 0, 1)", "😀\0😀"):
        assert "".join(run for run, _ in Library(stem=True).cut(text)) == text.replace(" ", "")
