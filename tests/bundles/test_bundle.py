"""What is in a bundle, and which bundles are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.bundles.bundle import open_bundle, refuse_another
from bench.bundles.export import export
from bench.errors import BenchError, DataError, PluginError
from bench.plugins import load_file
from bench.preparation.documents import read_labels, read_texts
from bench.recipe import Recipe
from bench.records.record import sealed
from bench.trials.runner import Runner
from bench.trials.trial import Trial
from tests.bundles.zips import members, rewritten

Pack = Callable[..., Path]


def changed(bundle: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A bundle whose manifest says something else, sealed anew."""
    manifest = json.loads(members(bundle)["manifest.json"])
    del manifest["checksum"]
    change(manifest)
    return rewritten(bundle, {"manifest.json": sealed(manifest).encode()}, bundle.with_name("changed.zip"))


def test_documents_travel_once_and_test_labels_never(pack: Pack, runner: Runner, tmp_path: Path) -> None:
    bundle = pack("nb", "nb:alpha=2.0", "complement-nb")
    found = members(bundle)
    assert sorted(found) == ["data-0/test.json", "data-0/train.json", "manifest.json"]
    assert set(json.loads(found["data-0/test.json"])) == {"documents"}
    (case,) = map(runner.case, runner.identities([Trial("spam-sample", None, Recipe("nb"))]))
    secret = case.prepared.answers().labels.tolist()
    assert json.dumps(secret, separators=(",", ":")).encode() not in b"".join(found.values())
    with open_bundle(bundle) as opened:
        opened.unpack(0, tmp_path / "train", tmp_path / "test")
    assert read_texts(tmp_path / "train") == read_texts(case.prepared.train)
    assert read_labels(tmp_path / "train").tolist() == read_labels(case.prepared.train).tolist()
    assert read_texts(tmp_path / "test") == read_texts(case.prepared.test)
    assert not (tmp_path / "test" / "labels.npy").exists()


def test_the_same_trials_give_the_same_bytes(pack: Pack) -> None:
    assert pack("nb").read_bytes() == pack("nb", name="again.zip").read_bytes()


def test_an_empty_bundle_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no trial is left to take along"):
        export([], tmp_path / "none.zip")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m["trials"][0].update(documents=7), "a trial has no documents"),
        (
            lambda m: m["trials"][0].update(key="../../x"),
            r"changed\.zip: trials\.0\.key: String",
        ),
        (lambda m: m["trials"][0].update(command="x"), r"trials\.0\.command: Extra inputs are not permitted"),
        (lambda m: m["documents"][0]["train"].update(bytes=10**15), r"documents\.0\.train\.bytes"),
        (lambda m: m.update(kind="textbench bundle 9"), r"kind: Input should be 'textbench bundle 1'"),
    ],
)
def test_a_manifest_that_says_what_it_may_not_is_refused(
    pack: Pack, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    with pytest.raises(DataError, match=said), open_bundle(changed(pack("nb"), change)):
        pass


@pytest.mark.parametrize(
    "content",
    [
        b'{"documents": ["a"], "labels": [0, 1]}',
        b'{"documents": ["a", "b"], "labels": [0, 2]}',
        b'{"documents": ["a", 1], "labels": [0, 1]}',
        b'["a"]',
        b"{",
        b"[" * 50_000,
        b"\xff",
    ],
    ids=["lengths", "no such class", "no text", "no object", "no JSON", "deep", "no UTF-8"],
)
def test_documents_that_are_none_are_refused(pack: Pack, tmp_path: Path, content: bytes) -> None:
    import hashlib

    def change(manifest: dict[str, Any]) -> None:
        part = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        manifest["documents"][0]["train"] = part

    other = rewritten(changed(pack("nb"), change), {"data-0/train.json": content}, tmp_path / "other.zip")
    with (
        open_bundle(other) as opened,
        pytest.raises(DataError, match="the documents of spam-sample"),
    ):
        opened.unpack(0, tmp_path / "train", tmp_path / "test")


def test_changed_documents_are_refused(pack: Pack, tmp_path: Path) -> None:
    bundle = pack("nb")
    content = members(bundle)["data-0/train.json"].replace(b"a", b"e")
    other = rewritten(bundle, {"data-0/train.json": content}, tmp_path / "other.zip")
    with open_bundle(other) as opened, pytest.raises(DataError, match=r"'data-0/train\.json' was changed"):
        opened.unpack(0, tmp_path / "train", tmp_path / "test")


def test_a_model_with_other_defaults_is_another(pack: Pack) -> None:
    other = changed(pack("nb"), lambda m: m["trials"][0].update(complete="nb:alpha=0.7"))
    with open_bundle(other) as opened, pytest.raises(PluginError, match="'nb' has other defaults than the"):
        refuse_another(opened.manifest.trials[0])


def test_a_plugin_must_be_the_bundle_s(pack: Pack, tmp_path: Path) -> None:
    plugin = tmp_path / "travelling.py"
    source = "import bench\nfrom sklearn.dummy import DummyClassifier\n"
    source += "bench.model('travelling')(lambda: DummyClassifier())\n"
    plugin.write_text(source)
    load_file(plugin)
    with open_bundle(pack("travelling")) as opened:
        (trial,) = opened.manifest.trials
    refuse_another(trial)
    plugin.write_text(source + "# another\n")
    with pytest.raises(PluginError, match=r"bring the travelling\.py that the bundle was made with"):
        refuse_another(trial)
    with pytest.raises(PluginError, match=r"'gone' is not here; bring the travelling\.py"):
        refuse_another(trial.model_copy(update={"model": "gone"}))
