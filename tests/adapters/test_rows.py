from __future__ import annotations

import pytest

from bench.adapters.rows import Rows


def test_equal_rows_have_equal_hashes() -> None:
    assert Rows(["train"], ["1"], ["좋다"]).sha256() == Rows(["train"], ["1"], ["좋다"]).sha256()


@pytest.mark.parametrize(
    "other",
    [
        Rows(["", ""], ["a", "b"], ["y", "x"]),
        Rows(["", ""], ["b", "a"], ["x", "y"]),
        Rows(["train", ""], ["a", "b"], ["x", "y"]),
        Rows([""], ["a"], ["x"]),
        Rows(["", ""], ["ax", "b"], ["", "y"]),
        Rows(["", "a"], ["", "b"], ["x", "y"]),
    ],
)
def test_any_other_rows_have_another(other: Rows) -> None:
    assert Rows(["", ""], ["a", "b"], ["x", "y"]).sha256() != other.sha256()


def test_columns_must_be_of_one_length() -> None:
    with pytest.raises(ValueError, match="one length"):
        Rows(["train"], [], ["x"])
