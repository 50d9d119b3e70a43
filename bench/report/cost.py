"""Accuracy against cost, and where the time goes."""

from __future__ import annotations

from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import page
from bench.report.results import Result, Setting

STAGES = ("load", "clean", "tokenise", "encode", "fit", "predict")


def cost_figures(card: CardEvidence) -> tuple[str, list[Figure]]:
    """For each group of settings a scatter and a bar chart."""
    figures = []
    for number, group in enumerate(card.settings):
        results = [result for result in card.results if result.setting in group]
        suffix = f"-{number + 1}" if number else ""
        figures += [*_scatter(card, results, group, suffix), *_stages(card, results, suffix)]
    if not figures:
        return "", []
    return page("## Accuracy against cost", *[figure.link() for figure in figures]), figures


def _scatter(
    card: CardEvidence, results: list[Result], group: tuple[Setting, ...], suffix: str
) -> list[Figure]:
    points = [
        {
            "name": result.name if len({other.tokenizer for other in results}) > 1 else result.model,
            "kind": result.kind,
            "accuracy": result.accuracy,
            "interval": list(result.interval),
            "training": result.training_seconds,
            "prediction": result.throughput("predict_documents_per_second"),
        }
        for result in results
        if result.training_seconds and result.throughput("predict_documents_per_second")
    ]
    if not points:
        return []
    axes = "seconds of training and documents a second in prediction"
    alt = f"Accuracy on {card.name} against {axes}, on {card.measured_on(group)}"
    return [Figure(f"{card.name}-cost{suffix}", "cost", {"points": points}, alt)]


def _stages(card: CardEvidence, results: list[Result], suffix: str) -> list[Figure]:
    bars = [
        {"name": result.name, "seconds": [result.stage(stage) or 0.0 for stage in STAGES]}
        for result in results
        if any(result.stage(stage) for stage in STAGES)
    ]
    if not bars:
        return []
    alt = f"Share of each stage in the time of every model on {card.name}"
    return [Figure(f"{card.name}-stages{suffix}", "stages", {"stages": list(STAGES), "bars": bars}, alt)]
