"""The page of one data set."""

from __future__ import annotations

from collections.abc import Container

from bench.report.accelerator import on_an_accelerator, ran_on
from bench.report.columns import (
    Footnotes,
    costs,
    detail,
    further_costs,
    naming,
    note,
    published,
    results_table,
    scores,
)
from bench.report.confusions import confusions
from bench.report.cost import cost_figures
from bench.report.disagreements import disagreements
from bench.report.evidence import CardEvidence
from bench.report.explanations import explanations
from bench.report.figure import Figure
from bench.report.markdown import escape, page
from bench.report.origins import environment, failures, reruns
from bench.report.per_class import per_class
from bench.report.precision import precision
from bench.report.profile import facts, profile
from bench.report.training import training
from bench.report.verdict_in_full import verdict_in_full
from bench.report.wording import GENERATED, heading, sample_note


def dataset_page(card: CardEvidence, models: Container[str]) -> tuple[str, list[Figure]]:
    """The page of a data set, and the figures that it shows.

    Args:
        card: What the records say of it.
        models: Paths of the model pages there are.
    """
    notes = Footnotes()
    illustrated = [profile(card), cost_figures(card), training(card), confusions(card), explanations(card)]
    figures = [figure for _, drawn in illustrated for figure in drawn]
    shown = iter(text for text, _ in illustrated)
    content = page(
        GENERATED,
        f"# {escape(heading(card))}",
        sample_note(card),
        f"**Is it worth it?** {verdict_in_full(card)}",
        facts(card),
        _results(card, notes),
        next(shown),
        next(shown),
        next(shown),
        per_class(card),
        next(shown),
        next(shown),
        disagreements(card),
        failures(card),
        environment(card),
        reruns(card, models),
        "[All data sets](README.md)",
        str(notes),
    )
    return content, figures


def _results(card: CardEvidence, notes: Footnotes) -> str:
    right = [*naming(card), *ran_on(card), *scores(card), *detail(), published(notes), note()]
    blocks = [
        "## What they get right",
        results_table(right, card.results, card.failures) if _any(card) else "",
    ]
    blocks.append(_older(card))
    groups = [group for group in card.settings if not group[0].accelerated]
    if groups:
        blocks += ["## What they cost"]
        for group in groups:
            results = [result for result in card.results if result.setting in group]
            name = f"Measured on **{escape(card.measured_on(group))}**:" if len(groups) > 1 else ""
            blocks += [name, results_table([*naming(card), *costs(), *further_costs()], results, ())]
    blocks += [on_an_accelerator(card), precision(card)]
    blocks.append("How to read these tables: see [the summary](README.md#how-to-read-the-tables).")
    return page(*blocks)


def _any(card: CardEvidence) -> bool:
    return bool(card.results or card.failures)


def _older(card: CardEvidence) -> str:
    return f"{card.older} older records of the same trials are not shown." if card.older else ""
