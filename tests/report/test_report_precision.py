"""Fewer bits: a result beside itself in full precision, and only there."""

from __future__ import annotations

from typing import Any

from bench.report.build import build


def test_each_is_paired_with_its_own_recipe(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    make.trial(about, "nb", 0.8)
    make.trial(about, "lstm:units=8", 0.84, epochs=1, seconds=4)
    make.trial(about, "lstm:precision=mixed_bfloat16,units=8", 0.83, epochs=1, seconds=2)
    make.trial(about, "lstm:precision=mixed_bfloat16,units=9", 0.83, epochs=1, seconds=2)
    page = build(make.root).pages["c.md"]
    section = page.split("\n## In fewer bits\n")[1].split("\n## ")[0]
    (row,) = [line for line in section.splitlines() if "mixed_bfloat16" in line]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == "mixed_bfloat16"
    shown = float(cells[2]) - float(cells[3])
    assert abs(float(cells[4].replace("−", "-")) - shown) < 0.02
    assert cells[-1].startswith("0.5")


def test_without_one_nothing_speaks_of_it(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    make.trial(about, "nb", 0.8)
    make.trial(about, "lstm", 0.84, epochs=1)
    assert "In fewer bits" not in build(make.root).pages["c.md"]
