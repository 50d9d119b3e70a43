"""Predictions on disk: plain arrays, never a pickle."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest

from bench.errors import RecordError
from bench.records.predictions import SCORE_ARRAYS, Predictions, ScoreKind, read_predictions


def made(classes: int, kind: ScoreKind = "probability", scale: float = 1.0) -> Predictions:
    random = np.random.default_rng(0)
    true, predicted = random.integers(0, classes, 50), random.integers(0, classes, 50)
    true[0] = classes - 1
    scores = random.dirichlet([1] * classes, 50)
    if kind == "decision":
        scores = scale * (scores - scores.mean(axis=1, keepdims=True))
    return Predictions(np.arange(100_000, 100_050), true, predicted, None if kind == "none" else scores, kind)


@pytest.mark.parametrize("kind", SCORE_ARRAYS)
@pytest.mark.parametrize("classes", [2, 3, 46, 300])
def test_predictions_are_read_back(classes: int, kind: ScoreKind, tmp_path: Path) -> None:
    predictions = made(classes, kind)
    (tmp_path / "p.npz").write_bytes(predictions.to_bytes())
    again = read_predictions(tmp_path / "p.npz")
    for name in ("rows", "true", "predicted"):
        np.testing.assert_array_equal(getattr(again, name), getattr(predictions, name))
    assert again.score_kind == kind
    assert again.scores is not None
    assert again.scores.shape == (50, classes)
    np.testing.assert_allclose(again.scores, predictions.scores, atol=1e-3)
    np.testing.assert_array_equal(again.right, predictions.true == predictions.predicted)


def test_scores_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "p.npz").write_bytes(made(2, "none").to_bytes())
    again = read_predictions(tmp_path / "p.npz")
    assert (again.scores, again.score_kind) == (None, "none")


@pytest.mark.parametrize(("scale", "width"), [(1.0, 2), (1e3, 2), (1e6, 4), (1e50, 8)])
@pytest.mark.parametrize("classes", [2, 3])
def test_large_decision_scores_keep_their_order(
    classes: int, scale: float, width: int, tmp_path: Path
) -> None:
    predictions = made(classes, "decision", scale)
    (tmp_path / "p.npz").write_bytes(predictions.to_bytes())
    with np.load(tmp_path / "p.npz", allow_pickle=False) as arrays:
        assert arrays["decisions"].dtype.itemsize == width
    again = read_predictions(tmp_path / "p.npz")
    assert again.scores is not None and predictions.scores is not None
    np.testing.assert_allclose(again.scores, predictions.scores, rtol=1e-3)
    np.testing.assert_array_equal(again.scores.argmax(axis=1), predictions.scores.argmax(axis=1))


@pytest.mark.parametrize("columns", [1, 3])
def test_a_file_of_the_time_before_decision_scores_is_read(columns: int, tmp_path: Path) -> None:
    """Such a file knows probabilities or nothing: schema 1 stays readable."""
    whole = np.array([[0.25, 0.75], [0.5, 0.5]]) if columns == 1 else np.eye(3)[:2]
    row = np.arange(2)
    stored = whole[:, -columns:].astype(np.float16)
    np.savez_compressed(tmp_path / "p.npz", rows=row, true=row, predicted=row, probabilities=stored)
    again = read_predictions(tmp_path / "p.npz")
    assert again.score_kind == "probability"
    np.testing.assert_array_equal(again.scores, whole)


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
