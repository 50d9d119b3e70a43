"""Komoran, Hannanum, Kkma and Kiwi against the plain use of their libraries."""

from __future__ import annotations

import os

import pytest

from bench.catalogue import tokenizers
from bench.errors import BenchError
from bench.processors import processors
from bench.tokenizers.base import Tokenizer
from bench.tokenizers.jvm import java_class
from bench.tokenizers.kiwi import Kiwi
from bench.tokenizers.kkma import LONGEST_RUN, Kkma
from bench.tokenizers.komoran import Komoran
from bench.tokenizers.konlpy_loop import tokenize_one_by_one
from bench.tokenizers.stopwords import NONE
from bench.tokenizers.taggers import konlpy_tagger, konlpy_taggers

pytest.importorskip("konlpy")
pytest.importorskip("kiwipiepy")

TEXTS = [
    "배우들 연기가 훌륭하고 음악도 좋았습니다.",
    "솔직히 지루했다!! 두 번은 못 보겠음 ㅠㅠ",
    "10점 만점에 8점 (친구는 9점) vs 전작",
    "첫 줄입니다\n둘째 줄이에요",
    "Token [morph=가짜, pos=NNG, beginIndex=0, endIndex=1] 흉내",
    "명작/그 자체, a=b+c",
    "강추",
]
BLANK = ["", " ", "   ", "\n", "\t \r\n", "\u3000", "\x00", "\n \n"]
HARD = ["😀", "좋아요 😀👍", "앞줄\n  \n뒷줄", "\u200b", "가나다라" * 40, "ㅋ" * 300, "가" * 60]
ANALYSERS = ["komoran", "hannanum", "kkma", "kiwi"]


@pytest.mark.parametrize("name", ["komoran", "hannanum", "kkma"])
def test_as_konlpy(name: str) -> None:
    texts = [text for text in TEXTS if name != "kkma" or "Token" not in text]
    tokenizer: Tokenizer = tokenizers[name]()
    tagger = konlpy_tagger(name.capitalize())
    assert tokenizer.tokenize(texts) == [tagger.morphs(text) for text in texts]


@pytest.mark.parametrize("name", ANALYSERS)
def test_blank_texts_have_no_tokens(name: str) -> None:
    texts = BLANK[:6] if name == "kiwi" else BLANK
    assert tokenizers[name]().tokenize(["좋다", *texts])[1:] == [[] for _ in texts]


@pytest.mark.parametrize("name", ANALYSERS)
def test_hard_texts_are_survived_and_stay_in_place(name: str) -> None:
    # Kkma is left the texts whose runs, once cut, it can do in seconds.
    texts = HARD[:4] if name == "kkma" else HARD
    tokenizer: Tokenizer = tokenizers[name]()
    alone = tokenizer.tokenize(["영화"])
    told: list[int] = []
    found = tokenizer.tokenize([*texts, "영화"], told.append)
    assert found[-1:] == alone
    assert len(found) == sum(told) == len(texts) + 1


def test_emoji_do_not_stop_komoran() -> None:
    assert "\ufffd" in "".join(Komoran().tokenize(["좋아요 😀"])[0])


@pytest.mark.parametrize(("name", "times"), [("komoran", 120), ("hannanum", 60), ("kkma", 12)])
def test_threads_give_what_one_thread_gives(name: str, times: int) -> None:
    plain = [text for text in TEXTS if "Token" not in text]
    texts = [f"{text} {number}번째" for number in range(times) for text in plain]
    tagger = konlpy_tagger(name.capitalize())
    assert tokenizers[name]().tokenize(texts) == [tagger.morphs(text) for text in texts]


def test_kkma_cuts_long_runs() -> None:
    run = "아버지가방에들어가신다" * 4
    cut = " ".join(run[at : at + LONGEST_RUN] for at in range(0, len(run), LONGEST_RUN))
    assert Kkma().tokenize([run]) == [konlpy_tagger("Kkma").morphs(cut)]


def test_kkma_ends_on_a_syllable_again_and_again() -> None:
    """Uncut, this fills a heap of 1 GiB for minutes and ends in an error."""
    (tokens,) = Kkma().tokenize(["굿" * 20])
    assert "".join(tokens) == "굿" * 20


def test_a_text_too_large_for_java_is_said_with_a_remedy() -> None:
    array = java_class("java.lang.reflect.Array")

    def too_large(text: str) -> str:
        return str(array.newInstance(java_class("java.lang.Long"), 2**31 - 8))

    with pytest.raises(BenchError, match=r"takes more memory than Java may use \(.+TEXTBENCH_JVM_HEAP"):
        tokenize_one_by_one(konlpy_taggers("Kkma"), ["좋아요"], NONE, spaced=too_large)
    assert Kkma().tokenize(["좋아요"]) == [konlpy_tagger("Kkma").morphs("좋아요")], "and Java works on"


def test_kiwi_as_kiwipiepy() -> None:
    from kiwipiepy import Kiwi as Analyser

    plain = [[token.form for token in tokens] for tokens in Analyser(num_workers=1).tokenize(TEXTS)]
    assert Kiwi().tokenize(TEXTS) == plain
    assert Kiwi(stem=True).tokenize(["영화가 재밌다"])[0][2] == "재밌다"


@pytest.mark.parametrize("name", ANALYSERS)
def test_stop_words(name: str) -> None:
    plain, stopped = tokenizers[name](), tokenizers[name](stopwords="korean-particles")
    assert plain.version != stopped.version
    (tokens,) = plain.tokenize(["음악도 영상도 좋다"])
    (kept,) = stopped.tokenize(["음악도 영상도 좋다"])
    assert kept == [token for token in tokens if token != "도"]
    assert len(kept) < len(tokens)


def test_threads_are_as_many_as_processors() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)


def test_a_model_is_loaded_once_and_only_the_last_is_kept() -> None:
    pytest.importorskip("konlpy")
    komoran = konlpy_tagger("Komoran")
    assert konlpy_tagger("Komoran") is komoran
    konlpy_tagger("Okt")
    assert konlpy_tagger("Komoran") is not komoran
