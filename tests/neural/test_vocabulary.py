"""Vocabularies, ids and padding, the last against Keras' own."""

from __future__ import annotations

import keras
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench.neural.vocabulary import PADDING, START, UNKNOWN, Vocabulary, pad
from bench.preparation.sequence import Documents

DOCUMENTS = ["b a b", "c a", "d b 한", ""]  # b 3, a 2, then c, d, 한


def test_ids_fall_with_frequency_and_ties_are_alphabetical() -> None:
    learnt = Vocabulary.learn(DOCUMENTS)
    assert learnt.ids == {"b": 2, "a": 3, "c": 4, "d": 5, "한": 6}
    assert (learnt.start, learnt.unknown, learnt.size) == (None, 1, 7)
    assert Vocabulary.learn(DOCUMENTS[::-1]) == learnt


def test_reserved_ids() -> None:
    learnt = Vocabulary.learn(DOCUMENTS, start=True)
    assert (PADDING, learnt.start, learnt.unknown) == (0, START, UNKNOWN)
    assert learnt.ids["b"] == 3
    dropping = Vocabulary.learn(DOCUMENTS, start=True, unknown=False)
    assert (dropping.start, dropping.unknown, dropping.ids["b"], dropping.size) == (1, None, 2, 7)
    assert Vocabulary.learn(DOCUMENTS, unknown=False).ids["b"] == 1


def test_max_tokens_are_the_rows_of_the_table() -> None:
    for start in (False, True):
        for unknown in (False, True):
            learnt = Vocabulary.learn(DOCUMENTS, max_tokens=4, start=start, unknown=unknown)
            assert learnt.size == 4
            assert max(learnt.ids.values()) == 3
    assert Vocabulary.learn(DOCUMENTS, max_tokens=1).ids == {}


def test_rare_tokens_are_left_out() -> None:
    assert list(Vocabulary.learn(DOCUMENTS, min_count=2).ids) == ["b", "a"]
    assert list(Vocabulary.learn(DOCUMENTS, min_count=2, max_tokens=3).ids) == ["b"]


def test_documents_become_ids() -> None:
    learnt = Vocabulary.learn(DOCUMENTS, start=True)
    assert [ids.tolist() for ids in learnt.encode(["a new b", "", "new"])] == [[1, 4, 2, 3], [1], [1, 2]]
    dropping = Vocabulary.learn(DOCUMENTS, unknown=False)
    assert [ids.tolist() for ids in dropping.encode(["a new b", "", "new"])] == [[2, 1], [], []]
    assert all(ids.dtype == np.int32 for ids in [*learnt.encode(["", "a"]), *dropping.encode(["", "a"])])


TEXTS = st.lists(st.lists(st.sampled_from(["a", "b", "한", "a▁b"]), max_size=5).map(" ".join), max_size=5)


@given(TEXTS, TEXTS, st.booleans(), st.booleans(), st.integers(1, 3))
def test_numbered_documents_become_the_same_ids(
    train: list[str], test: list[str], start: bool, unknown: bool, min_count: int
) -> None:
    options = {"start": start, "unknown": unknown, "min_count": min_count}
    learnt = Vocabulary.learn(train, **options)  # type: ignore[arg-type]
    assert Vocabulary.learn(Documents.of(train), **options) == learnt  # type: ignore[arg-type]
    for analyzer in ("tokens", "characters"):
        again, encoded = Vocabulary.learn_and_encode(train, **options, analyzer=analyzer)  # type: ignore[arg-type]
        assert [ids.tolist() for ids in encoded] == [ids.tolist() for ids in again.encode(train)]
    found = learnt.encode(Documents.of(test))
    wanted = [
        [1] * start
        + [i for token in text.split() if (i := learnt.ids.get(token, learnt.unknown)) is not None]
        for text in test
    ]
    assert [ids.tolist() for ids in found] == [ids.tolist() for ids in learnt.encode(test)] == wanted
    assert all(ids.dtype == np.int32 for ids in found)


@given(
    st.lists(st.lists(st.integers(1, 9), max_size=7), min_size=1, max_size=5),
    st.integers(1, 6),
    st.sampled_from(["pre", "post"]),
    st.sampled_from(["pre", "post"]),
)
def test_padding_is_that_of_keras(
    sequences: list[list[int]], length: int, padding: str, truncating: str
) -> None:
    ours = pad([np.array(ids, np.int32) for ids in sequences], length, padding, truncating)
    theirs = keras.utils.pad_sequences(sequences, length, padding=padding, truncating=truncating)
    np.testing.assert_array_equal(ours, theirs)
    assert ours.dtype == np.int32
