"""Checking the facts a card declares against the rows that were decoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.tokenizers.words import Words

if TYPE_CHECKING:
    from bench.adapters.rows import Rows
    from bench.cards.schema import Card, WordFacts
    from bench.preparation.drop import Mask
    from bench.preparation.sieve import Sieved


@dataclass(frozen=True)
class Finding:
    """One fact, with what it should be and what it is."""

    fact: str
    expected: object
    found: object

    @property
    def holds(self) -> bool:
        """Whether both are the same; numbers with a fraction to the two decimals that are published."""
        if isinstance(self.expected, float):
            return isinstance(self.found, float) and abs(self.expected - self.found) <= 0.005
        return self.expected == self.found


def check_facts(card: Card, rows: Rows, sieved: Sieved, content_sha256: str) -> Iterator[Finding]:
    """Compare every fact the card declares, in the order in which the data flows.

    Args:
        card: Declares the facts.
        rows: As decoded.
        sieved: What became of each row.
        content_sha256: ``rows.sha256()``.
    """
    facts = card.facts
    if facts.content_sha256:
        yield Finding("content_sha256", facts.content_sha256, content_sha256)
    if facts.rows is not None:
        yield Finding("rows", facts.rows, len(rows))
    part = np.array([name or "all" for name in rows.part])
    left = ~sieved.empty if card.drop.duplicates == "none" else ~sieved.empty & ~sieved.repeated
    yield from _counted("parts", facts.parts, part)
    if facts.classes is not None:
        yield Finding("classes", facts.classes, len(np.unique(sieved.labels)))
    if facts.duplicates is not None:
        yield Finding("duplicates", facts.duplicates, int(sieved.repeated.sum()))
    yield from _counted("left", facts.left, part[left])
    for name, expected in facts.class_rows.items():
        of_part = sieved.labels[left & (part == name)]
        names = np.array([sieved.classes[label] for label in of_part])
        yield from _counted(f"class_rows.{name}", expected, names)
    yield from _counted("not_blank", facts.not_blank, part[left & ~sieved.blank])
    if facts.words:
        yield from _word_findings(facts.words, rows, part, left)
    if facts.first_train_text is not None:
        in_train = np.flatnonzero(part != "test")
        first = rows.text[in_train[0]] if len(in_train) else ""
        yield Finding("first_train_text", facts.first_train_text, first[: len(facts.first_train_text)])


def _counted(fact: str, expected: Mapping[str, int], found: np.ndarray) -> Iterator[Finding]:
    counts = Counter(found.tolist())
    for name, number in expected.items():
        yield Finding(f"{fact}.{name}", number, counts[name])


def _word_findings(facts: WordFacts, rows: Rows, part: np.ndarray, left: Mask) -> Iterator[Finding]:
    by_keras = Words().tokenize
    distinct: set[str] = set()
    lengths: list[int] = []
    for row in np.flatnonzero(left).tolist():
        text = rows.text[row]
        words = by_keras([text])[0] if facts.rule == "keras" else [word for word in text.split(" ") if word]
        distinct.update(words)
        if facts.part in ("all", part[row]):
            lengths.append(len(words) + facts.start_token)
    if facts.distinct is not None:
        yield Finding("words.distinct", facts.distinct, len(distinct))
    if facts.mean is not None:
        yield Finding("words.mean", facts.mean, round(sum(lengths) / max(len(lengths), 1), 4))
    if facts.longest is not None:
        yield Finding("words.longest", facts.longest, max(lengths, default=0))
