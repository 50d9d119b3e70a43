"""The command line at rest: quick to answer, and friendly when it is misused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bench
from bench.catalogue import adapters, models, tokenizers
from bench.cli.main import cli

HEAVY = {
    "sklearn",
    "keras",
    "tensorflow",
    "pandas",
    "matplotlib",
    "pydantic",
    "scipy",
    "konlpy",
    "jpype",
    "rich",
}


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["list"], ["run", "--help"], ["data", "--help"]]
)
def test_it_answers_without_a_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import json, sys\n"
        f"sys.path.insert(0, {str(Path(bench.__file__).parent.parent)!r})\n"
        "from bench.cli.main import cli\n"
        f"cli({arguments!r}, prog_name='bench', standalone_mode=False)\n"
        "print('loaded', json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    said, _, loaded = done.stdout.rpartition("loaded ")
    assert said
    assert not HEAVY & set(json.loads(loaded))


def test_help_names_every_command() -> None:
    found = call("--help")
    assert found.exit_code == 0
    for command in ("run", "report", "list", "data"):
        assert f"\n  {command} " in found.output


def test_the_list_shows_everything_with_its_origin() -> None:
    found = call("list")
    assert found.exit_code == 0
    lines = found.output.splitlines()
    for registry in (models, tokenizers, adapters):
        for entry in registry.entries():
            if entry.origin == "built-in":
                assert any(line.split()[:2] == [entry.name, "built-in"] for line in lines), entry.name
    for name in ("spam-sample", "quick"):
        assert any(line.split()[:2] == [name, "built-in"] for line in lines)


def test_the_list_shows_a_broken_plugin_and_goes_on(tmp_path: Path) -> None:
    broken = tmp_path / "brokenlist.py"
    broken.write_text("import nothing_of_that_name\n")
    found = call("list", "--plugin", str(broken))
    assert found.exit_code == 0
    line = next(line for line in found.output.splitlines() if line.startswith("brokenlist "))
    assert "ModuleNotFoundError: No module named 'nothing_of_that_name'" in line
    checked = call("list", "--check", "--plugin", str(broken))
    assert checked.exit_code == 1
    assert "cannot be used; the table says why" in checked.stderr
    del models._entries["brokenlist"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "quikc"], "Error: no suite is named 'quikc'; did you mean quick?"),
        (
            ["run", "-d", "spma-sample"],
            "Error: no data set is named 'spma-sample'; did you mean spam-sample",
        ),
        (["run", "-d", "spam-sample", "-m", "lstn"], "Error: no model is named 'lstn'; did you mean lstm"),
        (
            ["run", "-d", "spam-sample", "-t", "wrods"],
            "Error: no tokenizer is named 'wrods'; did you mean words?",
        ),
        (["run", "-d", "spam-sample", "-m", "nb:alpha"], "Error: 'alpha' in 'nb:alpha' is not key=value"),
        (
            ["run", "quick", "-m", "none"],
            "Error: no trial of the suite 'quick' is left; choose others with -d, -m and -t",
        ),
        (
            ["run", "--signature", "spam"],
            "Error: 'spam' is not a signature; write card@hash/tokenizer/model/seed",
        ),
        (["run", "--signature", "spam-sample@00000000/words/nb/0"], "but the signature says 00000000"),
        (["run", "none.toml"], "Error: none.toml: cannot be read: No such file or directory; check the path"),
    ],
)
def test_a_mistake_is_one_line_and_exit_1(arguments: list[str], said: str) -> None:
    found = call(*arguments)
    assert found.exit_code == 1, found.output
    assert said in found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert "Traceback" not in found.output


def test_python_m_bench_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(bench.__file__).parent.parent,
    )
    assert done.stdout.strip() == f"bench, version {bench.__version__}"
