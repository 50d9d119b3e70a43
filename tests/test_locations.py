"""Where things lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.locations import cache_dir, data_dir, datasets_dir, report_folders


def test_the_cards_are_found() -> None:
    assert (datasets_dir() / "spam-sample.toml").is_file()


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.delenv("TEXTBENCH_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_dir() == tmp_path / "xdg" / "textbench"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert cache_dir() == Path.home() / ".cache" / "textbench"


def test_the_data_folder_chosen_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBENCH_DATA", "/from/environment")
    assert data_dir("~/chosen") == Path.home() / "chosen"
    assert data_dir() == Path("/from/environment")
    monkeypatch.delenv("TEXTBENCH_DATA")
    assert data_dir() is None


def test_folders_with_records_are_found_the_outer_one_first(tmp_path: Path) -> None:
    for folder in ("records/spam", "quick/records", "full/records", "figures", "full/deeper/records"):
        (tmp_path / folder).mkdir(parents=True)
    assert report_folders(tmp_path) == [tmp_path, tmp_path / "full", tmp_path / "quick"]
    assert report_folders(tmp_path / "figures") == report_folders(tmp_path / "nowhere") == []
