"""The registry: lazy, helpful, and not to be stopped by a broken plugin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import registry
from bench.errors import MissingExtra, PluginError, UnknownName
from bench.registry import Registry

Install = Callable[[str, str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs a distribution of one module, as pip leaves it, on a path of this test's own."""
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(site)
    made: list[str] = []

    def install(name: str, source: str, entry_points: str) -> None:
        info = site / f"{name}-1.2.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(entry_points)
        (site / f"{name}.py").write_text(source)
        made.append(name)

    yield install
    for name in made:
        sys.modules.pop(name, None)


def shapes(**builtin: str) -> Registry:
    return Registry("shape", "textbench.test_shapes", builtin)


def test_nothing_is_imported_before_it_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lazy_shape.py").write_text("class Round:\n    pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    lazy = shapes(round="lazy_shape:Round")
    assert "round" in lazy
    assert list(lazy) == ["round"]
    assert [entry.origin for entry in lazy.entries()] == ["built-in"]
    assert lazy.entry("round").why_not() is None
    assert "lazy_shape" not in sys.modules
    found = lazy["round"]
    assert found is sys.modules.pop("lazy_shape").Round
    assert lazy["round"] is found


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    known = shapes(circle="collections:Counter", square="collections:deque")
    with pytest.raises(UnknownName) as caught:
        known["cirlce"]
    assert str(caught.value) == "no shape is named 'cirlce'; did you mean circle?"
    with pytest.raises(UnknownName, match="known: circle, square"):
        known["xyz"]
    assert "xyz" not in known
    assert known.get("xyz") is None


def test_a_taken_name_is_refused() -> None:
    known = shapes(circle="collections:Counter")
    with pytest.raises(PluginError) as caught:
        known.register("circle", object, origin="mine.py", module="mine")
    said = "mine.py: the shape 'circle' is registered already, by built-in; choose another name"
    assert str(caught.value).startswith(said)
    known.register("circle.v2", int, origin="mine.py", module="mine")
    assert known["circle.v2"] is int
    assert known.entry("circle.v2").origin == "mine.py"


@pytest.mark.parametrize("name", ["", "my model", "a/b", "a:b", "a,b=1", "-x"])
def test_a_name_that_a_recipe_could_not_hold_is_refused(name: str) -> None:
    with pytest.raises(PluginError, match="cannot name a shape"):
        shapes().register(name, int, origin="mine.py", module="mine")


def test_a_broken_plugin_is_listed_and_stops_nothing() -> None:
    known = shapes(circle="collections:Counter")
    known.mark_broken("mine", "mine.py", "SyntaxError: bad")
    assert known["circle"]
    assert [(entry.name, entry.why_not()) for entry in known.entries()] == [
        ("circle", None),
        ("mine", "SyntaxError: bad"),
    ]
    with pytest.raises(PluginError, match=r"^mine\.py: the shape 'mine' cannot be used: SyntaxError: bad"):
        known["mine"]
    with pytest.raises(UnknownName, match=r"not loaded: mine\.py: SyntaxError: bad"):
        known["triangle"]


def test_a_broken_plugin_takes_no_name_from_another() -> None:
    known = shapes(circle="collections:Counter")
    known.mark_broken("circle", "circle.py", "SyntaxError: bad")
    assert known["circle"].__name__ == "Counter"
    assert [entry.why_not() for entry in known.entries()] == [None, "SyntaxError: bad"]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.EXTRAS, "kiwi", (("json",), ("a_module_nobody_has", "nor_this_one")))
    known = Registry("shape", "textbench.test_shapes", {"star": ("nowhere:Star", "kiwi")})
    assert known.entry("star").why_not() == "needs the extra 'korean'"
    with pytest.raises(MissingExtra) as caught:
        known["star"]
    assert str(caught.value) == "the shape 'star' needs the extra 'korean'; pip install 'textbench[korean]'"


def test_an_extra_is_there_when_one_of_each_group_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.EXTRAS, "kiwi", (("json",), ("a_module_nobody_has", "csv")))
    known = Registry("shape", "textbench.test_shapes", {"counter": ("collections:Counter", "kiwi")})
    assert known.entry("counter").why_not() is None
    assert known["counter"].__name__ == "Counter"


def test_entry_points_of_an_installed_package_are_found(install: Install) -> None:
    install(
        "shapely_one",
        "class Oval:\n    def __call__(self): ...\n",
        "[textbench.test_shapes]\noval = shapely_one:Oval\n",
    )
    known = shapes()
    assert [(entry.name, entry.origin) for entry in known.entries()] == [("oval", "shapely_one 1.2")]
    assert "shapely_one" not in sys.modules
    assert known["oval"].__name__ == "Oval"


def test_an_entry_point_with_a_taken_name_is_listed_with_the_reason(install: Install) -> None:
    install("shapely_two", "Circle = int\n", "[textbench.test_shapes]\ncircle = shapely_two:Circle\n")
    known = shapes(circle="collections:Counter")
    assert known["circle"].__name__ == "Counter"
    clash = next(entry for entry in known.entries() if entry.origin == "shapely_two 1.2")
    assert clash.why_not() == "the name is taken by built-in"


def test_an_entry_point_that_fails_to_import_says_whose_it_is(install: Install) -> None:
    install(
        "shapely_bad", "import nothing_of_that_name\n", "[textbench.test_shapes]\nbad = shapely_bad:Bad\n"
    )
    with pytest.raises(PluginError) as caught:
        shapes()["bad"]
    said = "shapely_bad 1.2: the shape 'bad' cannot be imported: ModuleNotFoundError: No module named"
    assert str(caught.value).startswith(said)


def test_an_entry_point_without_the_decorator_is_refused_with_the_remedy(install: Install) -> None:
    install("shapely_raw", "def build(): ...\n", "[textbench.test_models]\nraw = shapely_raw:build\n")
    models = Registry("model", "textbench.test_models", {}, offers="estimator")
    with pytest.raises(PluginError, match=r"put @bench\.model\('raw'\) over it"):
        models["raw"]
