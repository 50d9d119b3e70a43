"""The summary: an answer and a table a data set."""

from __future__ import annotations

from bench.report.columns import Footnotes, costs, naming, note, published, results_table, scores
from bench.report.evidence import CardEvidence, Evidence
from bench.report.figure import Figure
from bench.report.glance import glance
from bench.report.markdown import code, escape, fold, page, slug
from bench.report.wording import GENERATED, HOW_TO_READ, counted, heading, row_name, sample_note


def readme(evidence: Evidence) -> tuple[str, list[Figure]]:
    """The page ``README.md``, and the figures that it shows."""
    notes = Footnotes()
    answers, figures = glance(evidence.cards) if evidence.cards else ("", [])
    sections = [_section(card, notes) for card in evidence.cards]
    content = page(
        GENERATED,
        "# Is it worth it?",
        _introduction(evidence),
        problems(evidence),
        answers,
        *sections,
        f"## How to read the tables\n\n{HOW_TO_READ}" if evidence.cards else "",
        str(notes),
    )
    return content, figures


def _introduction(evidence: Evidence) -> str:
    if not evidence.cards:
        return "There are no records yet: `bench run` makes some, `bench report` shows them."
    trials = counted(sum(len(row.records) for card in evidence.cards for row in card.rows), "trial")
    cards = counted(len(evidence.cards), "data set")
    text = (
        f"{trials} on {cards}: what each model gets right, what it costs, "
        "and whether its difference to a word-count baseline is real. `bench report` writes these pages "
        "again from the records alone."
    )
    samples = sum(1 for card in evidence.cards if card.sample)
    if samples:
        kind = "is a bundled sample" if samples == 1 else "are bundled samples"
        text += (
            f" **{counted(samples, 'data set')} of these {kind}**, which show how textbench works and say "
            "nothing about the real data."
        )
    return text


def problems(evidence: Evidence) -> str:
    """What could not be read."""
    if not evidence.problems:
        return ""
    lines = "\n".join(f"> - {escape(problem)}" for problem in evidence.problems)
    return f"> **Damaged records are left out:**\n>\n{lines}"


def _section(card: CardEvidence, notes: Footnotes) -> str:
    columns = [*naming(card), *scores(card), *costs(), published(notes), note()]
    tables = []
    for group in card.settings:
        results = [result for result in card.results if result.setting in group]
        failures = card.failures if group is card.settings[0] else ()
        name = f"Measured on **{escape(card.measured_on(group))}**:" if len(card.settings) > 1 else ""
        tables += [name, results_table(columns, results, failures)]
    if not card.settings:
        tables = [results_table(columns, (), card.failures)]
    return page(
        f"## {escape(heading(card))}",
        sample_note(card),
        *tables,
        f"[More on this data set]({slug(card.name)}.md)",
        signatures(card),
    ).rstrip("\n")


def signatures(card: CardEvidence) -> str:
    """What names each row's records, folded away so that the table stays readable."""
    lines = [
        f"- {row_name(card, row)}: " + ", ".join(code(record.signature) for record in row.records)
        for row in card.rows
    ]
    return fold("Signatures: <code>bench run --signature '…'</code> runs a trial again", "\n".join(lines))
