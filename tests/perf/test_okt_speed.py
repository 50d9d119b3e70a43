"""Okt over reviews: a loop over konlpy against ours, in one run; the ratio is in ``extra_info``.

Timed on all of NSMC where the real data is (the more reviews, the more pieces come again), otherwise on
sentences made up here. Both sides begin with a JVM that is warm. Where others use the processors, the loop's
one thread suffers less than our several: ``processor_ratio`` compares the processor time a document takes.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from bench.tokenizers.okt import Okt

pytest.importorskip("konlpy")

NOUNS = [
    "영화",
    "배우",
    "연기",
    "음악",
    "감독",
    "결말",
    "장면",
    "대사",
    "이야기",
    "화면",
    "속편",
    "원작",
    "주인공",
    "영상",
    "친구",
    "시간",
]
JOSA = ["가", "는", "도", "를", "이랑", "하고", "에서", "만"]
VERBS = [
    "재밌었어요",
    "지루했다",
    "훌륭합니다",
    "별로네요",
    "아깝다",
    "봤는데",
    "추천합니다",
    "웃겼음",
    "울었다",
    "최고였어",
]
ADVERBS = ["정말", "너무", "아주", "조금", "그냥", "솔직히", "생각보다", "역시"]
LOOPED = 1_000


def reviews() -> tuple[str, list[str]]:
    folder = Path(os.environ.get("TEXTBENCH_DATA") or ".") / "nsmc"
    paths = [folder / f"ratings_{part}.txt.gz" for part in ("train", "test")]
    if all(path.is_file() for path in paths):
        lines = [
            line for path in paths for line in gzip.decompress(path.read_bytes()).decode().split("\n")[1:]
        ]
        texts = [line.split("\t")[1] for line in lines if line]
        return "NSMC", [re.sub("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]", "", text) for text in texts]
    draw = random.Random(0)
    made = [
        " ".join(
            word
            for _ in range(draw.randint(1, 3))
            for word in (draw.choice(NOUNS) + draw.choice(JOSA), draw.choice(ADVERBS), draw.choice(VERBS))
        )
        for _ in range(5_000)
    ]
    return "made up", made


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_okt_against_a_konlpy_loop(benchmark) -> None:  # type: ignore[no-untyped-def]
    from konlpy.tag import Okt as Konlpy

    from bench.tokenizers import jvm

    jvm.start()
    source, texts = reviews()
    tagger = Konlpy()
    sample = random.Random(1).sample(texts, LOOPED)

    def loop() -> list[list[str]]:
        return [tagger.morphs(text, norm=False, stem=True) for text in sample]

    assert Okt().tokenize(sample) == loop()
    # The loop is timed before and after ours, so that other load on the machine weighs on both.
    plain = [seconds(loop) for _ in range(2)]
    loop_began = time.process_time()
    loop()
    began = time.process_time()
    benchmark.pedantic(Okt().tokenize, args=(texts,), rounds=1)
    loop_processor, processor = began - loop_began, time.process_time() - began
    plain += [seconds(loop) for _ in range(2)]
    ours = len(texts) / benchmark.stats.stats.median
    benchmark.extra_info.update(
        data=source,
        documents=len(texts),
        documents_per_second=round(ours),
        loop_documents_per_second=round(LOOPED / median(plain)),
        ratio=round(ours / (LOOPED / median(plain)), 2),
        processor_ratio=round((loop_processor / LOOPED) / (processor / len(texts)), 2),
    )
