"""The two plugins that the README shows are what it says: short files that run beside the baseline."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from bench.cli.main import cli

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def test_the_plugins_of_the_readme_run_as_they_stand(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    command = ["run", "-d", "spam-sample", "-m", "mine:C=10", "-m", "average:epochs=1"]
    for name, block in zip(("mine", "average"), blocks, strict=True):
        assert len(block.splitlines()) < 15
        (tmp_path / f"{name}.py").write_text(block, encoding="utf-8")
        command += ["--plugin", str(tmp_path / f"{name}.py")]
    done = CliRunner().invoke(cli, [*command, "--reports", str(tmp_path / "reports")])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "reports" / "README.md").read_text(encoding="utf-8")
    assert all(re.search(rf"^\| \**{name}\b", page, re.MULTILINE) for name in ("nb", "mine", "average"))
