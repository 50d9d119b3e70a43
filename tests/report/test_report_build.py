"""The report as a pure function of records."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from bench.records.record import Record
from bench.records.store import Store
from bench.report.build import build
from bench.report.figure import FILE, Figure
from bench.report.summary import console
from bench.scores.paired import mcnemar

HOSTILE = "<script>|*#`$[x](y)"


def test_same_records_give_the_same_pages_and_figure_names(root: Path) -> None:
    first, second = build(root), build(root)
    assert dict(first.pages) == dict(second.pages)
    assert [figure.file for figure in first.figures] == [figure.file for figure in second.figures]
    assert sorted(first.pages) == ["README.md", "models/lstm.md", "reviews.md", "sample.md", "wires.md"]


def test_pages_do_not_depend_on_where_the_folder_lies(root: Path, tmp_path: Path) -> None:
    (root / "records" / "wires" / "broken.json").write_text("{", encoding="utf-8")
    here = dict(build(root).pages)
    moved = root.rename(tmp_path / "elsewhere")
    assert dict(build(moved).pages) == here
    assert "records/wires/broken.json: this is not a whole record" in here["README.md"]


def test_no_records_are_no_failure(tmp_path: Path) -> None:
    assert "no records yet" in build(tmp_path).pages["README.md"]


def test_failed_trials_are_rows_with_their_reason(root: Path) -> None:
    pages = build(root).pages
    for page in (pages["README.md"], pages["reviews.md"]):
        row = next(line for line in page.splitlines() if line.startswith("| kkma-lstm"))
        assert "**timeout**" in row
        assert r"longer than 600 s \| stopped" in row
        assert "**out-of-memory**" in page
    assert "ValueError: <b>no</b>" in pages["reviews.md"]  # inside a fence, where nothing is markup


def test_a_card_whose_trials_all_failed_still_has_a_page(make: Any) -> None:
    make.failed(make.card("gone", []), "nb", "skipped", "the file is missing")
    pages = build(make.root).pages
    assert "**skipped**" in pages["gone.md"]
    assert "Cannot be said" in pages["README.md"]


def test_damaged_records_are_listed_and_stop_nothing(root: Path) -> None:
    victim = sorted((root / "records" / "wires").glob("words-nb-*.json"))[0]
    victim.write_text(
        victim.read_text(encoding="utf-8").replace('"accuracy": 0.7', '"accuracy": 0.9'), encoding="utf-8"
    )
    (root / "records" / "sample" / "data-words.json").write_text("[]", encoding="utf-8")
    report = build(root)
    assert len(report.problems) == 2
    assert "changed after it was written" in report.pages["README.md"]
    assert "no `nb` to compare with" in report.pages["wires.md"]
    assert "lstm" in report.pages["wires.md"]


def test_missing_predictions_cost_the_comparison_only(root: Path) -> None:
    next((root / "records" / "reviews").glob("char-svm-*.npz")).unlink()
    report = build(root)
    row = next(line for line in report.pages["README.md"].splitlines() if line.startswith("| svm"))
    assert row.split("|")[7].strip() == "–"
    assert any("predictions are missing" in problem for problem in report.problems)


def test_bundled_samples_say_so_in_heading_and_summary(root: Path) -> None:
    pages = build(root).pages
    assert "\n# SAMPLE (bundled sample)\n" in pages["sample.md"]
    assert "\n## SAMPLE (bundled sample)\n" in pages["README.md"]
    assert "is a bundled sample" in pages["README.md"].split("##")[0]
    assert "bundled" not in pages["wires.md"]


def test_a_figure_selected_on_the_test_part_is_marked(root: Path) -> None:
    page = build(root).pages["sample.md"]
    mark = re.search(r"88\.08 ‡\[\^(\d)\]", page)
    assert mark is not None
    note = next(line for line in page.splitlines() if line.startswith(f"[^{mark[1]}]:"))
    assert "selected on the test part" in note
    assert r"a blog \| 2023" in note
    assert "85.44[^1]" in build(root).pages["reviews.md"]  # chosen on a validation part: no mark


def test_differences_are_those_of_the_paired_test(make: Any) -> None:
    about = make.card("pairs", ["a", "b"])
    base, other = make.trial(about, "nb", 0.8), make.trial(about, "svm", 0.86)
    test = mcnemar(make.store.predictions(other).right, make.store.predictions(base).right)
    row = next(line for line in build(make.root).pages["README.md"].splitlines() if "| **svm**" in line)
    cells = [cell.strip() for cell in row.split("|")]
    assert cells[6].startswith(f"+{100 * test.difference:.2f}")
    assert ("▲" in cells[6]) == (test.p_value < 0.05)
    assert cells[7] == ("< 0.001" if test.p_value < 0.001 else f"{test.p_value:.3f}")


def test_settings_do_not_share_a_table(root: Path) -> None:
    page = build(root).pages["README.md"]
    rows = [line for line in page.split("## WIRES")[1].splitlines() if line.startswith("| lstm")]
    assert len(rows) == 2
    between = page[page.index(rows[0]) : page.index(rows[1])]
    assert "Measured on **Example Accelerator with tensorflow**" in between


def test_text_from_data_is_no_markup(root: Path) -> None:
    for name, page in build(root).pages.items():
        outside = re.sub(r"(?ms)^(`{3,}).*?^\1$", "", page)
        assert "<script>" not in outside, name
        assert HOSTILE not in outside, name
    assert r"&lt;script&gt;\|\*\#\`\$\[x\](y)" in build(root).pages["sample.md"]


def test_tables_are_rectangular_and_aligned_in_hangul(root: Path) -> None:
    for name, page in build(root).pages.items():
        tables = re.findall(r"(?m)(?:^\|.*\|\n)+", page)
        assert tables, name
        for table in tables:
            lines = table.splitlines()
            assert len({wcswidth(line) for line in lines}) == 1, table
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1, table
    assert "영화" in build(root).pages["reviews.md"]


def test_forty_six_classes_have_a_page(root: Path) -> None:
    page = build(root).pages["wires.md"]
    assert "Most confused pairs:" in page
    assert page.count("![Confusion matrix") == 6
    assert "true \\ predicted" not in page
    assert "true \\ predicted" in build(root).pages["reviews.md"]


def test_seeds_are_one_row(root: Path) -> None:
    rows = [line for line in build(root).pages["README.md"].splitlines() if line.startswith("| **lstm**")]
    assert len(rows) == 1
    assert "3 (±" in rows[0]


def test_layers_have_a_page_of_their_own(root: Path) -> None:
    page = build(root).pages["models/lstm.md"]
    assert re.search(r"Embedding +\| \(any, 100, 120\) +\| +120,000 \|", page)
    assert "241,246" in page


def test_equal_layers_are_shown_once_whatever_keras_called_them(make: Any) -> None:
    about = make.card("c", ["a", "b"])
    layer = {"name": "lstm", "type": "LSTM", "output_shape": [None, 4], "parameters": 100}
    make.trial(about, "lstm", 0.8, epochs=1, layers=[layer])
    make.trial(about, "lstm:epochs=9", 0.8, epochs=1, layers=[{**layer, "name": "lstm_7"}])
    make.trial(about, "lstm:units=8", 0.8, epochs=1, layers=[{**layer, "output_shape": [None, 8]}])
    page = build(make.root).pages["models/lstm.md"]
    assert re.findall(r"^## Layers (\d)$", page, re.MULTILINE) == ["1", "2"]
    shown = {
        recipe: number for number, recipe in re.findall(r"\[(\d)\]\(#layers-\1\).*<code>(.+?)</code>", page)
    }
    assert shown["lstm"] == shown["lstm:epochs=9"] != shown["lstm:units=8"]


def test_the_terminal_summary_is_aligned_and_plain(root: Path) -> None:
    store = Store(root / "records")
    records, _ = store.records()
    text = console(records, store)
    assert "영화 리뷰" in text
    assert "SAMPLE (bundled sample)" in text
    assert "kkma-lstm: timeout: longer than 600 s | stopped" in text
    *blocks, legend = text.split("\n\n")
    assert "McNemar" in legend
    for block in blocks:
        rule, *rows = block.splitlines()[2:]
        assert max(map(wcswidth, rows[:3])) <= wcswidth(rule)
    assert console([]) == "No trials."


def test_the_terminal_says_whether_it_is_worth_it_where_there_is_a_network(make: Any) -> None:
    about = make.card("wires", ["a", "b"])
    records = [make.trial(about, "nb", 0.7), make.trial(about, "svm", 0.9)]
    assert "worth it" not in console(records, make.store)
    records.append(make.trial(about, "lstm", 0.8, epochs=3))
    assert "worth it, by these trials? No: a classical model is better." in console(records, make.store)
    assert "these trials? Cannot be said: the predictions cannot be compared." in console(records)


def test_building_imports_no_heavy_library(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bench.report.build import build;"
        "build(Path(sys.argv[1]));"
        "heavy = {'matplotlib', 'pandas', 'sklearn', 'scipy.stats', 'keras', 'pydantic'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("field", ["history", "throughput", "timings", "environment", "peak_bytes"])
def test_records_with_little_in_them_build(make: Any, field: str) -> None:
    record = make.trial(make.card("bare", ["a", "b"]), "nb", 0.8)
    path = make.store.path(record)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["checksum"]
    empty = {"history": [], "peak_bytes": None}
    content[field] = empty.get(field, {})
    from bench.records.record import checksum

    path.write_text(json.dumps({"checksum": checksum(content), **content}), encoding="utf-8")
    report = build(make.root)
    assert report.problems == ()
    assert "| **nb**" in report.pages["bare.md"]


def _rescored(make: Any, path: Path, **metrics: float) -> None:
    """Save a record again with another ROC-AUC, or with none, as those that are older than the figure."""
    record = Record.from_json(path.read_text(encoding="utf-8"), str(path))
    kept = {name: value for name, value in (record.metrics or {}).items() if name != "roc_auc"}
    make.store.save(replace(record, metrics={**kept, **metrics}), make.store.predictions(record))


def test_roc_auc_is_shown_and_its_absence_in_older_records_is_a_dash(root: Path, make: Any) -> None:
    assert "ROC-AUC" not in build(root).pages["wires.md"]  # the models made up here have no scores
    wires = root / "records" / "wires"
    for path in wires.glob("words-nb-*.json"):
        _rescored(make, path)
    for path in wires.glob("words-linear-*.json"):
        _rescored(make, path, roc_auc=0.91234)
    report = build(root)
    lines = report.pages["wires.md"].splitlines()
    start = lines.index("## What they get right")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start + 2 : start + 10]]
    column = rows[0].index("ROC-AUC")
    shown = {row[0]: row[column] for row in rows[2:]}
    assert shown["nb"] == "–"
    assert [cell for name, cell in shown.items() if "linear" in name] == ["0.912"] * 3
    assert not report.problems


def test_a_long_recipe_still_names_a_file() -> None:
    names = {Figure("spam-curves-" + "option-1-" * 40, "curves", {"shows": n}, "").file for n in range(2)}
    assert len(names) == 2
    assert all(len(name) < 120 and FILE.fullmatch(name) for name in names)
