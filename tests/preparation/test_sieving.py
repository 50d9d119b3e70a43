"""Cleaning, dropping and splitting, each by itself."""

from __future__ import annotations

import numpy as np
import pytest

from bench.cards.schema import CleanStep, Split
from bench.errors import DataError
from bench.preparation.clean import clean
from bench.preparation.drop import blank, empty, repeated
from bench.preparation.split import split


def test_steps_are_applied_in_order() -> None:
    steps = [CleanStep(pattern="<br />", replacement=" "), CleanStep(pattern=" +", replacement=" ")]
    assert clean(["a <br /> b", "<br />"], steps) == ["a b", " "]


def test_the_korean_cleaning_keeps_syllables_jamo_and_spaces() -> None:
    assert clean(["정말 good!! ㅋㅋ ㅠ 10점"], [CleanStep(pattern="[^ㄱ-ㅎㅏ-ㅣ가-힣 ]")]) == [
        "정말  ㅋㅋ ㅠ 점"
    ]


def test_empty_is_no_text_and_blank_is_nothing_but_white_space() -> None:
    texts = ["", " ", "\u3000\t", "x"]
    assert empty(texts).tolist() == [True, False, False, False]
    assert blank(texts).tolist() == [True, True, True, False]


def test_texts_repeat_within_their_part_only() -> None:
    parts = ["train", "test", "train", "test"]
    assert repeated(parts, ["a", "a", "a", "b"]).tolist() == [False, False, True, False]


LABELS = np.array([0, 1] * 10 + [0] * 20)


def test_a_stratified_split_keeps_the_shares_and_is_the_same_each_time() -> None:
    method = Split(method="stratified", test=0.25, seed=7)
    train, test = split(method, [""] * 40, LABELS, "x")
    assert sorted([*train, *test]) == list(range(40))
    assert LABELS[test].tolist().count(0) == 7 or LABELS[test].tolist().count(0) == 8
    assert len(test) == 10 and (np.diff(train) > 0).all() and (np.diff(test) > 0).all()
    again = split(method, [""] * 40, LABELS, "x")
    assert again[1].tolist() == test.tolist()
    other = split(Split(method="stratified", test=0.25, seed=8), [""] * 40, LABELS, "x")
    assert other[1].tolist() != test.tolist()


def test_an_ordered_split_takes_the_last_rows() -> None:
    train, test = split(Split(method="ordered", test=0.2), [""] * 5, np.zeros(5, np.int64), "x")
    assert (train.tolist(), test.tolist()) == ([0, 1, 2, 3], [4])


def test_a_published_split_is_taken_as_it_is() -> None:
    train, test = split(Split(method="published"), ["test", "train", "test"], np.zeros(3, np.int64), "x")
    assert (train.tolist(), test.tolist()) == ([1], [0, 2])


@pytest.mark.parametrize(
    "method, parts, labels, message",
    [
        ("published", ["train", ""], [0, 1], "1 rows belong to no part"),
        ("published", ["train", "train"], [0, 1], "no documents in the test part"),
        ("stratified", ["", "", ""], [0, 0, 1], "cannot be split by class"),
        ("ordered", [""], [0], "no documents in the training part"),
    ],
)
def test_a_split_that_cannot_be_is_said(
    method: str, parts: list[str], labels: list[int], message: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        split(Split.model_validate({"method": method}), parts, np.array(labels), "mine")
    assert str(caught.value).startswith("mine: ") and caught.value.remedy
