"""Okt here against a plain loop over konlpy, token for token."""

from __future__ import annotations

import gzip
import os
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bench.tokenizers.base import join_tokens
from bench.tokenizers.okt import Okt
from bench.tokenizers.open_korean_text.spelling import needs_no_normalising

pytest.importorskip("konlpy")

SUBJECTS = ["이 영화는", "배우들 연기가", "친구랑 본 속편이", "음악하고 영상미가", "감독님 이번 작품"]
ADVERBS = ["정말", "그닥", "생각보다 훨씬", "솔직히 말해서", "진짜진짜진짜", "넘"]
VERDICTS = [
    "재밌었어요",
    "지루하더라구욬ㅋㅋㅋ",
    "됏고 잼없음ㅠㅠㅠㅠ",
    "최고였습니당",
    "별로인데",
    "소린가 싶네",
]
TAILS = ["", "ㅋㅋㅋㅋㅋ", "강추합니다", "돈아까워죽는줄알았네요다신안볼랍니다"]
CLEANED = [" ".join(filter(None, words)) for words in product(SUBJECTS, ADVERBS, VERDICTS, TAILS)][::2]

UNCLEANED = [
    "",
    " ",
    " \n\t ",
    "두 줄로\n쓴 글\n\n끝",
    "탭\t도 있고\r\n캐리지 리턴도",
    "전각\u3000공백과 줄바꿈\u00a0없는 공백",
    "이 영화 10점 만점에 1 점, 1 1 1",
    "Great movie!! 진짜 good이에요 http://example.com/a?b=c #강추 @친구 a/b",
    "😀 웃기다 👨‍👩‍👧 가족영화",
    "1",
    "/",
    "별점 5/5 굿/Noun",
    "한글漢字かな",
    "가" * 150,
    "긴 글을 써 봅니다 " * 120,
    "   앞뒤   공백이   여럿   ",
    "ㅋ ㅠㅠ ㅡㅡ ㅎㅎㅎㅎ ㅏㅏㅏ",
    "ᄒᆞᆫ글 조합형 ᄒᆞᆫ글",
    "강추#강추 하하@하하 보고3만원이",
    "5시간이나 3만이 1,000,000억이나 이나",
    "(좋아(Noun: 1, 2) 좋아(Korean: 1, 2)",
    "영\0화 재밌\0다",
]


def loop(texts: list[str], *, norm: bool, stem: bool) -> list[list[str]]:
    from konlpy.tag import Okt as Konlpy

    from bench.tokenizers import jvm

    jvm.start()
    tagger = Konlpy()
    return [tagger.morphs(text, norm=norm, stem=stem) for text in texts]


def nsmc(folder: Path) -> list[str]:
    texts = []
    for part in ("train", "test"):
        content = gzip.decompress((folder / "nsmc" / f"ratings_{part}.txt.gz").read_bytes()).decode()
        texts += [line.split("\t")[1] for line in content.split("\n")[1:] if line]
    return texts


def cleaned(texts: list[str]) -> list[str]:
    return [re.sub("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]", "", text) for text in texts]


@pytest.mark.parametrize(("norm", "stem"), [(True, True), (True, False), (False, True), (False, False)])
def test_cleaned_and_uncleaned_text_as_konlpy(norm: bool, stem: bool) -> None:
    texts = CLEANED + UNCLEANED
    assert Okt(norm=norm, stem=stem).tokenize(texts) == loop(texts, norm=norm, stem=stem)


def test_real_reviews_as_konlpy(data_dir: Path) -> None:
    raw = nsmc(data_dir)[:200_000:70]
    texts = cleaned(raw) + raw[::20]
    assert len(texts) > 2_900
    assert Okt().tokenize(texts) == loop(texts, norm=False, stem=True)


@pytest.mark.slow
@pytest.mark.skipif("TEXTBENCH_SLOW" not in os.environ, reason="takes minutes: set TEXTBENCH_SLOW")
def test_all_real_reviews_as_konlpy(data_dir: Path) -> None:
    texts = cleaned(nsmc(data_dir))
    assert len(texts) == 200_000
    assert Okt().tokenize(texts) == loop(texts, norm=False, stem=True)


def test_documents_are_the_joined_tokens() -> None:
    texts = CLEANED[:50] + UNCLEANED
    tokenizer = Okt(stopwords="korean-particles")
    assert tokenizer.documents(texts) == [join_tokens(tokens) for tokens in tokenizer.tokenize(texts)]


def test_stop_words_are_dropped_and_nothing_else() -> None:
    text = "이 영화는 음악과 영상이 좀 아쉽다"
    (kept,) = Okt(stopwords="korean-particles").tokenize([text])
    (everything,) = Okt().tokenize([text])
    assert set(everything) - set(kept) == {"이", "는", "과", "좀"}


def test_progress_is_told_of_every_document() -> None:
    for texts in (CLEANED, ["", " "], []):
        told: list[int] = []
        Okt().tokenize(texts, told.append)
        assert sum(told) == len(texts)


def test_the_normaliser_leaves_what_is_said_to_need_none() -> None:
    from konlpy.tag import Okt as Konlpy

    unchanged = needs_no_normalising()
    normalize: Any = Konlpy().normalize
    pieces = {piece for text in CLEANED for piece in text.split()}
    skipped = {piece for piece in pieces if unchanged(piece)}
    assert all(str(normalize(piece)) == piece for piece in skipped)
    assert {"영화는", "재밌었어요", "강추합니다"} <= skipped
    assert not {"됏고", "소린가", "진짜진짜진짜", "최고ㅋㅋㅋㅋ"} & skipped
