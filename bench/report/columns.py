"""The columns of result tables: a heading, an alignment, and what each result has to say there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.report import quantities as write
from bench.report.evidence import CardEvidence, machine
from bench.report.markdown import Cell, escape, linked, table
from bench.report.quantities import MISSING
from bench.report.results import Failure, Result

REASON_LENGTH = 120


@dataclass
class Footnotes:
    """The footnotes of a page, numbered in order of first mention."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def mark(self, text: str) -> str:
        """The reference to a footnote of this text (Markdown)."""
        return f"[^{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def __str__(self) -> str:
        return "\n".join(f"[^{number}]: {text}" for text, number in self._numbers.items())


@dataclass(frozen=True)
class Column:
    """A column of a table of results.

    Args:
        heading: With the unit; Markdown.
        cell: What a result has there; Markdown.
        align: ``l``, ``r`` or ``c``.
        failed: What a failed trial has there.
    """

    heading: str
    cell: Callable[[Result], Cell]
    align: str = "r"
    failed: Callable[[Failure], Cell] = lambda failure: MISSING


def results_table(columns: Sequence[Column], results: Iterable[Result], failures: Iterable[Failure]) -> str:
    """A table with a row a result and a row a failure; columns with nothing in them are left out."""
    rows = [[column.cell(result) for column in columns] for result in results]
    rows += [[column.failed(failure) for column in columns] for failure in failures]
    kept = [place for place in range(len(columns)) if any(row[place] not in (MISSING, "") for row in rows)]
    return table(
        [columns[place].heading for place in kept],
        [[row[place] for place in kept] for row in rows],
        "".join(columns[place].align for place in kept),
    )


def naming(card: CardEvidence) -> list[Column]:
    """Model, tokenizer, and machine or data where there is more than one."""
    best = card.results[0] if card.results else None

    def model(result: Result) -> Cell:
        return f"**{escape(result.model)}**" if result is best else escape(result.model)

    columns = [
        Column("model", model, "l", lambda failure: escape(failure.model)),
        Column(
            "tokenizer",
            lambda result: escape(result.tokenizer),
            "l",
            lambda failure: escape(failure.tokenizer),
        ),
    ]
    if len(card.machines) > 1:
        columns.append(Column("machine", lambda result: machine_letter(card, result), "c"))
    if len({result.data for result in card.results}) > 1:
        columns.append(Column("data", lambda result: escape(result.data[:8]), "l"))
    return columns


def machine_letter(card: CardEvidence, result: Result) -> str:
    """What the tables call the machine that a result comes from."""
    place = card.machines.index(machine(result))
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def scores(card: CardEvidence) -> list[Column]:
    """Accuracy with its interval, macro-F1, and the difference to ``nb``."""

    def outcome(failure: Failure) -> Cell:
        seeds = ", ".join(str(record.seed) for record in failure.records)
        return f"**{escape(failure.status)}**" + (f" (seeds {seeds})" if len(failure.records) > 1 else "")

    return [
        Column("accuracy %", lambda result: write.percent(result.accuracy), "r", outcome),
        Column("95 % interval", lambda result: write.interval(*result.interval)),
        Column("seeds (sd)", _seeds),
        Column("macro-F1 %", lambda result: write.percent(result.metric("macro_f1"))),
        Column("against nb, points", lambda result: difference(card, result)),
        Column("p", lambda result: _p(card, result)),
    ]


def difference(card: CardEvidence, result: Result) -> Cell:
    """The difference to ``nb`` in points, marked where significant; with the tokenizer of another."""
    comparison = card.comparisons.get(result)
    if comparison is None:
        return "baseline" if result.baseline else MISSING
    text = write.points(comparison.difference)
    if comparison.significant:
        text += " ▲" if comparison.difference > 0 else " ▼"
    other = comparison.against
    return text if other.tokenizer == result.tokenizer else f"{text} ({escape(other.tokenizer)})"


def _p(card: CardEvidence, result: Result) -> Cell:
    comparison = card.comparisons.get(result)
    return MISSING if comparison is None else write.p_value(comparison.p_adjusted)


def _seeds(result: Result) -> Cell:
    return MISSING if result.spread is None else f"{len(result.records)} (±{write.percent(result.spread)})"


def costs() -> list[Column]:
    """What a reader has to pay: training, prediction, memory."""
    return [
        Column("training", lambda result: write.seconds(result.training_seconds)),
        Column(
            "prediction, docs/s", lambda result: write.rate(result.throughput("predict_documents_per_second"))
        ),
        Column("one document", lambda result: write.seconds(result.throughput("latency_median_s"))),
        Column("peak memory", lambda result: write.size(result.peak_bytes)),
    ]


def published(notes: Footnotes) -> Column:
    """The published figure, with its source and how it was chosen in a footnote."""

    def cell(result: Result) -> Cell:
        figure: Mapping[str, Any] | None = result.first.published
        if not figure:
            return MISSING
        mark = notes.mark(_source(figure))
        if figure.get("accuracy") is None:
            return f"none{mark}"
        return f"{write.percent(figure['accuracy'])}{' ‡' if figure.get('chosen_on') == 'test' else ''}{mark}"

    return Column("published %", cell)


def _source(figure: Mapping[str, Any]) -> str:
    """The text of a published figure's footnote."""
    chosen = {
        "test": "**selected on the test part** (‡): its test documents took part in choosing it",
        "validation": "chosen on a validation part",
        "none": "nothing was chosen",
    }
    how = str(figure.get("chosen_on") or "")
    parts = [linked(str(figure.get("source") or "source not recorded"))]
    parts += [chosen.get(how, f"chosen on: {escape(how)}")] if how else []
    parts += [linked(str(figure["note"]))] if figure.get("note") else []
    return "; ".join(parts) + "."


def note() -> Column:
    """Why a trial has no result."""

    def reason(failure: Failure) -> Cell:
        text = failure.reason
        return escape(text if len(text) <= REASON_LENGTH else text[: REASON_LENGTH - 1] + "…")

    return Column("note", lambda result: "", "l", reason)


def detail() -> list[Column]:
    """What only the page of a data set shows beside the rest."""
    return [
        Column("accuracy % on unseen texts", lambda result: write.percent(result.metric("accuracy_unseen"))),
        Column("ROC-AUC", lambda result: _plain(result.metric("roc_auc"))),
        Column("log-loss", lambda result: _plain(result.metric("log_loss"))),
    ]


def further_costs() -> list[Column]:
    """Rates and sizes in full, for the page of a data set."""
    return [
        Column(
            "training, docs/s", lambda result: write.rate(result.throughput("train_documents_per_second"))
        ),
        Column(
            "of an epoch, docs/s", lambda result: write.rate(result.throughput("epoch_documents_per_second"))
        ),
        Column(
            "one by one, docs/s",
            lambda result: write.rate(result.throughput("predict_one_documents_per_second")),
        ),
        Column(
            "one document, 99th percentile", lambda result: write.seconds(result.throughput("latency_p99_s"))
        ),
        Column("parameters", lambda result: write.count(result.first.model.get("parameters"))),
        Column("model size", lambda result: write.size(result.first.model.get("bytes"))),
    ]


def _plain(value: float | None) -> str:
    return MISSING if value is None else f"{value:.3f}"
