"""What the README links to is there, the picture of the committed report included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

MADE_LATER = "reports/quick/"
"""What command 1 of the README makes."""


@pytest.mark.skipif(not (CHECKOUT / "reports").is_dir(), reason="a source distribution has no reports")
def test_every_file_that_the_readme_links_to_is_there() -> None:
    page = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#\s]+)", page)
    files = [target for target in linked if "://" not in target and not target.startswith(MADE_LATER)]
    assert any(file.startswith("reports/figures/glance.") for file in files)
    missing = [file for file in files if not (CHECKOUT / file).exists()]
    assert missing == [], "the report's picture has a new name after `bench report`: put it into README.md"
