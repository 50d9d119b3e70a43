"""Precision and recall of each class: the best challenger beside its baseline."""

from __future__ import annotations

from bench.report.evidence import CardEvidence
from bench.report.markdown import escape, fold, page, table
from bench.report.quantities import MISSING, count, percent
from bench.report.results import Result


def per_class(card: CardEvidence) -> str:
    """A table of the best challenger and of the ``nb`` it is compared with."""
    if not card.results:
        return ""
    best = card.challenger
    shown = [best, card.comparisons[best].against] if best else [card.results[0]]
    columns = [_of(result) for result in shown]
    names = [name for name in columns[0]]
    headers = ["class", "test documents"]
    for result in shown:
        headers += [f"{escape(result.model)}: precision %", "recall %", "F1 %"]
    rows = []
    for name in names:
        row = [escape(name), count(columns[0][name][3])]
        for column in columns:
            found = column.get(name)
            row += [percent(value) for value in found[:3]] if found else [MISSING] * 3
        rows.append(row)
    text = table(headers, rows, "lr" + "rrr" * len(shown))
    title = " and ".join(escape(result.name) for result in shown)
    return page(
        "## Class by class",
        f"{title}{', mean over the seeds' if any(len(r.records) > 1 for r in shown) else ''}:",
        text if len(rows) <= 12 else fold(f"Precision, recall and F1 of the {len(rows)} classes", text),
    )


def _of(result: Result) -> dict[str, tuple[float, float, float, float]]:
    """Mean precision, recall, F1 and support over the seeds, by class."""
    sums: dict[str, list[float]] = {}
    for record in result.records:
        for entry in (record.metrics or {}).get("classes", ()):
            values = [entry[key] for key in ("precision", "recall", "f1", "support")]
            known = sums.setdefault(str(entry["name"]), [0.0] * 4)
            sums[str(entry["name"])] = [a + b for a, b in zip(known, values, strict=True)]
    number = len(result.records)
    return {name: (a / number, b / number, c / number, d / number) for name, (a, b, c, d) in sums.items()}
