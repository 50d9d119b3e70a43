"""Korean tokenisation, against each library's own best way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bench.catalogue import tokenizers
from bench.preparation.documents import read_documents
from bench.preparation.prepared import Prepared, read_prepared
from bench.tokenizers.kkma import LONGEST_RUN
from bench.tokenizers.taggers import konlpy_tagger
from tests.perf.entry import Entry, Race, clock
from tests.perf.table import seconds

LOOPED = 1_000
REVIEWS = 3_000
KKMA_REVIEWS = 300


@pytest.mark.row("Korean tokenisation, Okt with stems: all of NSMC from a cold cache", ratio=4)
def test_okt_against_a_konlpy_loop(benchmark: Any, entry: Entry, reviews: list[str], data_dir: Path) -> None:
    """Both begin with a warm JVM. The more reviews, the more pieces come again: ours takes all there are."""
    pytest.importorskip("konlpy")
    from bench.cards.load import load_card
    from bench.preparation.prepare import address, prepare
    from bench.recipe import Recipe
    from bench.tokenizers.okt import Okt

    tagger, sample = konlpy_tagger("Okt"), reviews[:LOOPED]

    def loop() -> list[list[str]]:
        return [tagger.morphs(text, stem=True) for text in sample]

    assert Okt().tokenize(sample) == loop()
    asked = (load_card("nsmc"), Recipe("okt"), data_dir)
    assert read_prepared(address(*asked).folder) is None, "this is to be measured from a cold cache"
    # The loop is timed before and after ours, so that what else the machine does weighs on both.
    took = [clock(loop) for _ in range(2)]
    prepared = benchmark.pedantic(prepare, args=asked, rounds=1)
    took += [clock(loop) for _ in range(2)]
    documents = prepared.counts["train"] + prepared.counts["test"]
    entry.versus(median(took) / LOOPED * documents, prepared.timings["tokenise"], documents)


@pytest.mark.row("NSMC's tokens from a warm cache", seconds=1)
def test_warm_cache(benchmark: Any, entry: Entry, nsmc: Prepared) -> None:
    def read() -> int:
        found = read_prepared(nsmc.folder)
        assert found is not None
        return len(read_documents(found.train)) + len(read_documents(found.test))

    documents = benchmark.pedantic(read, rounds=5, warmup_rounds=1)
    assert documents == nsmc.counts["train"] + nsmc.counts["test"]
    took = benchmark.stats.stats.median
    entry.costs(took, seconds(took))


@pytest.mark.row("Komoran, against a konlpy loop", ratio=1)
def test_komoran_against_a_konlpy_loop(race: Race, reviews: list[str]) -> None:
    against_a_loop("Komoran", race, reviews[:REVIEWS])


@pytest.mark.row("Hannanum, against a konlpy loop", ratio=1)
def test_hannanum_against_a_konlpy_loop(race: Race, reviews: list[str]) -> None:
    against_a_loop("Hannanum", race, reviews[:REVIEWS])


@pytest.mark.row("Kkma, against a konlpy loop", ratio=1)
def test_kkma_against_a_konlpy_loop(race: Race, reviews: list[str]) -> None:
    """On reviews without long runs, which Kkma does not come to an end with by itself."""
    short = [text for text in reviews if max(map(len, text.split()), default=0) <= LONGEST_RUN]
    against_a_loop("Kkma", race, short[:KKMA_REVIEWS])


def against_a_loop(name: str, race: Race, sample: list[str]) -> None:
    pytest.importorskip("konlpy")
    tagger, tokenizer = konlpy_tagger(name), tokenizers[name.lower()]()
    theirs, ours = race(
        lambda: [tagger.morphs(text) if text.strip() else [] for text in sample],
        lambda: tokenizer.tokenize(sample),
        documents=len(sample),
        rounds=3,
    )
    assert ours == theirs


@pytest.mark.row("Komoran, against its Java side alone, which keeps the tokens to itself", ratio=1)
def test_komoran_against_its_java_side(race: Race, reviews: list[str]) -> None:
    pytest.importorskip("konlpy")
    from bench.tokenizers.komoran import Komoran

    analyser, sample = konlpy_tagger("Komoran").jki, reviews[:REVIEWS]

    def analyse() -> list[Any]:
        return [analyser.analyze(text) for text in sample]

    theirs, ours = race(analyse, lambda: Komoran().tokenize(sample), documents=len(sample), rounds=3)
    assert ours[:20] == [[token.getMorph() for token in result.getTokenList()] for result in theirs[:20]]


@pytest.mark.row("kiwi, against kiwipiepy on an iterable, a worker a core", ratio=1)
def test_kiwi_against_kiwipiepy(race: Race, reviews: list[str]) -> None:
    """Both sides load the model each time, as a script does once."""
    pytest.importorskip("kiwipiepy")
    from kiwipiepy import Kiwi as Kiwipiepy

    from bench.processors import processors
    from bench.tokenizers.kiwi import Kiwi

    sample = reviews[:REVIEWS]

    def script() -> list[list[str]]:
        analysed: Iterable[Any] = Kiwipiepy(num_workers=processors()).tokenize(text for text in sample)
        return [[token.form for token in tokens] for tokens in analysed]

    theirs, ours = race(script, lambda: Kiwi().tokenize(sample), documents=len(sample), rounds=3)
    assert ours == theirs
