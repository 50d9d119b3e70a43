"""An explanation on a console; wide letters (Hangul) keep the columns straight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.explain.explanation import Explanation, Look, Strongest, Weighed
from bench.report.quantities import percent

_BESIDE = 4
"""Classes side by side."""

_TELLING = 5
"""Tokens of a document that are named, the strongest first."""


def tables(explanation: Explanation) -> Iterator[str]:
    """The strongest tokens of each class, and those of each document."""
    for start in range(0, len(explanation.strongest), _BESIDE):
        yield _strongest(explanation.strongest[start : start + _BESIDE])
    for look in explanation.looks:
        yield _documents(explanation, look)


def _strongest(classes: Sequence[Strongest]) -> str:
    from tabulate import tabulate

    longest = max(len(entry.tokens) for entry in classes)
    rows = [
        [
            cell
            for entry in classes
            for cell in (
                (entry.tokens[rank][0], f"{entry.tokens[rank][1]:.3g}")
                if rank < len(entry.tokens)
                else ("", "")
            )
        ]
        for rank in range(longest)
    ]
    headers = [heading for entry in classes for heading in (entry.label, "")]
    align = ["left", "right"] * len(classes)
    return str(tabulate(rows, headers, "simple", colalign=align, disable_numparse=True))


def _documents(explanation: Explanation, look: Look) -> str:
    from tabulate import tabulate

    rows = [
        [
            judged.true or "",
            judged.predicted,
            "" if judged.probability is None else percent(judged.probability),
            _telling(weighed, look),
        ]
        for judged, weighed in zip(explanation.documents, look.documents, strict=True)
    ]
    what = f"attention of {look.layer}" if look.kind == "attention" else "what tokens add"
    headers = ["true", "predicted", "%", what]
    return str(
        tabulate(rows, headers, "simple", colalign=["left", "left", "right", "left"], disable_numparse=True)
    )


def _telling(weighed: Weighed, look: Look) -> str:
    pairs = sorted(zip(weighed.tokens, weighed.weights, strict=True), key=lambda pair: -abs(pair[1]))
    style = ".1%" if look.kind == "attention" else "+.3g"
    return "  ".join(f"{token} {weight:{style}}" for token, weight in pairs[:_TELLING])
