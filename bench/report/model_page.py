"""A page a model that has layers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bench.report.evidence import CardEvidence, Evidence
from bench.report.figure import Figure
from bench.report.markdown import code, escape, page, slug, table
from bench.report.quantities import MISSING, count, percent, seconds, size
from bench.report.results import Result
from bench.report.wording import GENERATED, heading

Run = tuple[CardEvidence, Result]


def model_pages(evidence: Evidence) -> tuple[dict[str, str], list[Figure]]:
    """Pages by path, and their figures."""
    by_name: dict[str, list[Run]] = {}
    for card in evidence.cards:
        for result in card.results:
            if result.first.model.get("layers"):
                by_name.setdefault(str(result.first.model["name"]), []).append((card, result))
    pages, figures = {}, []
    for name in sorted(by_name):
        pages[f"models/{slug(name)}.md"], drawn = _page(name, by_name[name])
        figures += drawn
    return pages, figures


def _page(name: str, runs: Sequence[Run]) -> tuple[str, list[Figure]]:
    figures: list[Figure] = []
    blocks = []
    groups = _by_layers(runs)
    for number, group in enumerate(groups, 1):
        text, figure = _section(name, group, number)
        blocks.append(text)
        figures.append(figure)
    origin = str(runs[0][1].first.model.get("origin") or "")
    content = page(
        GENERATED,
        f"# Model {code(name)}",
        f"Origin: {escape(origin)}." if origin else "",
        _overview(groups),
        *blocks,
        "[All data sets](../README.md)",
    )
    return content, figures


def _by_layers(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs of equal layers together; their names do not count, since Keras numbers them as it likes."""
    groups: dict[str, list[Run]] = {}
    for run in runs:
        layers = [{**layer, "name": ""} for layer in run[1].first.model["layers"]]
        groups.setdefault(json.dumps(layers, sort_keys=True), []).append(run)
    return list(groups.values())


def _overview(groups: Sequence[Sequence[Run]]) -> str:
    runs = [(number, *run) for number, group in enumerate(groups, 1) for run in group]
    rows = [
        (
            f"[{number}](#layers-{number})",
            f"[{escape(heading(card))}](../{slug(card.name)}.md)",
            escape(result.tokenizer),
            code(result.first.model["recipe"]),
            count(result.first.model.get("parameters")),
            size(result.first.model.get("bytes")),
            percent(result.accuracy),
            seconds(None if result.setting.accelerated else result.training_seconds),
            seconds(result.training_seconds) if result.setting.accelerated else MISSING,
        )
        for number, card, result in runs
    ]
    headers = ["layers", "data set", "tokenizer", "recipe", "parameters", "size", "accuracy %", "training"]
    if not any(result.setting.accelerated for _, _, result in runs):
        return table(headers, [row[:-1] for row in rows], "rlllrrrr")
    return table([*headers, "training on an accelerator"], rows, "rlllrrrrr")


def _section(name: str, runs: Sequence[Run], number: int) -> tuple[str, Figure]:
    result = runs[0][1]
    layers: list[dict[str, Any]] = list(result.first.model["layers"])
    rows = [
        (
            escape(str(layer.get("name", ""))),
            escape(str(layer.get("type", ""))),
            escape(_shape(layer.get("output_shape"))),
            count(layer.get("parameters") or 0),
        )
        for layer in layers
    ]
    total = sum(int(layer.get("parameters") or 0) for layer in layers)
    rows.append(("**in all**", "", "", f"**{count(total)}**"))
    drawn = [
        [str(row.get("type", "")), _shape(row.get("output_shape")), row.get("parameters") or 0]
        for row in layers
    ]
    figure = Figure(
        f"model-{name}-{number}", "layers", {"layers": drawn}, f"Layers of {name}, {count(total)} parameters"
    )
    where = ", ".join(sorted({f"{heading(card)} ({run.tokenizer})" for card, run in runs}))
    return page(
        f"## Layers {number}",
        f"On {escape(where)}.",
        table(["layer", "type", "output shape", "parameters"], rows, "lllr"),
        figure.link("../figures"),
    ), figure


def _shape(shape: object) -> str:
    if shape is None:
        return MISSING
    if isinstance(shape, (list, tuple)):
        return "(" + ", ".join("any" if size is None else str(size) for size in shape) + ")"
    return str(shape)
