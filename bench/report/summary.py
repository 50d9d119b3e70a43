"""The summary that a run ends with: plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bench.errors import RecordError
from bench.records.predictions import Predictions
from bench.records.record import Record
from bench.records.store import Store
from bench.report import quantities as write
from bench.report.comparisons import baseline_of
from bench.report.evidence import CardEvidence, from_records
from bench.report.quantities import MISSING
from bench.report.results import Result
from bench.report.verdict import judge
from bench.report.wording import heading

_HEADERS = ("model", "tokenizer", "accuracy %", "95 % interval", "against nb", "training", "docs/s", "memory")
_LEGEND = "against nb: points; ▲ ▼ significant (McNemar, Holm-corrected, p < 0.05), ? not tested"


def console(records: Sequence[Record], store: Store | None = None) -> str:
    """A table a data set: what each model gets right, what it costs, and whether the network is worth it.

    Args:
        records: Of the run.
        store: Where their predictions lie; without it differences to ``nb`` are not tested.

    Returns:
        Lines for a fixed-width terminal, Hangul aligned; failed trials with their reasons.
    """

    def read(record: Record) -> Predictions:
        if store is None:
            raise RecordError("the predictions are not at hand", where=record.signature)
        return store.predictions(record)

    blocks = [_table(card) for card in from_records(records, read)]
    if not blocks:
        return "No trials."
    return "\n\n".join([*blocks, _LEGEND])


def _table(card: CardEvidence) -> str:
    from tabulate import tabulate

    rows = [_row(card, result) for result in card.results]
    for failure in card.failures:
        blank = [MISSING] * (len(_HEADERS) - 3)
        rows.append([_plain(failure.model), _plain(failure.tokenizer), failure.status, *blank])
    lines = [_plain(heading(card))]
    lines.append(
        tabulate(rows, _HEADERS, "simple", disable_numparse=True, colalign=["left"] * 2 + ["right"] * 6)
    )
    verdict = judge(card)
    if verdict.neural is not None:
        lines.append(f"Is it worth it, by these trials? {verdict.answer} {verdict.reason}".strip())
    for failure in card.failures:
        lines.append(f"{_plain(failure.model)}: {failure.status}: {_plain(failure.reason)}")
    return "\n".join(lines)


def _row(card: CardEvidence, result: Result) -> list[str]:
    comparison = card.comparisons.get(result)
    baseline = baseline_of(result, card.results)
    against = "baseline  " if result.baseline else MISSING
    if comparison is not None:
        mark = ("▲" if comparison.difference > 0 else "▼") if comparison.significant else " "
        against = f"{write.points(comparison.difference)} {mark}"
    elif baseline is not None:
        against = f"{write.points(result.accuracy - baseline.accuracy)} ?"
    where = f" ({result.setting.place})" if result.setting.accelerated else ""
    return [
        _plain(f"{result.model}{where}"),
        _plain(result.tokenizer),
        write.percent(result.accuracy),
        write.interval(*result.interval),
        against,
        write.seconds(result.training_seconds),
        write.rate(result.throughput("predict_documents_per_second")),
        write.size(result.peak_bytes),
    ]


def _plain(text: str) -> str:
    """Text of unknown origin on one line, without what a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))
