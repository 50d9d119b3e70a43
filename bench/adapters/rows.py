"""What every adapter gives: the rows of a data set as published, decoded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Rows:
    """Decoded rows in a fixed order; a row's id is its position.

    Args:
        part: ``train``, ``test``, or an empty string where no split is published.
        label: Raw label as text, before the card gives it a name.
        text: The document.
    """

    part: list[str]
    label: list[str]
    text: list[str]

    def __post_init__(self) -> None:
        if not len(self.part) == len(self.label) == len(self.text):
            raise ValueError("part, label and text must be of one length")

    def __len__(self) -> int:
        return len(self.text)

    def sha256(self) -> str:
        """Content hash: the same for the same rows in the same order, however their files are packed.

        Each field goes in as UTF-8 behind its length in bytes, so that no two lists of rows look alike.

        Example:
            >>> Rows(["", ""], ["a", "b"], ["x y", "z"]).sha256()[:8]
            '98c15f7a'
        """
        digest = hashlib.sha256()
        for row in zip(self.part, self.label, self.text, strict=True):
            for field in row:
                # A lone surrogate can come from a JSON escape; it must not stop the hashing.
                data = field.encode("utf-8", "surrogatepass")
                digest.update(b"%d:" % len(data) + data)
        return digest.hexdigest()
