"""What each model confuses with what."""

from __future__ import annotations

from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import escape, fold, page, table
from bench.report.quantities import count, percent
from bench.report.results import Result

_SMALL = 6
_PAIRS = 10


def confusions(card: CardEvidence) -> tuple[str, list[Figure]]:
    """A heat map a model, with a table where the classes are few, else the pairs confused most."""
    figures: list[Figure] = []
    blocks = []
    for result in card.results:
        matrix = (result.first.metrics or {}).get("confusion")
        if not matrix:
            continue
        figure = _heat_map(card, result, matrix)
        figures.append(figure)
        words = (
            _counts(card.classes, matrix) if len(matrix) <= _SMALL else _most_confused(card.classes, matrix)
        )
        seed = f", seed {result.first.seed}" if len(result.records) > 1 else ""
        title = f"{escape(result.name)}{seed}: {percent((result.first.metrics or {}).get('accuracy'))} %"
        # The best and the baseline are what a reader compares; the others open on a click.
        content = page(words, figure.link())
        first = result is card.results[0] or result.baseline
        blocks.append(page(f"### {title}", content) if first else fold(title, content.strip()))
    if not blocks:
        return "", []
    lead = "Rows are the true classes, columns the predicted ones."
    if not all(name.isascii() for name in card.classes):
        # The bundled font has no Hangul, and another would differ from machine to machine.
        lead += " A name in a script that the pictures' font lacks stands there as its number, from 0."
    return page("## Confusion", lead, *blocks), figures


def _heat_map(card: CardEvidence, result: Result, matrix: list[list[int]]) -> Figure:
    name = f"{card.name}-confusion-{result.tokenizer}-{result.model}"
    if len(card.settings) > 1:
        name += f"-{result.setting}"
    if len({other.data for other in card.results}) > 1:
        name += f"-{result.data[:8]}"
    data = {"matrix": matrix, "classes": list(card.classes)}
    return Figure(name, "confusion", data, f"Confusion matrix of {result.name} on {card.name}")


def _counts(classes: tuple[str, ...], matrix: list[list[int]]) -> str:
    names = [escape(name) for name in classes]
    rows = [(f"**{name}**", *map(count, row)) for name, row in zip(names, matrix, strict=True)]
    return table(["true \\ predicted", *names], rows, "l" + "r" * len(names))


def _most_confused(classes: tuple[str, ...], matrix: list[list[int]]) -> str:
    pairs = [
        (number, true, predicted)
        for true, row in enumerate(matrix)
        for predicted, number in enumerate(row)
        if number and true != predicted
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    if not pairs:
        return "Nothing was confused."
    rows = [
        (
            escape(classes[true]),
            escape(classes[predicted]),
            count(number),
            percent(number / sum(matrix[true])),
        )
        for number, true, predicted in pairs[:_PAIRS]
    ]
    return page(
        "Most confused pairs:",
        table(["true class", "taken for", "documents", "% of the true class"], rows, "llrr"),
    ).strip()
