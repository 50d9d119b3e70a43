"""The README quotes the table of the benchmarks that there are, and the table is what the goals say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.perf.table import BEGIN, END, HEADERS, Row, markdown, quoted

CHECKOUT = Path(__file__).resolve().parent.parent


def declared() -> list[str]:
    """The first argument of every mark ``row`` in ``tests/perf``."""
    calls = [
        node
        for path in sorted((CHECKOUT / "tests" / "perf").glob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.row"
    ]
    return [ast.literal_eval(call.args[0]) for call in calls]


def test_the_readme_quotes_a_row_for_each_benchmark() -> None:
    page = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    lines = [line for line in page.split(BEGIN)[1].split(END)[0].splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == list(HEADERS)
    rows = [row[0] for row in cells[2:]]
    assert sorted(rows) == sorted(declared()), "run: tox -e perf -- --perf-table README.md"


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        ({"ratio": 2}, 1.96, True),
        ({"ratio": 2}, 1.94, False),
        ({"seconds": 0.5}, 0.5, False),
        ({"seconds": 0.5}, 0.49, True),
        ({"gigabytes": 2.5}, 2.6, False),
        ({"percent": 2}, 1.2, True),
        ({}, 9.0, None),
    ],
)
def test_a_goal_is_met_or_not(goal: dict[str, float], value: float, met: bool | None) -> None:
    assert Row("it", goal).costs(value, "so much").met is met
    assert Row("it", goal, note="failed").cells[-1] == "failed"


def test_a_slower_way_has_a_ratio_below_one() -> None:
    row = Row("it", {"ratio": 1}).versus(2.0, 4.0, documents=100)
    assert row.cells == ("it", "50 docs/s", "25 docs/s", "0.5 ×", "≥ 1 ×", "no")


def test_comparisons_come_first() -> None:
    rows = [Row("cost", {"seconds": 1}), Row("pair", {"ratio": 2}), Row("free")]
    assert [line.split()[1] for line in markdown(rows).splitlines()[2:]] == ["pair", "free", "cost"]


def test_a_table_replaces_the_one_between_the_marks_only() -> None:
    table = markdown([Row("it", {"seconds": 1}).costs(0.25, "0.25 s")])
    page = f"before\n{BEGIN}\n\n| what |\n\n{END}\nafter {BEGIN}\n"
    assert quoted(page, table) == f"before\n{BEGIN}\n\n{table}\n\n{END}\nafter {BEGIN}\n"
    assert quoted(quoted(page, table), table) == quoted(page, table)
    assert quoted("", table) == f"{table}\n"
