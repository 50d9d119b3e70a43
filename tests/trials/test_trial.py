"""Signatures and keys."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.errors import RecipeError
from bench.recipe import Recipe
from bench.trials.trial import Trial, key, parse_signature, signature

RECIPES = st.builds(
    Recipe,
    st.from_regex(r"[a-z][a-z0-9_.-]*", fullmatch=True),
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True),
        st.text(st.sampled_from('a/"\\,:=@[{ '))
        | st.integers()
        | st.lists(st.text(st.sampled_from('/"\\]'))),
        max_size=3,
    ),
)


@given(st.from_regex(r"[a-z][\w.-]*", fullmatch=True), RECIPES, RECIPES, st.integers(0, 99))
def test_a_signature_is_read_back(card: str, tokenizer: Recipe, model: Recipe, seed: int) -> None:
    trial = Trial(card, tokenizer, model, seed)
    assert parse_signature(signature(card, "3fa9c1d2e4b5", tokenizer, model, seed)) == (trial, "3fa9c1d2")
    assert parse_signature(signature(card, "", tokenizer, model, seed)) == (trial, "")


@pytest.mark.parametrize(
    "text", ["", "spam", "spam/words/nb", "spam@xyz/words/nb/0", "spam/words/nb/one", "a/b/c/d/0"]
)
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(RecipeError, match="is not a signature; write card@hash/tokenizer/model/seed"):
        parse_signature(text)


BASE: dict[str, Any] = {
    "card": "spam",
    "data_sha256": "3fa9",
    "tokenizer": str(Recipe("words")),
    "tokenizer_version": "1",
    "model": str(Recipe("nb")),
    "seed": 0,
    "source": None,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("card", "nsmc"),
        ("data_sha256", "3faa"),
        ("tokenizer", str(Recipe("words", {"lower": False}))),
        ("tokenizer_version", "2"),
        ("model", str(Recipe("nb", {"alpha": 2}))),
        ("seed", 1),
        ("source", "abc"),
    ],
)
def test_all_that_decides_the_outcome_changes_the_key(name: str, value: Any) -> None:
    assert key(**BASE) == key(**BASE)
    assert key(**{**BASE, name: value}) != key(**BASE)
