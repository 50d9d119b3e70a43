"""What a trial is known by before anything is prepared."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cards.load import load_card
from bench.errors import MissingData
from bench.preparation.prepare import Address
from bench.recipe import Recipe
from bench.trials.identity import Addresses, Identity, identify
from bench.trials.trial import Trial


def identity(trial: Trial, data_dir: Path) -> Identity:
    return identify(trial, load_card(trial.card), Addresses(data_dir))


def test_what_decides_the_outcome_is_in_the_key(tiny: Path) -> None:
    trials = [
        Trial("tiny", None, Recipe("nb")),
        Trial("tiny", Recipe("char"), Recipe("nb")),
        Trial("tiny", None, Recipe("nb", {"alpha": 0.5})),
        Trial("tiny", None, Recipe("nb"), seed=1),
    ]
    keys = {identity(trial, tiny).key for trial in trials}
    (tiny / "tiny.csv").write_text((tiny / "tiny.csv").read_text() + "good,one more\n")
    assert len(keys | {identity(trials[0], tiny).key}) == 5


def test_a_default_that_is_spelt_out_is_in_the_signature_alone(tiny: Path) -> None:
    short = identity(Trial("tiny", None, Recipe("nb")), tiny)
    long = identity(Trial("tiny", Recipe("words"), Recipe("nb", {"alpha": 1.0})), tiny)
    assert short.key == long.key
    data = short.address.data_sha256[:8]
    assert short.signature == f"tiny@{data}/words/nb/0"
    assert long.signature == f"tiny@{data}/words/nb:alpha=1.0/0"


def test_a_key_is_what_it_always_was() -> None:
    """Records are found by it: one that changes makes every record of every report a stranger."""
    place = Address("d" * 64, "words:lower=true", "1", Path("anywhere"))
    trial, card = Trial("spam-sample", None, Recipe("nb")), load_card("spam-sample")
    made = Identity(trial, card, Recipe("words"), place, "nb:alpha=1.0", None)
    assert made.key == "cf43fe15781289dd9ae3f56b8222325c"


def test_data_that_is_away_leaves_a_name_without_its_hash(tiny: Path) -> None:
    (tiny / "tiny.csv").unlink()
    found = identity(Trial("tiny", None, Recipe("nb")), tiny)
    assert found.signature == "tiny/words/nb/0"
    with pytest.raises(MissingData, match=r"tiny\.csv not on this machine"):
        _ = found.address


def test_an_address_is_found_once(tiny: Path) -> None:
    card, trial = load_card("tiny"), Trial("tiny", None, Recipe("nb"))
    addresses = Addresses(tiny)
    before = identify(trial, card, addresses)
    (tiny / "tiny.csv").unlink()
    assert identify(trial, card, addresses).address is before.address
    assert isinstance(identify(trial, card, Addresses(tiny)).place, MissingData)
