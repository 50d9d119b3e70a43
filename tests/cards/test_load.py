from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.cards.load import card_names, load_card
from bench.errors import CardError, UnknownName

CARD = """
name = "{name}"
language = "en"
labels = {{ ham = "ham", spam = "spam" }}
[source]
adapter = "csv"
options = {{ text = "body", label = "kind" }}
files = [{{ role = "data", name = "mails.csv" }}]
[split]
method = "ordered"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_built_in_card_is_valid_and_named_as_its_file() -> None:
    names = [card.name for card in card_names() if card.origin == "built-in"]
    assert {"spam", "reuters", "imdb", "imdb-raw", "nsmc", "nsmc-raw", "newsgroups"} <= set(names)
    for name in names:
        assert load_card(name).name == name


def test_every_sample_named_by_a_card_is_a_bundled_sample() -> None:
    named = {card.sample for name in card_names() if (card := load_card(name.name)).sample}
    assert named == {"spam-sample", "reuters-sample", "imdb-sample", "nsmc-sample"}
    for name in named:
        assert name is not None and load_card(name).bundled_sample


def test_real_cards_pin_what_they_fetch() -> None:
    for name in ("spam", "reuters", "imdb", "imdb-raw", "nsmc", "nsmc-raw", "newsgroups"):
        for file in load_card(name).source.files:
            assert file.urls and file.sha256
            assert all(url.startswith("https://") for url in file.urls)


@pytest.mark.parametrize("place", ["mine.toml", "datasets/mine.toml"])
def test_cards_of_the_working_directory_are_found(place: str, here: Path) -> None:
    (here / "datasets").mkdir()
    (here / place).write_text(CARD.format(name="mine"))
    assert load_card("mine").name == "mine"
    assert ("mine", str(Path(place))) in {(card.name, card.origin) for card in card_names()}


def test_a_path_is_a_card_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "far.toml").write_text(CARD.format(name="far"))
    assert load_card(tmp_path / "far.toml").name == "far"


def test_other_toml_in_the_working_directory_is_not_listed(here: Path) -> None:
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (here / "broken.toml").write_text("[")
    names = {card.name for card in card_names()}
    assert not names & {"pyproject", "broken"}


def test_cards_of_an_installed_package_are_found(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "theirs.toml").write_text(CARD.format(name="letters"))
    (here / "letters_pkg.py").write_text(f"CARD = {str(here / 'theirs.toml')!r}\n")
    info = here / "letters_pkg-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: letters-pkg\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(
        "[textbench.datasets]\nletters = letters_pkg:CARD\nbad = gone:CARD\n"
    )
    monkeypatch.syspath_prepend(str(here))
    assert load_card("letters").name == "letters"
    assert ("letters", "letters-pkg 1.2") in {(card.name, card.origin) for card in card_names()}
    with pytest.raises(CardError, match="the entry point of 'bad' fails: ModuleNotFoundError"):
        load_card("bad")
    sys.modules.pop("letters_pkg", None)


def test_an_unknown_name_gets_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean reuters"):
        load_card("reuter")


def test_broken_toml_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = 'x'\nlabels = [\n")
    with pytest.raises(CardError, match=r"a\.toml: not TOML: .*(line 3|end of document)"):
        load_card(tmp_path / "a.toml")


def test_a_path_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="no such file"):
        load_card(tmp_path / "a.toml")


def test_a_card_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        'sample = "s"\n' + CARD.format(name="base") + "seed = 3\n[facts]\nrows = 5\n"
    )
    (tmp_path / "small.toml").write_text(
        'extends = "base"\nname = "small"\n'
        '[[source.files]]\nrole = "data"\nname = "small.csv"\n[split]\nmethod = "stratified"\n'
    )
    card = load_card(tmp_path / "small.toml")
    assert card.source.options == {"text": "body", "label": "kind"}
    assert [file.name for file in card.source.files] == ["small.csv"]
    assert (card.split.method, card.split.seed) == ("stratified", 3)
    assert card.facts.rows is None and card.sample is None


@pytest.mark.parametrize("base", ["gone", "self"])
def test_a_card_cannot_extend_nothing_or_itself(base: str, tmp_path: Path) -> None:
    (tmp_path / "self.toml").write_text(f'extends = "{base}"\nname = "self"\n')
    with pytest.raises(CardError, match="extends: no card"):
        load_card(tmp_path / "self.toml")
