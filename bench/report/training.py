"""How the neural models learned."""

from __future__ import annotations

from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import escape, page, table
from bench.report.quantities import MISSING, percent, seconds
from bench.report.results import Result

_CURVES = ("loss", "val_loss", "accuracy", "val_accuracy")


def training(card: CardEvidence) -> tuple[str, list[Figure]]:
    """Learning curves of every model with epochs, and a table of where they ended."""
    learners = [result for result in card.results if any(record.history for record in result.records)]
    if not learners:
        return "", []
    figures = [_curves(card, result) for result in learners]
    rows = [row for result in learners for row in _rows(result)]
    headers = [
        "model",
        "tokenizer",
        "seed",
        "epochs",
        "seconds an epoch",
        "lowest validation loss at epoch",
        "training accuracy %",
        "validation accuracy %",
    ]
    text = page(
        "## How they learned",
        table(headers, rows, "llrrrrrr"),
        "Accuracies are of the last epoch; the validation part is cut from the training part.",
        *[figure.link() for figure in figures],
    )
    return text, figures


def _curves(card: CardEvidence, result: Result) -> Figure:
    seeds = [
        {"seed": record.seed, **{key: [epoch.get(key) for epoch in record.history] for key in _CURVES}}
        for record in result.records
        if record.history
    ]
    name = f"{card.name}-curves-{result.tokenizer}-{result.model}"
    if len(card.settings) > 1:
        name += f"-{result.setting}"
    if len({other.data for other in card.results}) > 1:
        name += f"-{result.data[:8]}"
    alt = f"Loss and accuracy of {result.name} on {card.name}, epoch by epoch, in training and validation"
    return Figure(name, "curves", {"title": result.name, "seeds": seeds}, alt)


def _rows(result: Result) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for record in result.records:
        if not record.history:
            continue
        losses = [epoch["val_loss"] for epoch in record.history if epoch.get("val_loss") is not None]
        times = [epoch["seconds"] for epoch in record.history if epoch.get("seconds") is not None]
        last = record.history[-1]
        rows.append(
            (
                escape(result.model),
                escape(result.tokenizer),
                str(record.seed),
                str(len(record.history)),
                seconds(sum(times) / len(times)) if times else MISSING,
                str(losses.index(min(losses)) + 1) if losses else MISSING,
                percent(last.get("accuracy")),
                percent(last.get("val_accuracy")),
            )
        )
    return rows
