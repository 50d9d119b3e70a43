"""Word counts and naive Bayes from prepared documents: scikit-learn's counting of strings, and ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from bench.cards.load import load_card
from bench.features.token_counter import TokenCounter
from bench.models.nb import nb
from bench.preparation.documents import read_documents, read_labels, read_texts
from bench.preparation.prepare import prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from tests.perf.entry import Race


@pytest.fixture(scope="module")
def imdb_raw(data_dir: Path) -> Prepared:
    return prepare(load_card("imdb-raw"), Recipe("words"), data_dir)


@pytest.mark.row("CountVectorizer + MultinomialNB, raw imdb, fit + predict, single words", ratio=4)
def test_single_words(race: Race, imdb_raw: Prepared) -> None:
    _race(race, imdb_raw, longest=1, rounds=5)


@pytest.mark.row("CountVectorizer + MultinomialNB, raw imdb, fit + predict, with pairs", ratio=4)
def test_pairs(race: Race, imdb_raw: Prepared) -> None:
    _race(race, imdb_raw, longest=2, rounds=3)


def _race(race: Race, prepared: Prepared, longest: int, rounds: int) -> None:
    """Both begin with documents in memory, as a trial does when its clock starts to run."""
    labels = read_labels(prepared.train)
    texts, test_texts = read_texts(prepared.train), read_texts(prepared.test)
    documents, test_documents = read_documents(prepared.train), read_documents(prepared.test)

    def plain() -> tuple[Any, NDArray[np.int64]]:
        counts = CountVectorizer(
            tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(1, longest)
        )
        pipeline = make_pipeline(counts, MultinomialNB()).fit(texts, labels)
        return counts, pipeline.predict(test_texts)

    def ours() -> tuple[Any, NDArray[np.int64]]:
        pipeline = nb(ngram_range=(1, longest)).fit(documents, labels)
        return pipeline[0], pipeline.predict(test_documents)

    (theirs, expected), (counter, predicted) = race(
        plain, ours, documents=len(texts) + len(test_texts), rounds=rounds
    )
    np.testing.assert_array_equal(predicted, expected)
    assert isinstance(counter, TokenCounter)
    assert counter.vocabulary_ == theirs.vocabulary_
    found, wanted = counter.transform(test_documents), theirs.transform(test_texts)
    for part in ("indptr", "indices", "data"):
        np.testing.assert_array_equal(getattr(found, part), getattr(wanted, part))
