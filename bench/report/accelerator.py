"""What trials cost that ran on an accelerator: in tables of their own, never beside a CPU's."""

from __future__ import annotations

from bench.report import quantities as write
from bench.report.columns import Column, costs, further_costs, naming, results_table
from bench.report.evidence import CardEvidence
from bench.report.markdown import escape, page
from bench.report.results import Result

_LEAD = """\
What these trials get right counts like the rest. What they cost is not to be set against what the same \
costs on a CPU, and stands here alone. **Utilisation** is the share of the time of training in which the \
accelerator had work to do, where its driver counts that."""


def on_an_accelerator(card: CardEvidence) -> str:
    """The section of a data set's page; empty where every trial ran on a CPU."""
    columns = [*naming(card), _accuracy(), *costs(), *further_costs(), _utilisation()]
    blocks = []
    for group in card.settings:
        results = [result for result in card.results if result.setting in group]
        if group[0].accelerated:
            blocks += [f"**{escape(card.measured_on(group))}**:", results_table(columns, results, ())]
    return page("## On an accelerator", _LEAD, *blocks) if blocks else ""


def ran_on(card: CardEvidence) -> list[Column]:
    """The column that says where a result comes from; none where every trial ran on a CPU."""
    if not any(result.setting.accelerated for result in card.results):
        return []
    return [Column("ran on", lambda result: escape(result.setting.place), "l")]


def _accuracy() -> Column:
    return Column("accuracy %", lambda result: write.percent(result.accuracy))


def _utilisation() -> Column:
    def share(result: Result) -> str:
        return write.percent(result.throughput("utilisation"))

    return Column("utilisation in training, %", share)
