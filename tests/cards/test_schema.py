from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from bench.adapters.delimited import read_csv
from bench.cards.schema import check_options, parse_card
from bench.errors import CardError

SAID: dict[str, Any] = {
    "name": "mails",
    "language": "en",
    "labels": {"ham": "ham", "spam": "spam"},
    "source": {
        "adapter": "csv",
        "options": {"text": "body", "label": "kind"},
        "files": [{"role": "data", "name": "mails.csv"}],
    },
    "split": {"method": "stratified"},
}
HERE = Path("mails.toml")


def changed(**keys: Any) -> dict[str, Any]:
    """The card with keys laid over it; ``a__b`` is key ``b`` of table ``a``."""
    said = copy.deepcopy(SAID)
    for key, value in keys.items():
        *tables, last = key.split("__")
        table: Any = said
        for step in tables:
            table = table[int(step) if step.isdigit() else step]
        table[last] = value
    return said


def test_a_small_card_has_defaults_for_the_rest() -> None:
    card = parse_card(SAID, HERE)
    assert card.classes == ("ham", "spam")
    assert (card.split.test, card.split.seed, card.tokenizer) == (0.2, 42, "words")
    assert (card.drop.empty, card.drop.blank, card.drop.duplicates) == (True, True, "none")
    assert card.path == HERE


def test_a_list_of_labels_names_indices() -> None:
    card = parse_card(changed(labels=["cocoa", "grain"]), HERE)
    assert card.labels == {"0": "cocoa", "1": "grain"}


def test_several_labels_can_lead_to_one_class() -> None:
    card = parse_card(changed(labels={"1": "bad", "2": "bad", "9": "good"}), HERE)
    assert card.classes == ("bad", "good")


@pytest.mark.parametrize(
    "keys, message",
    [
        ({"titel": "x"}, "mails.toml: titel: unknown key; did you mean 'title'?"),
        (
            {"drop": {"duplicate": "none"}},
            "mails.toml: drop.duplicate: unknown key; did you mean 'duplicates'?",
        ),
        (
            {"source__files__0__sha": "x"},
            "mails.toml: source.files.0.sha: unknown key; did you mean 'sha256'?",
        ),
        ({"facts": {"words": {"mode": 1, "rule": "keras"}}}, "mails.toml: facts.words.mode: unknown key"),
        ({"split__method": "random"}, "split.method: Input should be 'published', 'stratified' or 'ordered'"),
        ({"split__test": 1.5}, "split.test: Input should be less than 1; it says 1.5"),
        ({"labels": {"ham": "ham"}}, "labels: "),
        ({"labels": {"0": "same", "1": "same"}}, "labels: fewer than two classes"),
        ({"clean": [{"pattern": "[a-"}]}, "clean.0.pattern: not a regular expression"),
        ({"source__files__0__sha256": "abc"}, "source.files.0.sha256: "),
        ({"source__files": []}, "source.files: "),
        ({"source__files": [{"role": "a", "name": "x"}, {"role": "a", "name": "y"}]}, "the same role"),
        ({"name": "a/b"}, "mails.toml: name: "),
    ],
)
def test_errors_name_file_key_and_remedy_on_one_line(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_card(changed(**keys), HERE)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value) and caught.value.remedy


def test_a_missing_key_is_named() -> None:
    said = copy.deepcopy(SAID)
    del said["split"]
    with pytest.raises(CardError, match=r"mails\.toml: split: the key is missing; add 'split'"):
        parse_card(said, HERE)


def test_options_are_checked_against_the_adapter() -> None:
    options = check_options(read_csv, parse_card(SAID, HERE))
    assert (options["text"], options["encoding"]) == ("body", "utf-8")


@pytest.mark.parametrize(
    "options, message",
    [
        (
            {"text": "a", "label": "b", "encodin": "x"},
            r"source\.options\.encodin: unknown key; did you mean 'encoding'",
        ),
        ({"text": "a"}, r"source\.options\.label: the key is missing"),
        ({"text": 3, "label": "b"}, r"source\.options\.text: .*it says 3"),
        ({"text": "a", "label": "b", "quoting": "all"}, r"source\.options\.quoting: .*'minimal' or 'none'"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(CardError, match=message):
        check_options(read_csv, parse_card(changed(source__options=options), HERE))


def test_the_preparation_key_follows_what_changes_the_parts() -> None:
    key = parse_card(SAID, HERE).preparation_key()
    assert parse_card(changed(title="other", tokenizer="char"), Path("else.toml")).preparation_key() == key
    for keys in (
        {"labels": {"spam": "spam", "ham": "ham"}},
        {"clean": [{"pattern": "x"}]},
        {"drop": {"blank": False}},
        {"split__seed": 7},
    ):
        assert parse_card(changed(**keys), HERE).preparation_key() != key
