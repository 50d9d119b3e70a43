from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.adapters.rows import Rows
from bench.cards.schema import Card, parse_card
from bench.preparation.facts import Finding, check_facts
from bench.preparation.sieve import sieve
from bench.tokenizers.words import Words

ROWS = Rows(
    ["train", "train", "train", "train", "test"],
    ["0", "1", "0", "1", "0"],
    ["so bad!", "so good", "so bad!", "123", "so bad!"],
)


def card(**facts: Any) -> Card:
    said = {
        "name": "films",
        "language": "en",
        "labels": ["bad", "good"],
        "source": {"adapter": "csv", "files": [{"role": "data", "name": "x"}]},
        "clean": [{"pattern": "[^a-z ]"}],
        "drop": {"duplicates": "within-part"},
        "split": {"method": "published"},
        "facts": facts,
    }
    return parse_card(said, Path("films.toml"))


def findings(**facts: Any) -> list[Finding]:
    declared = card(**facts)
    return list(check_facts(declared, ROWS, sieve(declared, ROWS), ROWS.sha256()))


TRUE: dict[str, Any] = {
    "content_sha256": ROWS.sha256(),
    "rows": 5,
    "parts": {"train": 4, "test": 1},
    "classes": 2,
    "duplicates": 1,
    "left": {"train": 3, "test": 1},
    "class_rows": {"train": {"bad": 1, "good": 2}, "test": {"bad": 1}},
    "not_blank": {"train": 2, "test": 1},
    "words": {
        "rule": "keras",
        "part": "train",
        "start_token": True,
        "distinct": 4,
        "mean": 2.67,
        "longest": 3,
    },
    "first_train_text": "so b",
}


def test_true_facts_hold() -> None:
    found = findings(**TRUE)
    assert len(found) == 17
    assert [finding.fact for finding in found if not finding.holds] == []


@pytest.mark.parametrize(
    "facts, fact, true",
    [
        ({"content_sha256": "0" * 64}, "content_sha256", ROWS.sha256()),
        ({"rows": 6}, "rows", 5),
        ({"parts": {"train": 5}}, "parts.train", 4),
        ({"classes": 3}, "classes", 2),
        ({"duplicates": 2}, "duplicates", 1),
        ({"left": {"all": 4}}, "left.all", 0),
        ({"class_rows": {"train": {"good": 1}}}, "class_rows.train.good", 2),
        ({"not_blank": {"train": 3}}, "not_blank.train", 2),
        ({"words": {"rule": "spaces", "distinct": 5}}, "words.distinct", 4),
        ({"words": {"rule": "keras", "mean": 1.5}}, "words.mean", 1.75),
        ({"words": {"rule": "keras", "longest": 3}}, "words.longest", 2),
        ({"first_train_text": "so x"}, "first_train_text", "so b"),
    ],
)
def test_a_wrong_fact_is_found_with_what_is_true(facts: dict[str, Any], fact: str, true: object) -> None:
    (finding,) = findings(**facts)
    assert (finding.fact, finding.found, finding.holds) == (fact, true, False)


def test_words_are_those_of_the_keras_tokenizer() -> None:
    text = "Don't STOP\u00a0me-now, \t(x_y) é!"
    (words,) = Words().tokenize([text])
    assert words == ["don't", "stop\u00a0me", "now", "x", "y", "é"]
    keras = pytest.importorskip("keras.src.legacy.preprocessing.text")
    assert words == keras.text_to_word_sequence(text)
