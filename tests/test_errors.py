"""What a failure says, and that it says the same on the other side of a process border."""

from __future__ import annotations

import multiprocessing
import pickle

import pytest

from bench import errors
from bench.errors import BenchError, CardError, UnknownName

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BenchError)]


def test_problem_place_and_remedy_stand_on_one_line() -> None:
    error = CardError("no such\nkey 'x'", where="cards/a.toml", remedy="did you\n  mean 'y'?")
    assert str(error) == "cards/a.toml: no such key 'x'; did you mean 'y'?"


def test_place_and_remedy_may_be_missing() -> None:
    assert str(BenchError("bad")) == "bad"
    assert str(BenchError("bad", remedy="mend it")) == "bad; mend it"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_pickling_keeps_kind_and_text(kind: type[BenchError]) -> None:
    error = kind("bad", where="here", remedy="mend it")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.where, again.remedy) == (
        kind,
        "here: bad; mend it",
        "here",
        "mend it",
    )


def _fail(text: str) -> None:
    raise CardError(text, where="a.toml", remedy="mend it")


def test_an_error_crosses_from_another_process() -> None:
    with (
        multiprocessing.get_context("spawn").Pool(1) as pool,
        pytest.raises(CardError, match=r"^a\.toml: bad; mend it$"),
    ):
        pool.apply(_fail, ("bad",))


def test_an_unknown_name_is_a_missing_key_too() -> None:
    with pytest.raises(KeyError) as caught:
        raise UnknownName("no model is named 'x'", remedy="known: nb")
    assert str(caught.value) == "no model is named 'x'; known: nb"  # KeyError alone would show its repr
