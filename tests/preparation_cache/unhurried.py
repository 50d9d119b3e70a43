"""A tokenizer that works in portions, and stops at a text as long as a file is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import tokenizer
from bench.tokenizers.base import Progress


@tokenizer("unhurried")
@dataclass(frozen=True)
class Unhurried:
    """Writes the number of texts of each call to a log; fails at the third call while ``stop`` is there."""

    log: str
    stop: str

    version = "1"
    portion = 50

    def tokenize(self, texts: Sequence[str], progress: Progress | None = None) -> list[list[str]]:
        with Path(self.log).open("a+", encoding="utf-8") as file:
            file.seek(0)
            if len(file.readlines()) == 2 and Path(self.stop).exists():
                raise RuntimeError("stopped")
            file.write(f"{len(texts)}\n")
        if progress:
            progress(len(texts))
        return [text.lower().split() for text in texts]
