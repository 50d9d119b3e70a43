"""A tokenizer that notes each call in a file: a plugin file for the tests of the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bench


@bench.tokenizer("counting")
@dataclass(frozen=True)
class Counting:
    """Splits on white space.

    Args:
        log: File that gets a line a call.
        version_: What ``version`` says.
        fails: Raise instead.
    """

    log: str
    version_: str = "1"
    fails: bool = False

    @property
    def version(self) -> str:
        return self.version_

    def tokenize(self, texts: Sequence[str], progress: object = None) -> list[list[str]]:
        with Path(self.log).open("a") as file:
            file.write(f"{len(texts)}\n")
        if self.fails:
            raise RuntimeError("no luck")
        return [text.split() for text in texts]
