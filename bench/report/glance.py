"""All data sets at a glance: the answers beside what they follow from, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.report import quantities as write
from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import Cell, escape, page, slug, table
from bench.report.quantities import MISSING
from bench.report.results import Result
from bench.report.verdict import Verdict, judge
from bench.report.wording import heading

_HEADINGS = (
    "data set",
    "is it worth it?",
    "nb, %",
    "best classical model, %",
    "best neural model, %",
    "difference, points",
    "p",
    "training",
)
_MORE = (
    "Difference, p and training time are those of the neural model against the classical one, or against nb "
    "where there is no other. The page of a data set begins with the same answer and its reasons in full."
)


def glance(cards: Sequence[CardEvidence]) -> tuple[str, list[Figure]]:
    """Of each data set the answer, the baseline and the best model of each kind (Markdown)."""
    verdicts = [(card, judge(card)) for card in cards]
    rows = [_row(card, verdict) for card, verdict in verdicts]
    figures = _figure(verdicts)
    answers = table(_HEADINGS, rows, "llrllrrr")
    return page(*[figure.link() for figure in figures], answers, _MORE), figures


def _row(card: CardEvidence, verdict: Verdict) -> list[Cell]:
    return [
        f"[{escape(heading(card))}]({slug(card.name)}.md)",
        f"**{verdict.answer}** {verdict.reason}".strip(),
        write.percent(verdict.baseline.accuracy) if verdict.baseline else MISSING,
        _model(verdict.classical),
        _model(verdict.neural),
        *_comparison(card, verdict),
    ]


def _comparison(card: CardEvidence, verdict: Verdict) -> list[Cell]:
    """How much better, how surely, and at how many times the training."""
    neural = verdict.neural
    found = verdict.duel or (card.comparisons.get(neural) if neural else None)
    if neural is None or found is None:
        return [MISSING] * 3
    times = card.training_ratio(neural, found.against)
    return [
        write.points(found.difference),
        write.p_value(found.p_adjusted),
        MISSING if times is None else f"{write.ratio(times)} ×",
    ]


def _model(result: Result | None) -> Cell:
    if result is None:
        return MISSING
    where = f" ({escape(result.setting.place)})" if result.setting.accelerated else ""
    return f"{write.percent(result.accuracy)} {escape(result.name)}{where}"


def _figure(verdicts: Sequence[tuple[CardEvidence, Verdict]]) -> list[Figure]:
    """The accuracies with their intervals; nothing where no data set has a result."""
    shown = [
        {"title": heading(card), "rows": [_point(result) for result in results]}
        for card, verdict in verdicts
        if (results := [r for r in (verdict.baseline, verdict.classical, verdict.neural) if r])
    ]
    if not shown:
        return []
    alt = "On each data set the accuracy of nb, of the best classical and of the best neural model"
    return [Figure("glance", "glance", {"data_sets": shown}, alt)]


def _point(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "kind": result.kind,
        "accuracy": result.accuracy,
        "interval": list(result.interval),
        "training": result.training_seconds,
    }
