"""Texts beside the report, from local data only."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from click.testing import CliRunner

from bench.cards.load import load_card
from bench.cli.report import report
from bench.preparation.parts import read_parts
from bench.records.predictions import Predictions


def test_texts_go_into_a_folder_that_git_ignores(make: Any) -> None:
    card = load_card("spam-sample")
    rows, parts = read_parts(card)
    about = make.card("spam-sample", list(parts.classes), content_sha256=rows.sha256(), bundled_sample=True)
    first = parts.test_rows[:40]
    truth = parts.test_labels[:40]
    for model, accuracy, wrong in (("nb", 0.8, 10), ("svm", 0.95, 4)):
        record = make.trial(about, model, accuracy)
        predicted = np.where(np.arange(40) < wrong, 1 - truth, truth)
        make.store.save(replace(record, finished="2025"), Predictions(first, truth, predicted))
    result = CliRunner().invoke(
        report, ["--reports", str(make.root), "--no-figures", "--with-texts"], catch_exceptions=False
    )
    assert result.exit_code == 0
    folder: Path = make.root / "with-texts"
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    page = (folder / "spam-sample.md").read_text(encoding="utf-8")
    assert re.search(rf"\| +{first[4]} \|", page)
    assert "none of the" in page
    assert rows.text[int(first[0])][:12] in page.replace("\\", "")
    for written in make.root.glob("*.md"):
        assert rows.text[int(first[0])] not in written.read_text(encoding="utf-8")


def test_data_that_is_not_here_is_said(make: Any) -> None:
    about = make.card("nowhere", ["a", "b"])
    make.trial(about, "nb", 0.8)
    make.trial(about, "svm", 0.95)
    result = CliRunner().invoke(report, ["--reports", str(make.root), "--no-figures", "--with-texts"])
    assert result.exit_code == 0
    assert "nowhere: no texts:" in result.output
