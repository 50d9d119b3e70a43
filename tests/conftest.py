"""What all tests share: real data where it is, a cache and a working directory of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder with the real data files."""
    folder = os.environ.get("TEXTBENCH_DATA")
    if not folder:
        pytest.skip("needs the real data files: set TEXTBENCH_DATA to their folder")
    return Path(folder)


@pytest.fixture(autouse=True, scope="session")
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither read nor fill the user's cache."""
    os.environ["TEXTBENCH_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _reports_of_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test runs writes reports into the checkout."""
    monkeypatch.setenv("TEXTBENCH_REPORTS", str(tmp_path / "reports"))
