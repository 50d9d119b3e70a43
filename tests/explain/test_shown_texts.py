"""Where the documents that are shown come from."""

from __future__ import annotations

from collections import Counter

import numpy as np

from bench.cards.load import load_card
from bench.explain.texts import given, of_sample, of_test_part, spread
from bench.preparation.prepare import prepare
from bench.recipe import Recipe


def test_places_are_spread_over_classes_and_within_them() -> None:
    labels = np.array([1] * 50 + [0] * 30 + [3] * 2)
    found = spread(labels, 7)
    assert Counter(labels[found].tolist()) == {0: 3, 1: 2, 3: 2}
    assert len(set(found)) == 7
    assert spread(labels, 1) == [50]
    assert len(spread(np.array([0, 1]), 9)) == 2


def test_a_real_card_shows_its_sample_cleaned_and_tokenised_as_it_says() -> None:
    card = load_card("nsmc")
    found = of_sample(card, Recipe("whitespace"), 4)
    assert found.public
    assert found.origin == "the bundled sample nsmc-sample"
    assert Counter(found.labels) == {"negative": 2, "positive": 2}
    assert found == of_sample(load_card("nsmc-sample"), Recipe("whitespace"), 4)
    assert all(letter == " " or "ㄱ" <= letter <= "힣" for text in found.documents for letter in text)


def test_documents_of_a_sample_are_of_its_test_part() -> None:
    card = load_card("spam-sample")
    prepared = prepare(card, Recipe("words"), None)
    public, local = of_sample(card, Recipe("words"), 5), of_test_part(card, prepared, 5)
    assert public.documents == local.documents
    assert public.labels == local.labels
    assert not local.public


def test_texts_of_the_user_are_cleaned_and_never_public() -> None:
    found = given(load_card("nsmc"), Recipe("whitespace"), ["정말 good 재밌다!!"])
    assert found.documents == ("정말 재밌다",)
    assert found.labels == (None,)
    assert not found.public


def test_a_card_without_a_sample_has_none_to_show() -> None:
    card = load_card("newsgroups")
    assert card.sample is None
    assert of_sample(card, Recipe("words"), 5).documents == ()
