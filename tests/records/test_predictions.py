"""Predictions on disk: plain arrays, never a pickle."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest

from bench.errors import RecordError
from bench.records.predictions import Predictions, read_predictions


def made(classes: int, with_probabilities: bool = True) -> Predictions:
    random = np.random.default_rng(0)
    true, predicted = random.integers(0, classes, 50), random.integers(0, classes, 50)
    true[0] = classes - 1
    return Predictions(
        np.arange(100_000, 100_050),
        true,
        predicted,
        random.dirichlet([1] * classes, 50) if with_probabilities else None,
    )


@pytest.mark.parametrize("classes", [2, 3, 46, 300])
def test_predictions_are_read_back(classes: int, tmp_path: Path) -> None:
    predictions = made(classes)
    (tmp_path / "p.npz").write_bytes(predictions.to_bytes())
    again = read_predictions(tmp_path / "p.npz")
    for name in ("rows", "true", "predicted"):
        np.testing.assert_array_equal(getattr(again, name), getattr(predictions, name))
    assert again.probabilities is not None
    assert again.probabilities.shape == (50, classes)
    np.testing.assert_allclose(again.probabilities, predictions.probabilities, atol=1e-3)
    np.testing.assert_array_equal(again.right, predictions.true == predictions.predicted)


def test_probabilities_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "p.npz").write_bytes(made(2, with_probabilities=False).to_bytes())
    assert read_predictions(tmp_path / "p.npz").probabilities is None


def test_equal_predictions_are_equal_bytes() -> None:
    assert made(3).to_bytes() == made(3).to_bytes()


@pytest.mark.parametrize("cut", [0, 10, 200])
def test_a_damaged_file_is_refused(cut: int, tmp_path: Path) -> None:
    (tmp_path / "p.npz").write_bytes(made(3).to_bytes()[:cut])
    with pytest.raises(RecordError, match=r"p\.npz: the predictions cannot be read .*; run the trial again"):
        read_predictions(tmp_path / "p.npz")


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("exploded"),)


def test_a_pickle_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    buffer = io.BytesIO()
    np.savez(buffer, rows=np.array([_Bomb()], object), true=np.zeros(1), predicted=np.zeros(1))
    for name, content in (("zip.npz", buffer.getvalue()), ("bare.npz", pickle.dumps(_Bomb()))):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RecordError, match="cannot be read"):
            read_predictions(tmp_path / name)
    assert not (tmp_path / "exploded").exists()


def test_what_is_written_holds_no_objects() -> None:
    with np.load(io.BytesIO(made(46).to_bytes()), allow_pickle=False) as arrays:
        assert {name: arrays[name].dtype.kind for name in ("rows", "true", "predicted", "probabilities")} == {
            "rows": "i",
            "true": "u",
            "predicted": "u",
            "probabilities": "f",
        }
