"""Where results come from: machines, signatures, and what failed."""

from __future__ import annotations

import shlex
from collections.abc import Container

from bench.records.record import Record
from bench.report.columns import machine_letter
from bench.report.evidence import CardEvidence
from bench.report.markdown import block, code, escape, fold, page, slug, table
from bench.report.quantities import count, size
from bench.report.wording import row_name


def environment(card: CardEvidence) -> str:
    """What the trials ran on; one row for each combination."""
    found: dict[tuple[str, ...], int] = {}
    for result in card.results:
        letter = [machine_letter(card, result)] if len(card.machines) > 1 else []
        for record in result.records:
            row = (*letter, *_environment(record))
            found[row] = found.get(row, 0) + 1
    if not found:
        return ""
    headers = [
        "trials",
        "processor",
        "cores",
        "memory",
        "device",
        "system",
        "Python",
        "libraries",
        "revision",
    ]
    if len(card.machines) > 1:
        headers.insert(1, "machine")
    rows = [(count(number), *row) for row, number in sorted(found.items())]
    return page("## Environment", table(headers, rows, "r" + "l" * (len(headers) - 1)))


def _environment(record: Record) -> tuple[str, ...]:
    known = record.environment
    libraries = dict(known.get("libraries") or {})
    backend = known.get("backend") or {}
    if backend.get("name"):
        libraries[str(backend["name"])] = backend.get("version", "")
    return (
        escape(str(known.get("cpu", ""))),
        escape(str(known.get("cores", ""))),
        size(known.get("memory_bytes")),
        escape(str(known.get("device") or "cpu")),
        escape(str(known.get("system", ""))),
        escape(str(known.get("python", ""))),
        escape(", ".join(f"{name} {version}" for name, version in sorted(libraries.items()))),
        code(str(known.get("revision") or "unknown")),
    )


def reruns(card: CardEvidence, models: Container[str]) -> str:
    """The command that runs each trial again."""
    blocks = []
    for row in card.rows:
        name = f"models/{slug(str(row.records[0].model['name']))}.md"
        link = f" ([layers]({name}))" if name in models else ""
        commands = "\n".join(f"bench run --signature {shlex.quote(_line(r.signature))}" for r in row.records)
        blocks.append(f"{row_name(card, row)}{link}\n\n{block(commands, 'sh')}")
    return page("## To run them again", fold("Commands", "\n\n".join(blocks)))


def failures(card: CardEvidence) -> str:
    """What failed, with the reason in full and the end of the traceback."""
    if not card.failures:
        return ""
    blocks = []
    for failure in card.failures:
        record = failure.records[0]
        seeds = ", ".join(str(entry.seed) for entry in failure.records)
        name = escape(f"{failure.model} on {failure.tokenizer}")
        title = f"{name}, seed {seeds}: **{escape(failure.status)}**"
        line = f"- {title}: {escape(failure.reason)}"
        blocks.append(line)
        if record.traceback.strip():
            blocks.append(
                fold(f"Traceback of {escape(failure.model)}", block(record.traceback.strip()[-4000:]))
            )
    return page("## Without a result", *blocks)


def _line(signature: str) -> str:
    return " ".join(signature.split())
