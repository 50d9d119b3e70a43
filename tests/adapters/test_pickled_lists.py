"""Nothing in a hostile pickle runs, and none of them takes the memory it asks for."""

from __future__ import annotations

import builtins
import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.adapters.pickled_lists import read_lists
from bench.errors import DataError

WHERE = Path("hostile.npz")


def pickled(value: object, protocol: int = 2) -> bytes:
    return pickle.dumps(value, protocol=protocol)


def ragged(lists: list[list[int]]) -> np.ndarray:
    array = np.empty(len(lists), dtype=object)
    array[:] = lists
    return array


class Calls:
    """Pickles as a call of a function."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self.call


@pytest.mark.parametrize("protocol", [2, 3, 4])
def test_plain_lists_are_read_from_every_protocol(protocol: int) -> None:
    lists = [[1, 2, 300, 70_000], [], [5]]
    assert read_lists(pickled(ragged(lists), protocol), 3, WHERE) == lists


def test_long_lists_are_read() -> None:
    lists = [list(range(5000))] * 1 + [[7] * 3 for _ in range(2000)]
    assert read_lists(pickled(ragged(lists)), len(lists), WHERE) == lists


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize(
    "function, argument",
    [
        (os.system, "touch {mark}"),
        (subprocess.getoutput, "touch {mark}"),
        (builtins.eval, "open({mark!r}, 'w')"),
        (builtins.exec, "open({mark!r}, 'w')"),
    ],
)
def test_calls_are_not_made(
    function: Callable[..., Any], argument: str, protocol: int, tmp_path: Path
) -> None:
    mark = tmp_path / "ran"
    call = Calls(function, argument.format(mark=str(mark)))
    inside = np.empty(2, dtype=object)
    inside[:] = [[1], call]
    for value in (call, [call], inside, Calls(getattr, call, "real"), Calls(np.array, call)):
        with pytest.raises(DataError, match="refused"):
            read_lists(pickled(value, protocol), 2, WHERE)
    assert not mark.exists()


def test_the_refusal_names_the_function_and_says_what_to_do() -> None:
    with pytest.raises(DataError) as caught:
        read_lists(b"cos\nsystem\n(U\x04echotR.", 1, WHERE)
    message = str(caught.value)
    assert "os.system" in message and "bench data fetch" in message and "\n" not in message


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x80\x02]r\xff\xff\xff\x7f.",  # a memo index that would allocate 32 GB
        b"\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.",  # bytes of a claimed 2**63
        b"\x80\x05\x96\xff\xff\xff\xff\xff\xff\xff\x7f.",  # a bytearray of a claimed 2**63
        b"\x80\x02\x8b\xff\xff\xff\x7f.",  # an integer of 2**31 bytes
        b"\x80\x02P1\n.",  # a persistent id
        b"\x80\x02\x82\x01.",  # a registered extension
        b"(i__main__\nx\n.",  # an instance of protocol 0
        b"\x80\x02cos\nsystem\x00\n.",  # a name with a zero byte
        b"\x80\x02]",  # cut off
        b"",
        b"\x80\x02.",  # nothing on the stack
        b"\x80\x02)R.",  # a call of nothing
        b"\x80\x02cnumpy\nndarray\n(K\x01tb.",  # a state for the class itself
        b"\x80\x02]K\x01a.",  # a list, but no array
    ],
)
def test_other_instructions_are_refused(hostile: bytes) -> None:
    with pytest.raises(DataError, match="refused"):
        read_lists(hostile, 1, WHERE)


def test_a_huge_claimed_shape_is_not_believed() -> None:
    honest = pickled(ragged([[1], [2]]))
    claims = honest.replace(b"K\x01K\x02\x85", b"K\x01J\xff\xff\xff\x7f\x85")
    assert claims != honest
    assert read_lists(claims, 2, WHERE) == [[1], [2]]  # the list says how many there are, not the shape
    with pytest.raises(DataError, match="2 lists where 2147483647 are promised"):
        read_lists(claims, 2**31 - 1, WHERE)


def test_one_list_in_many_places_does_not_multiply() -> None:
    with pytest.raises(DataError, match="more numbers than there are bytes"):
        read_lists(pickled(ragged([[1] * 10_000] * 10_000)), 10_000, WHERE)


def test_arrays_of_other_things_are_refused() -> None:
    for thing in ("text", {"a": 1}, 1.5):
        array = np.empty(1, dtype=object)
        array[0] = thing
        with pytest.raises(DataError, match="refused"):
            read_lists(pickled(array), 1, WHERE)
