"""``bench explain`` from end to end on the bundled samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.cli.main import cli
from bench.explain.explanation import read_explanation
from bench.records.store import Store
from bench.report.drawing import fonts

SMALL = "embedding=4,units=4,attention_units=4,dense=4,length=8,epochs=1,batch_size=256"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEXTBENCH_REPORTS", "reports")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def explain(*arguments: str) -> list[Path]:
    """Explain, and the files that were written."""
    done = call("explain", *arguments)
    assert done.exit_code == 0, done.output
    return [Path(line) for line in done.output.splitlines() if line.startswith("reports/")]


def refused(*arguments: str) -> str:
    """The one line that it says instead."""
    done = call("explain", *arguments)
    assert done.exit_code == 1
    (line,) = done.output.strip().splitlines()
    return line


def test_a_record_explained_and_shown_in_the_report() -> None:
    assert call("run", "-d", "spam-sample", "-m", "nb").exit_code == 0
    (record,), _ = Store(Path("reports/records")).records()
    assert "explanations" not in Path("reports/spam-sample.md").read_text(encoding="utf-8")
    files = explain(record.signature)
    assert [path.suffix for path in files] == [".json", ".html", ".png", ".png"]
    found = read_explanation(files[0])
    assert found.key == record.key
    assert found.agreement == 1.0  # fitted as in the trial
    assert "ringtones" in dict(found.strongest[1].tokens)
    assert call("report", "--check").exit_code == 1
    shown = files[1].read_bytes()
    assert call("report").exit_code == 0
    assert call("report", "--check").exit_code == 0
    assert files[1].read_bytes() == shown  # the report has the same page
    page = Path("reports/spam-sample.md").read_text(encoding="utf-8")
    assert "## The strongest tokens" in page
    assert "100.00 % of its predictions are the record's" in page
    path = str(Store(Path("reports/records")).path(record))
    assert explain(path) == files
    assert explain("-m", "nb", "-d", "spam-sample") == files  # the same trial, named otherwise
    assert call("report", "--check").exit_code == 0


def test_attention_of_a_network_over_korean() -> None:
    files = explain(
        "-m", f"bilstm-attention:{SMALL}", "-d", "nsmc-sample", "-t", "whitespace", "--documents", "3"
    )
    found = read_explanation(files[0])
    (look,) = found.looks
    assert look.layer == "AdditiveAttention"
    assert [judged.true for judged in found.documents] == ["negative", "positive", "negative"]
    for weighed in look.documents:
        assert sum(weighed.weights) + weighed.elsewhere == pytest.approx(1, abs=0.01)
    html = files[1].read_text(encoding="utf-8")
    assert found.looks[0].documents[0].tokens[0] in html


def test_without_a_font_the_page_is_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_hangul", lambda: None)
    done = call("explain", "-m", "nb", "-d", "nsmc-sample", "-t", "whitespace")
    assert done.exit_code == 0
    assert "is not drawn: no font with Hangul is installed; pip install koreanize-matplotlib" in done.output
    assert len(list(Path("reports/explanations/nsmc-sample").glob("*.html"))) == 1
    assert not list(Path("reports").rglob("*.png"))


@pytest.mark.parametrize("arguments", [["--text", "free <b>prize</b> call now"], ["--with-texts"]])
def test_texts_of_others_go_where_git_does_not_look(arguments: list[str]) -> None:
    files = explain("-m", "nb", "-d", "spam-sample", *arguments)
    assert {path.suffix for path in files} == {".html", ".png"}
    assert all(path.is_relative_to("reports/with-texts/explanations/spam-sample") for path in files)
    assert Path("reports/with-texts/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert not Path("reports/explanations").exists()
    assert "<b>prize" not in files[0].read_text(encoding="utf-8")


def test_what_cannot_be_explained_is_said_before_it_is_fitted() -> None:
    line = refused("-m", "lstm", "-d", "spam-sample")
    assert "no layer of it attends to tokens" in line
    assert "bilstm-attention" in line
    assert "nb" in line
    assert "have no names" in refused("-m", "hashed-sgd", "-d", "spam-sample")


def test_other_failures_are_one_line_each() -> None:
    assert "no record has the signature" in refused("spam@00000000/words/nb/0")
    assert "there is no such record" in refused("reports/records/spam/gone.json")
    assert "it is not clear what to explain" in refused("-m", "nb")
    assert "it is not clear what to explain" in refused()
    assert "did you mean" in refused("-m", "bn", "-d", "spam-sample")
    assert "no data set is named 'spma'" in refused("-m", "nb", "-d", "spma")


def test_a_record_of_other_rows_is_refused() -> None:
    assert call("run", "-d", "spam-sample", "-m", "nb").exit_code == 0
    store = Store(Path("reports/records"))
    (record,), _ = store.records()
    path = store.path(record)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["card"]["parts_sha256"] = "f" * 64
    del content["checksum"]
    from bench.records.record import checksum

    path.write_text(json.dumps({"checksum": checksum(content), **content}), encoding="utf-8")
    assert "but the record is of ffffffff" in refused(str(path))


def test_attention_needs_documents(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{'good' if i % 2 else 'bad'},{'fine' if i % 2 else 'poor'} film {i}" for i in range(40)
    )
    Path("mine.csv").write_text(f"label,text\n{rows}\n", encoding="utf-8")
    Path("mine.toml").write_text(
        'name = "mine"\nlanguage = "en"\nlabels = { good = "good", bad = "bad" }\n'
        'split = { method = "ordered", test = 0.25 }\n[source]\nadapter = "csv"\n'
        'options = { text = "text", label = "label" }\n[[source.files]]\nrole = "data"\nname = "mine.csv"\n',
        encoding="utf-8",
    )
    here = ["-d", "mine.toml", "--data-dir", str(tmp_path)]
    done = call("explain", "-m", f"bilstm-attention:{SMALL}", *here)
    assert done.exit_code == 1
    assert "no documents to show its attention on; give some with --text" in done.output
    (stored, *_) = explain("-m", "nb", *here)  # what it knows of its classes needs none
    assert read_explanation(stored).documents == ()
    assert read_explanation(stored).looks == ()
    assert "fine" in dict(read_explanation(stored).strongest[0].tokens)
