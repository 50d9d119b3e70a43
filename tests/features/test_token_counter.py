"""Counting on numbers gives what scikit-learn's counting of strings gives, to the order of the entries."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer

from bench.cards.load import load_card
from bench.features.token_counter import TokenCounter
from bench.features.token_hasher import TokenHasher
from bench.preparation.documents import read_documents, read_texts
from bench.preparation.prepare import prepare
from bench.preparation.sequence import Documents
from bench.recipe import Recipe

PLAIN: dict[str, Any] = {"tokenizer": str.split, "token_pattern": None, "lowercase": False}

# Tokens that begin others, that differ after the same beginning, with an escaped space, with characters
# that come before the space, and outside the plane in which UTF-16 would order as code points do.
TOKENS = ["a", "ab", "b", "!", "영화", "영", "New▁York", "\x01", "a\x01", "a\x01b", "b\x08", "\ufffd", "😀"]
TEXTS = st.lists(st.lists(st.sampled_from(TOKENS), max_size=6).map(" ".join), min_size=1, max_size=6)
ANY_TEXTS = st.lists(st.lists(st.text(max_size=3), max_size=5).map(" ".join), min_size=1, max_size=5)
RANGES = st.sampled_from([(1, 1), (1, 2), (2, 2), (1, 3), (2, 4), (3, 3)])


def assert_same(ours: Any, theirs: Any) -> None:
    assert type(ours) is type(theirs)
    assert ours.shape == theirs.shape
    for part in ("indptr", "indices", "data"):
        found, wanted = getattr(ours, part), getattr(theirs, part)
        assert found.dtype == wanted.dtype
        np.testing.assert_array_equal(found, wanted)


def compare(train: list[str], test: list[str], **options: Any) -> None:
    ours, theirs = TokenCounter(**options), CountVectorizer(**PLAIN, **options)
    try:
        wanted = theirs.fit_transform(train)
    except ValueError:
        with pytest.raises(ValueError, match=r"empty vocabulary|try a lower min_df"):
            ours.fit_transform(train)
        return
    for documents in (train, Documents.of(train)):
        assert_same(ours.fit_transform(documents), wanted)
        assert ours.vocabulary_ == theirs.vocabulary_
        assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
        assert_same(ours.transform(test), theirs.transform(test))
        assert_same(ours.transform(Documents.of(test)), theirs.transform(test))


@given(TEXTS, TEXTS, RANGES)
@example(["a b", "a\x01"], ["a\x01 b"], (1, 2))
@example(["", "", "a"], [""], (1, 1))
def test_counts_of_difficult_tokens(train: list[str], test: list[str], ngram_range: tuple[int, int]) -> None:
    compare(train, test, ngram_range=ngram_range)


@given(ANY_TEXTS, ANY_TEXTS, RANGES)
def test_counts_of_any_text(train: list[str], test: list[str], ngram_range: tuple[int, int]) -> None:
    compare(train, test, ngram_range=ngram_range)


@given(TEXTS, TEXTS, RANGES, st.sampled_from([1, 2, 3, 0.5]), st.booleans())
def test_rare_runs_and_presence(
    train: list[str], test: list[str], ngram_range: tuple[int, int], min_df: float, binary: bool
) -> None:
    compare(train, test, ngram_range=ngram_range, min_df=min_df, binary=binary)


@given(TEXTS, st.data())
def test_chosen_documents_are_counted_as_if_there_were_no_others(
    texts: list[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1))
    chosen = Documents.of(texts)[np.array(rows)]
    assert chosen == [texts[row] for row in rows]
    ours, theirs = TokenCounter(ngram_range=(1, 2)), CountVectorizer(**PLAIN, ngram_range=(1, 2))
    if any(chosen):
        assert_same(ours.fit_transform(chosen), theirs.fit_transform(list(chosen)))


@given(TEXTS, RANGES)
def test_hashed_counts(texts: list[str], ngram_range: tuple[int, int]) -> None:
    theirs = HashingVectorizer(
        **PLAIN, ngram_range=ngram_range, n_features=16, norm=None, alternate_sign=False
    )
    ours = TokenHasher(ngram_range=ngram_range, n_features=16)
    assert_same(ours.transform(Documents.of(texts)), theirs.transform(texts))
    assert_same(ours.fit_transform(texts), theirs.transform(texts))


def test_runs_too_many_for_their_numbers_to_be_packed() -> None:
    """Keys are sorted with their places in one 64-bit number, unless they do not fit."""
    from bench.features.ngrams import _sorted

    keys = np.array([2**61, 5, 2**61, 0, 5], np.int64)
    found, starts = _sorted(keys.copy(), np.array([0, 2, 3, 7, 9], np.int64))
    np.testing.assert_array_equal(found, [0, 5, 5, 2**61, 2**61])
    np.testing.assert_array_equal(starts, [7, 2, 9, 0, 3])


def test_documents_of_many_blocks() -> None:
    random = np.random.default_rng(0)
    texts = [" ".join(map(str, random.zipf(1.3, size=size) % 5000)) for size in random.integers(0, 900, 400)]
    compare(texts[:300], texts[300:], ngram_range=(1, 3))


def test_a_counter_is_an_estimator() -> None:
    counter = TokenCounter(ngram_range=(1, 2), min_df=2)
    assert clone(counter).get_params() == {
        "ngram_range": (1, 2),
        "min_df": 2,
        "binary": False,
        "dtype": np.int64,
    }
    counter.fit(["a b a b", "a b c", "b"])
    again = pickle.loads(pickle.dumps(counter))
    assert again.vocabulary_ == {"a": 0, "a b": 1, "b": 2}
    assert_same(again.transform(["c a b"]), counter.transform(["c a b"]))
    with pytest.raises(ValueError, match=r"ngram_range=\(2, 1\) is no range of lengths"):
        TokenCounter(ngram_range=(2, 1)).fit(["a"])
    with pytest.raises(ValueError, match="a sequence of documents is needed"):
        counter.transform("a b")


@pytest.mark.parametrize(("longest", "min_df"), [(1, 1), (2, 1), (3, 2)])
def test_counts_of_real_documents(data_dir: Path, longest: int, min_df: int) -> None:
    """A part of them for the longer runs, whose strings take long."""
    prepared = prepare(load_card("imdb-raw"), Recipe("words"), data_dir)
    some = slice(None, None, {1: 1, 2: 1, 3: 8}[longest])
    train, test = read_documents(prepared.train)[some], read_documents(prepared.test)[some]
    options: dict[str, Any] = {"ngram_range": (1, longest), "min_df": min_df}
    ours, theirs = TokenCounter(**options), CountVectorizer(**PLAIN, **options)
    assert_same(ours.fit_transform(train), theirs.fit_transform(read_texts(prepared.train)[some]))
    assert ours.vocabulary_ == theirs.vocabulary_
    assert_same(ours.transform(test), theirs.transform(read_texts(prepared.test)[some]))
