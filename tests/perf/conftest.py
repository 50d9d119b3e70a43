"""Benchmarks against the script a user would write instead, and the table of their ratios.

A benchmark here is a test with the mark ``row``: what is measured, and the goal, one of ``ratio``,
``seconds``, ``gigabytes`` and ``percent``, or none. It fills its row in through the fixture ``entry``, or has
``race`` do it. They are skipped wherever benchmarks are: ``tox -e perf`` runs them, alone and serially.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest

from bench.preparation.prepared import Prepared
from tests.perf.entry import ROW, Entry, Race, clock
from tests.perf.table import Row, markdown, quoted

ROWS = pytest.StashKey[dict[str, Row]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--perf-table",
        type=Path,
        metavar="FILE",
        help="Write the table as Markdown: between the two marks of FILE, or as all of it where it has none.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "row(what, **goal): a row of the table of speeds, and its goal")
    config.stash[ROWS] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("row")
        if mark is not None:
            item.stash[ROW] = Row(mark.args[0], mark.kwargs)
            if config.getoption("benchmark_skip"):
                item.add_marker(pytest.mark.skip(reason="measured alone and serially: tox -e perf"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    row = item.stash.get(ROW, None)
    if row is not None and report.failed:
        row = Row(row.what, row.goal, note="failed")
    elif row is not None and report.skipped:
        row = replace(row, note=f"not measured: {report.longrepr[2].removeprefix('Skipped: ')}")
    if row is not None and (report.when == "call" or not report.passed):
        item.config.stash[ROWS][item.nodeid] = row
    return report


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    rows = config.stash[ROWS].values()
    if not rows or config.getoption("benchmark_skip"):
        return
    table = f"{markdown(rows)}\n\n{_where()}"
    terminalreporter.section("against the plain way")
    terminalreporter.write_line(table)
    file = config.getoption("perf_table", None)
    if file is not None:
        page = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(quoted(page, table), encoding="utf-8")


def _where() -> str:
    from bench.records.environment import backend, environment

    here = environment()
    chosen = backend(os.environ.get("KERAS_BACKEND", "tensorflow"))
    versions = {**here["libraries"], chosen["name"]: chosen["version"]}
    libraries = ("scikit-learn", "keras", chosen["name"], "konlpy", "kiwipiepy")
    said = ", ".join(f"{name} {versions[name]}" for name in libraries if name in versions)
    return f"Medians, on {here['cores']} cores of {here['cpu']}: Python {here['python']}, {said}."


@pytest.fixture
def entry(request: pytest.FixtureRequest) -> Iterator[Entry]:
    """The benchmark's row of the table, kept with pytest-benchmark's figures too."""
    yield Entry(request.node)
    if "benchmark" in request.fixturenames:
        request.getfixturevalue("benchmark").extra_info.update(asdict(request.node.stash[ROW]))


@pytest.fixture
def race(benchmark: Any, entry: Entry) -> Race:
    """Times the plain way and ours in turn, so that what else the machine does weighs on both."""

    def race(
        plain: Callable[[], Any], ours: Callable[[], Any], *, documents: int = 0, rounds: int = 5
    ) -> tuple[Any, Any]:
        """Fill the row with medians; each is done once before, untimed, and what that gave is returned."""
        results = plain(), ours()
        took: list[float] = []
        benchmark.pedantic(ours, setup=lambda: took.append(clock(plain)), rounds=rounds)
        entry.versus(median(took), benchmark.stats.stats.median, documents)
        return results

    return race


@pytest.fixture(scope="session")
def imdb(data_dir: Path) -> Prepared:
    """The film reviews of Keras, tokenised."""
    return _prepared("imdb", "words", data_dir)


@pytest.fixture(scope="session")
def nsmc(data_dir: Path) -> Prepared:
    """NSMC, tokenised by Okt: minutes, unless its benchmark was run before."""
    pytest.importorskip("konlpy")
    return _prepared("nsmc", "okt", data_dir)


@pytest.fixture(scope="session")
def reviews(data_dir: Path) -> list[str]:
    """NSMC's cleaned reviews, in an order of chance, without the blank ones, which konlpy refuses."""
    from bench.cards.load import load_card
    from bench.preparation.parts import make_parts
    from bench.sources.content import read_accepted

    card = load_card("nsmc")
    parts = make_parts(card, *read_accepted(card, data_dir))
    texts = [text for text in (*parts.train_texts, *parts.test_texts) if text.strip()]
    return [texts[place] for place in np.random.default_rng(0).permutation(len(texts))]


def _prepared(card: str, tokenizer: str, data_dir: Path) -> Prepared:
    from bench.cards.load import load_card
    from bench.preparation.prepare import prepare
    from bench.recipe import Recipe

    return prepare(load_card(card), Recipe.parse(tokenizer), data_dir)
