"""Which trials of a suite options leave."""

from __future__ import annotations

import pytest

from bench.cli.choice import choose
from bench.errors import RecipeError


def test_a_card_s_own_tokenizer_is_chosen_by_its_name() -> None:
    """The suite says nothing of a tokenizer there; the card of nsmc says okt."""
    chosen = choose("full", ["nsmc"], ["okt"], ["nb"], None).trials
    assert [(trial.card, trial.tokenizer, trial.model.name) for trial in chosen] == [("nsmc", None, "nb")]


def test_a_tokenizer_is_chosen_by_its_name_or_by_all_of_its_recipe() -> None:
    named = choose("published", ["nsmc"], ["okt"], [], None).trials
    recipe = "okt:stopwords=korean-particles"
    assert named == choose("published", ["nsmc"], [recipe], [], None).trials
    assert {str(trial.tokenizer) for trial in named} == {recipe}


def test_options_that_leave_nothing_are_refused() -> None:
    with pytest.raises(RecipeError, match="no trial of the suite 'published' is left"):
        choose("published", ["imdb"], ["okt"], [], None)
