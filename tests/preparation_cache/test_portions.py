"""Tokenizing in portions: what is done outlives the process, and so does the time that it took."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.cards.load import load_card
from bench.errors import PluginError
from bench.plugins import load_file
from bench.preparation.documents import read_documents
from bench.preparation.portions import in_portions
from bench.preparation.prepare import prepare
from bench.recipe import Recipe

TEXTS = ["one", "two", "three", "four", "five"]


class Upper:
    """Keeps what it was given; may stop at a text."""

    def __init__(self, stop: str = "") -> None:
        self.given: list[str] = []
        self.stop = stop

    def __call__(self, texts: list[str]) -> list[str]:
        if self.stop in texts:
            raise KeyboardInterrupt
        self.given += texts
        return [text.upper() for text in texts]


def test_after_an_interruption_only_the_rest_is_tokenised(tmp_path: Path) -> None:
    first, second = Upper(stop="five"), Upper()
    with pytest.raises(KeyboardInterrupt):
        in_portions(first, TEXTS, 2, tmp_path)
    found: list[int] = []
    assert in_portions(second, TEXTS, 2, tmp_path, found.append).documents == [t.upper() for t in TEXTS]
    assert (first.given, second.given) == (TEXTS[:4], TEXTS[4:])
    assert found == [2, 2]


def test_the_seconds_of_earlier_portions_are_told(tmp_path: Path) -> None:
    assert in_portions(Upper(), TEXTS, 2, tmp_path).seconds_before == 0
    for file in tmp_path.iterdir():
        _, documents = json.loads(file.read_text())
        file.write_text(json.dumps([10.0, documents]))
    assert in_portions(Upper(), TEXTS, 2, tmp_path).seconds_before == 30


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[1.0]", b"7", b'[1.0, ["one"]]', b'[1.0, ["one", 2]]', b'["soon", ["a", "b"]]'],
)
def test_a_damaged_portion_is_made_again(tmp_path: Path, content: bytes) -> None:
    in_portions(Upper(), TEXTS, 2, tmp_path)
    (tmp_path / "0.json").write_bytes(content)
    again = Upper()
    assert in_portions(again, TEXTS, 2, tmp_path).documents == [text.upper() for text in TEXTS]
    assert again.given == TEXTS[:2]


def test_lone_surrogates_come_back(tmp_path: Path) -> None:
    halves = ["\ud83d \ude00"]
    for _ in range(2):
        assert in_portions(list, halves, 1, tmp_path).documents == halves


def test_a_prepared_data_set_goes_on_where_it_was_and_leaves_no_portion_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    load_file(Path(__file__).with_name("unhurried.py"))
    card, log, stop = load_card("spam-sample"), tmp_path / "log", tmp_path / "stop"
    recipe = Recipe("unhurried", {"log": str(log), "stop": str(stop)})
    stop.touch()
    with pytest.raises(PluginError, match="stopped"):
        prepare(card, recipe, None)
    assert log.read_text().split() == ["50", "50"]
    portions = list((tmp_path / "cache" / "prepared").rglob("*.json"))
    assert len(portions) == 2
    for file in portions:
        _, documents = json.loads(file.read_text())
        file.write_text(json.dumps([100.0, documents]))

    stop.unlink()
    told: list[tuple[int, int]] = []
    prepared = prepare(card, recipe, None, lambda stage, done, total: told.append((done, total)))
    texts = prepared.counts["train"] + prepared.counts["test"]
    assert sum(map(int, log.read_text().split())) == texts, "each text once"
    assert told[-1] == (texts, texts)
    assert 200 <= prepared.timings["tokenise"] < 300, "the work of both runs"
    plain = prepare(card, Recipe("whitespace"), None)
    lowered = [document.lower() for document in read_documents(plain.train)]
    assert list(read_documents(prepared.train)) == lowered
    assert [path.name for path in prepared.folder.parent.iterdir() if path.name.startswith(".")] == []
