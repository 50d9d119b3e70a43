"""Writing and checking a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.cli.report import report
from bench.report.build import build, write
from bench.report.write import write_pages


def run(root: Path, *options: str) -> Any:
    """``bench report`` on a folder."""
    return CliRunner().invoke(report, ["--reports", str(root), *options])


@pytest.fixture
def small(make: Any) -> Path:
    """A report of one data set, written."""
    about = make.card("spam", ["ham", "spam"])
    make.trial(about, "nb", 0.9)
    make.trial(about, "lstm", 0.93, epochs=3, seconds=20)
    write(make.root)
    return make.root


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writing_twice_changes_nothing(small: Path) -> None:
    before = snapshot(small)
    again = write(small)
    assert (again.pages, again.figures, again.removed, again.undrawn) == ((), (), (), ())
    assert snapshot(small) == before


def test_figures_have_the_same_bytes_when_drawn_again(small: Path) -> None:
    before = snapshot(small / "figures")
    assert len(before) == len(build(small).figures) > 4
    for path in (small / "figures").iterdir():
        path.unlink()
    assert len(write(small).figures) == len(before)
    assert snapshot(small / "figures") == before


def test_check_passes_on_a_fresh_report_and_writes_nothing(small: Path) -> None:
    before = snapshot(small)
    result = run(small, "--check")
    assert result.exit_code == 0, result.output
    assert "fresh" in result.output
    assert snapshot(small) == before


def test_check_shows_a_diff_of_stale_markdown(small: Path) -> None:
    page = small / "README.md"
    page.write_text(page.read_text(encoding="utf-8").replace("| **lstm**", "| **LSTM**"), encoding="utf-8")
    stale = page.read_bytes()
    result = run(small, "--check")
    assert result.exit_code == 1
    assert "-| **LSTM**" in result.output
    assert "+| **lstm**" in result.output
    assert page.read_bytes() == stale
    assert run(small).exit_code == 0
    assert run(small, "--check").exit_code == 0


def test_check_fails_where_records_changed(small: Path, make: Any) -> None:
    make.trial(make.card("spam", ["ham", "spam"]), "svm", 0.95)
    result = run(small, "--check")
    assert result.exit_code == 1
    assert "+| **svm**" in result.output
    assert "spam-confusion-words-svm" in result.output


def test_check_fails_where_a_figure_is_missing_or_of_other_records(small: Path) -> None:
    figure = next((small / "figures").glob("spam-stages.*.png"))
    figure.rename(figure.with_name("spam-stages.0123456789ab.png"))
    result = run(small, "--check")
    assert result.exit_code == 1
    assert f"figures/{figure.name}: missing" in result.output
    assert "figures/spam-stages.0123456789ab.png: left over" in result.output
    assert run(small, "--check", "--no-figures").exit_code == 0


def test_only_figures_whose_records_changed_are_drawn(small: Path, make: Any) -> None:
    make.trial(make.card("other", ["a", "b"]), "nb", 0.8)
    drawn = write(small).figures
    assert drawn
    # All data sets share the summary's.
    assert all(name.startswith(("other-", "glance.")) for name in drawn)


def test_left_over_pages_are_removed_and_strangers_kept(small: Path) -> None:
    (small / "NOTES.md").write_text("# mine\n", encoding="utf-8")
    (small / "old.md").write_bytes((small / "spam.md").read_bytes())
    (small / "figures" / "photo.png").write_bytes(b"mine")
    result = run(small, "--check")
    assert result.exit_code == 1
    assert "old.md: left over" in result.output
    assert write(small).removed == ("old.md",)
    assert (small / "NOTES.md").exists()
    assert (small / "figures" / "photo.png").exists()
    assert run(small, "--check").exit_code == 0


def test_check_fails_where_a_record_is_damaged(small: Path) -> None:
    (small / "records" / "spam" / "half.json").write_text('{"checksum": "', encoding="utf-8")
    assert run(small).exit_code == 0
    result = run(small, "--check")
    assert result.exit_code == 1
    assert "damaged: records/spam/half.json" in result.output


def test_no_figures_writes_the_same_markdown(make: Any) -> None:
    make.trial(make.card("spam", ["ham", "spam"]), "nb", 0.9)
    pages = build(make.root).pages
    write_pages(build(make.root), make.root)
    assert not (make.root / "figures").exists()
    assert {name: (make.root / name).read_text(encoding="utf-8") for name in pages} == dict(pages)


def test_without_matplotlib_the_markdown_is_written_all_the_same(make: Any) -> None:
    make.trial(make.card("spam", ["ham", "spam"]), "nb", 0.9)
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from bench.cli.report import report\n"
        "report(['--reports', sys.argv[1]])"
    )
    command = [sys.executable, "-c", program, str(make.root)]
    checkout = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=checkout)
    assert "figures are not drawn: matplotlib is not installed" in done.stderr
    assert (make.root / "spam.md").read_text(encoding="utf-8") == build(make.root).pages["spam.md"]


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "holds no records" in str(result.exception)
    assert not (tmp_path / "README.md").exists()


def test_a_folder_of_records_inside_has_a_report_of_its_own(small: Path) -> None:
    inner = small / "quick"
    (small / "records").rename(inner.with_name("kept"))
    inner.mkdir()
    inner.with_name("kept").rename(inner / "records")
    result = run(small)
    assert result.exit_code == 0, result.output
    assert (inner / "spam.md").is_file()
    assert run(small, "--check").exit_code == 0


@pytest.mark.parametrize("classes", [2, 11, 46])
def test_every_kind_of_figure_is_drawn(root: Path, classes: int) -> None:
    from io import BytesIO

    from PIL import Image

    from bench.report.drawing.draw import draw

    card = {2: "reviews", 11: "sample", 46: "wires"}[classes]
    figures = {figure.kind: figure for figure in build(root).figures if figure.name.startswith(card)}
    assert set(figures) == {"classes", "confusion", "cost", "curves", "lengths", "stages"}
    for figure in figures.values():
        width, height = Image.open(BytesIO(draw(figure))).size
        assert 400 <= width <= 2000
        assert 200 <= height <= 2000


def test_names_in_figures_that_the_font_lacks_are_numbered() -> None:
    from bench.report.drawing.style import drawable

    assert drawable(["ham", "긍정", "$a_b$", "x\ny"]) == ["ham", "no. 1", "$a_b$", "x y"]
