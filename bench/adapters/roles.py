"""The roles a card's files can have for an adapter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.errors import CardError

PARTS = ("train", "test")


def file_of(files: Mapping[str, Path], role: str) -> Path:
    """The file with a role.

    Raises:
        CardError: The card has no file of that role.
    """
    try:
        return files[role]
    except KeyError:
        there_are = ", ".join(files) or "none"
        raise CardError(
            f'the adapter needs a file with role = "{role}"',
            where="source.files",
            remedy=f"give it one (roles there are: {there_are})",
        ) from None


def part_of(role: str) -> str:
    """The part a file's rows belong to: its role, where that is one."""
    return role if role in PARTS else ""
