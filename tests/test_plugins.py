"""Plugin files that the user names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.catalogue import models
from bench.errors import PluginError
from bench.plugins import files_beside, load_file, load_files, source_of

GOOD = """
import bench
from sklearn.dummy import DummyClassifier

@bench.model("{name}")
def dummy(strategy="prior"):
    return DummyClassifier(strategy=strategy)
"""


def write(path: Path, name: str) -> Path:
    path.write_text(GOOD.format(name=name))
    return path


def test_a_file_registers_its_models_with_the_file_as_origin(tmp_path: Path) -> None:
    file = write(tmp_path / "mine.py", "plugins-good")
    load_file(file)
    assert models.entry("plugins-good").origin == str(file)
    assert models["plugins-good"].estimator(strategy="uniform").strategy == "uniform"
    load_file(file)  # a second time changes nothing


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"nowhere\.py: there is no such plugin file; name a Python file"):
        load_file(tmp_path / "nowhere.py")


def test_a_broken_file_says_which_and_why(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text("import nothing_of_that_name\n")
    with pytest.raises(PluginError, match=r"broken\.py: the plugin fails to import: ModuleNotFoundError"):
        load_file(file)
    file.write_text("raise SystemExit(3)\n")
    with pytest.raises(PluginError, match="SystemExit: 3"):
        load_file(file)


def test_a_mended_file_can_be_loaded_again(tmp_path: Path) -> None:
    file = tmp_path / "mended.py"
    file.write_text("1 / 0\n")
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        load_file(file)
    load_file(write(file, "plugins-mended"))
    assert "plugins-mended" in models


def test_a_broken_file_stops_no_other(tmp_path: Path) -> None:
    broken = tmp_path / "plugins_broken.py"
    broken.write_text("def f(:\n")
    load_files([broken, write(tmp_path / "next.py", "plugins-next")])
    assert "plugins-next" in models
    reason = models.entry("plugins_broken").why_not()
    assert reason is not None and "SyntaxError" in reason


def test_a_broken_file_named_as_a_built_in_model_leaves_it_alone(tmp_path: Path) -> None:
    broken = tmp_path / "nb.py"
    broken.write_text("1 / 0\n")
    load_files([broken])
    assert models["nb"].name == "nb"
    assert any(entry.origin == str(broken) and entry.error for entry in models.entries())


def test_a_file_cannot_take_a_built_in_name(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the model 'nb' is registered already, by built-in"):
        load_file(write(tmp_path / "thief.py", "nb"))


def test_the_folder_models_beside_a_suite_is_read(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for name in ("b.py", "a.py", "_shared.py", "notes.txt"):
        (tmp_path / "models" / name).write_text("")
    assert [path.name for path in files_beside(tmp_path / "suite.toml")] == ["a.py", "b.py"]


def test_the_source_of_a_plugin_changes_with_its_file(tmp_path: Path) -> None:
    file = write(tmp_path / "mine.py", "x")
    before = source_of(str(file))
    file.write_text(file.read_text() + "# edited\n")
    assert before is not None
    assert source_of(str(file)) != before
    assert source_of("some-package 1.2") == "some-package 1.2"
    assert source_of("built-in") is None


def test_an_installed_package_registers_models_with_the_decorator(tmp_path: Path) -> None:
    """In a process of its own: entry points are read once a process."""
    info = tmp_path / "bench_mine-0.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bench-mine\nVersion: 0.3\n")
    (info / "entry_points.txt").write_text("[textbench.models]\npackaged = bench_mine:dummy\n")
    write(tmp_path / "bench_mine.py", "packaged")
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(Path(__file__).parent.parent)!r}]\n"
        "from bench.catalogue import models\n"
        "print(models['packaged'].estimator(strategy='uniform'), models.entry('packaged').origin)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "DummyClassifier(strategy='uniform') bench-mine 0.3"
