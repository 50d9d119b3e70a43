"""One contract for every registered model: whatever joins the catalogue is covered from then on."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator, clone

from bench.catalogue import models
from bench.trials.measure import seed_everything, size

BUILT_IN = [entry.name for entry in models.entries() if entry.origin == "built-in"]
NEURAL = [entry.name for entry in models.entries() if entry.origin == "built-in" and entry.needs == "neural"]

# Small and quick; a name that a model does not have is left out.
QUICK = {
    "epochs": 1,
    "validation_fraction": 0,
    "batch_size": 16,
    "length": 8,
    "embedding": 8,
    "units": 6,
    "filters": 4,
    "buckets": 500,
    "patience": None,
}

MASKED = [name for name in NEURAL if "mask" in models[name].parameters]

WORDS = {0: "sun warm bright day", 1: "rain cold dark night", 2: "wind storm wild sea"}


def documents(classes: int, each: int = 20) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Documents of a few tokens, sorted by class, so that a batch taken in order lacks one."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(classes), each)
    texts = []
    for label in labels:
        own = WORDS[int(label)].split()
        texts.append(
            " ".join([*random.choice([*own, "the", "a"], size=random.integers(2, 7)), random.choice(own)])
        )
    return texts, labels


def with_empty_ones(classes: int) -> tuple[list[str], np.ndarray[Any, Any]]:
    texts, labels = documents(classes)
    texts[0] = texts[25] = ""
    return texts, labels


def make(name: str, **more: Any) -> BaseEstimator:
    plugin = models[name]
    estimator = plugin.estimator(
        **{key: value for key, value in QUICK.items() if key in plugin.parameters} | more
    )
    seed_everything(estimator, 7)
    return estimator


def said(estimator: BaseEstimator, texts: list[str]) -> np.ndarray[Any, Any]:
    """The most that an estimator tells: probabilities, scores or classes."""
    for method in ("predict_proba", "decision_function", "predict"):
        if hasattr(estimator, method):
            return np.asarray(getattr(estimator, method)(texts))
    raise AssertionError("it predicts nothing")


@pytest.fixture(scope="module", params=BUILT_IN)
def fitted(request: pytest.FixtureRequest) -> tuple[str, BaseEstimator]:
    return request.param, make(request.param).fit(*with_empty_ones(3))


def test_predicts_a_class_for_each_document(fitted: tuple[str, BaseEstimator]) -> None:
    texts, labels = documents(3)
    predicted = fitted[1].predict(texts)
    assert predicted.shape == (len(texts),)
    assert predicted.dtype.kind == "i"
    assert set(predicted) <= set(labels)
    assert fitted[1].classes_.tolist() == [0, 1, 2]


def test_probabilities_sum_to_one_and_agree_with_the_prediction(fitted: tuple[str, BaseEstimator]) -> None:
    texts, _ = documents(3)
    if not hasattr(fitted[1], "predict_proba"):
        assert said(fitted[1], texts).shape[0] == len(texts)  # then it must rank, or at least decide
        return
    probabilities = fitted[1].predict_proba(texts)
    assert probabilities.shape == (len(texts), 3)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-6)
    assert (fitted[1].classes_[probabilities.argmax(axis=1)] == fitted[1].predict(texts)).all()


@pytest.mark.parametrize(
    "texts",
    [["sun"], [""], ["nothing known here"], ["", "sun warm", ""], ["sun " * 500]],
    ids=["one document", "an empty one", "unseen tokens", "empty ones among others", "a long one"],
)
def test_any_document_is_classified(fitted: tuple[str, BaseEstimator], texts: list[str]) -> None:
    assert fitted[1].predict(texts).shape == (len(texts),)
    assert np.isfinite(said(fitted[1], texts)).all()


def test_a_document_s_prediction_does_not_hang_on_its_company(fitted: tuple[str, BaseEstimator]) -> None:
    texts, _ = documents(3)
    np.testing.assert_allclose(said(fitted[1], texts[:1])[0], said(fitted[1], texts)[0], atol=1e-4)


def test_a_fitted_model_survives_the_disk(fitted: tuple[str, BaseEstimator]) -> None:
    texts, _ = documents(3)
    again = pickle.loads(pickle.dumps(fitted[1]))
    np.testing.assert_allclose(said(again, texts), said(fitted[1], texts), atol=1e-6)


def test_its_size_is_known(fitted: tuple[str, BaseEstimator]) -> None:
    found = size(fitted[1])
    assert found["bytes"] > 100
    assert found["parameters"] > 0
    if fitted[0] in NEURAL:
        assert found["parameters"] == sum(layer["parameters"] for layer in found["layers"])


def test_a_clone_is_equal_and_not_fitted(fitted: tuple[str, BaseEstimator]) -> None:
    copy = clone(fitted[1])
    assert repr(copy) == repr(fitted[1])
    assert copy.get_params().keys() == fitted[1].get_params().keys()
    with pytest.raises(AttributeError):
        _ = copy.classes_


def test_the_same_seed_gives_the_same_model(fitted: tuple[str, BaseEstimator]) -> None:
    texts, labels = with_empty_ones(3)
    again = clone(fitted[1]).fit(texts, labels)
    # Sums over threads may differ in their last bit.
    np.testing.assert_allclose(said(again, texts), said(fitted[1], texts), atol=1e-6)


@pytest.mark.parametrize("name", BUILT_IN)
def test_parameters_can_be_read_and_set(name: str) -> None:
    estimator = make(name)
    settable = {
        k: v for k, v in estimator.get_params().items() if isinstance(v, float) and not isinstance(v, bool)
    }
    for key, value in settable.items():
        assert estimator.set_params(**{key: value / 2}).get_params()[key] == value / 2
    with pytest.raises(ValueError, match="no_such_parameter"):
        estimator.set_params(no_such_parameter=1)


@pytest.mark.parametrize("name", BUILT_IN)
def test_it_learns_what_is_plain_to_see_in_two_classes(name: str) -> None:
    texts, labels = documents(2, each=40)
    # Dropout leaves too little of so small a model.
    more = {"epochs": 12, "learning_rate": 0.03, "dropout": 0.0}
    estimator = make(name, **{key: value for key, value in more.items() if key in models[name].parameters})
    estimator.fit(texts, labels)
    assert (estimator.predict(texts) == labels).mean() > 0.95
    if hasattr(estimator, "predict_proba"):
        assert estimator.predict_proba(texts).shape == (len(texts), 2)


@pytest.mark.parametrize("name", MASKED)
def test_what_is_masked_is_not_read(name: str) -> None:
    """Whatever the vector of padding becomes, predictions stay: no layer on the way has lost the mask."""
    texts, labels = documents(2)
    estimator = make(name, mask=True).fit(texts, labels)
    before = said(estimator, texts)
    (table,) = [layer for layer in estimator.model_.layers if getattr(layer, "mask_zero", False)]
    (vectors,) = table.get_weights()
    vectors[0] += 5
    table.set_weights([vectors])
    np.testing.assert_allclose(said(estimator, texts), before, atol=1e-5)
