"""What a data set looks like under a tokenizer."""

from __future__ import annotations

import json

import numpy as np

from bench.preparation.parts import Parts
from bench.preparation.token_profile import profile


def parts(train: list[int], test: list[int]) -> Parts:
    return Parts(
        classes=("ham", "spam"),
        train_texts=[""] * len(train),
        train_labels=np.array(train),
        train_rows=np.arange(len(train)),
        test_texts=[""] * len(test),
        test_labels=np.array(test),
        test_rows=np.arange(len(test)),
        counts={},
        test_seen=np.zeros(len(test), bool),
    )


def test_counts_lengths_and_tokens() -> None:
    train = ["a b", "a", "", "win win win win win a"]
    found = profile(parts([0, 0, 0, 1], [1]), train, ["win secret"])
    assert found["classes"] == [
        {"name": "ham", "train": 3, "test": 0},
        {"name": "spam", "train": 1, "test": 1},
    ]
    assert (found["vocabulary"], found["tokens"]) == (3, 9)
    assert found["top"] == [["win", 5], ["a", 3], ["b", 1]]
    lengths = found["lengths"]
    assert (lengths["mean"], lengths["median"], lengths["longest"], lengths["empty"]) == (2.25, 1.5, 6, 1)
    assert sum(lengths["histogram"]["train"]) == 4
    assert sum(lengths["histogram"]["test"]) == 1
    assert json.loads(json.dumps(found)) == found


def test_telling_tokens_are_far_more_frequent_in_their_class() -> None:
    found = profile(parts([0] * 6 + [1] * 6, [0]), ["the ham"] * 6 + ["the win"] * 6, ["x"])
    ham, spam = found["top_by_class"]
    assert (ham["name"], ham["tokens"][0][:2]) == ("ham", ["ham", 6])
    assert (spam["name"], spam["tokens"][0][:2]) == ("spam", ["win", 6])
    assert ham["tokens"][0][2] > 3
    assert all(ratio < 1.5 for token, _, ratio in ham["tokens"] if token == "the")


def test_nothing_of_the_test_part_s_tokens_is_shown() -> None:
    found = profile(parts([0, 1], [0] * 9), ["a", "b"], ["secret secret"] * 9)
    assert "secret" not in json.dumps(found)
