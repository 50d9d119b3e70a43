"""Trials that ran on an accelerator: their accuracy counts, their costs stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.report.build import build
from bench.report.evidence import load
from bench.report.verdict import _best
from bench.report.verdict_in_full import verdict_in_full

DEVICE = "Example Accelerator"


def section(page: str, heading: str) -> str:
    """A section of a page, up to the next of its level."""
    return page.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_its_costs_have_a_section_of_their_own(root: Path) -> None:
    page = build(root).pages["wires.md"]
    own = section(page, "On an accelerator")
    assert f"**{DEVICE} with tensorflow**" in own
    assert "43.21" in own
    assert [line.split("|")[1].strip() for line in own.splitlines() if line.startswith("| ")][1:] == ["lstm"]
    usual = section(page, "What they cost")
    assert usual.count("| lstm") == 1
    assert DEVICE not in usual and "utilisation" not in usual


def test_its_accuracy_stands_with_the_rest_and_is_marked(root: Path) -> None:
    right = section(build(root).pages["wires.md"], "What they get right")
    rows = [line for line in right.splitlines() if line.startswith("| lstm")]
    assert len(rows) == 2
    assert [DEVICE in row for row in rows].count(True) == 1
    assert all("+" in row for row in rows), "both are compared with nb"


def test_without_one_nothing_speaks_of_it(root: Path) -> None:
    page = build(root).pages["reviews.md"]
    assert "accelerator" not in page.lower()
    assert "ran on" not in page


def test_a_model_page_keeps_training_times_apart(root: Path) -> None:
    page = build(root).pages["models/lstm.md"]
    header = next(line for line in page.splitlines() if "| data set" in line)
    assert header.split("|")[-2].strip() == "training on an accelerator"
    wires = [line.split("|") for line in page.splitlines() if "| [WIRES" in line]
    assert sorted((cells[-3].strip() == "–", cells[-2].strip() == "–") for cells in wires) == [
        (False, True),
        (True, False),
    ]


def test_the_verdict_names_a_model_that_only_an_accelerator_has_run(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    make.trial(about, "nb", 0.8)
    make.trial(about, "lstm", 0.84, epochs=1, seconds=2)
    make.trial(about, "lstm", 0.85, epochs=1, seconds=2, device=DEVICE)
    (card,) = load(make.root).cards
    best = _best(card, neural=True)
    assert best is not None and best.setting.device == "cpu", "of the same model, the one whose costs compare"
    make.trial(about, "transformer", 0.9, epochs=1, seconds=2, device=DEVICE)
    (card,) = load(make.root).cards
    assert f"(run on {DEVICE})" in verdict_in_full(card)
    assert "costs cannot be compared" in verdict_in_full(card)
