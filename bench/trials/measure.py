"""Fitting and timing one estimator."""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

LARGE_BATCH = 2048
"""Documents in the large batch whose prediction is timed, at most."""

SINGLE_DOCUMENTS = 200
"""Documents predicted one at a time, at most."""

SECONDS_EACH = 2.0
"""Time given to each of the two measurements of prediction."""


def seed_everything(estimator: BaseEstimator, seed: int) -> None:
    """Seed NumPy, Python and every ``random_state`` that a recipe left open, nested ones too."""
    import random

    random.seed(seed)
    np.random.seed(seed)
    if hasattr(estimator, "get_params"):
        states = {
            name: seed
            for name, value in estimator.get_params(deep=True).items()
            if name.split("__")[-1] == "random_state" and value is None
        }
        if states:
            estimator.set_params(**states)


def is_network(estimator: BaseEstimator) -> bool:
    """Whether an estimator is this package's around a Keras model, and trains in epochs."""
    return hasattr(estimator, "epoch_callbacks")


def fit(
    estimator: BaseEstimator,
    documents: Sequence[str],
    labels: NDArray[np.int64],
    on_epoch: Callable[[dict[str, Any]], None],
) -> dict[str, float]:
    """Fit, and tell the making of features (``encode``) from the fitting proper (``fit``).

    A pipeline is fitted in two steps, which is what its own ``fit`` does.

    Returns:
        Seconds of ``encode`` and ``fit``.
    """
    from sklearn.pipeline import Pipeline

    began = time.perf_counter()
    if isinstance(estimator, Pipeline) and len(estimator) > 1 and estimator.memory is None:
        features = estimator[:-1].fit_transform(documents, labels)
        encoded = time.perf_counter()
        estimator[-1].fit(features, labels)
        return {"encode": encoded - began, "fit": time.perf_counter() - encoded}
    if is_network(estimator):
        estimator.fit(documents, labels, callbacks=estimator.epoch_callbacks(on_epoch))
        return dict(estimator.timings_)
    estimator.fit(documents, labels)
    return {"encode": 0.0, "fit": time.perf_counter() - began}


def throughput(
    estimator: BaseEstimator, documents: Sequence[str], trained: int, timings: dict[str, float]
) -> dict[str, float]:
    """Documents per second end to end, from prepared text, and the latency of a single document.

    Prediction is warm: the test part has been predicted before. Medians of as many repeats as
    ``SECONDS_EACH`` allows, three at least.

    Args:
        estimator: Fitted.
        documents: Test documents.
        trained: Training documents.
        timings: Seconds of ``encode`` and ``fit``.

    Returns:
        ``train_documents_per_second``, ``epoch_documents_per_second`` (without the first epoch, for
        models that train in epochs), ``predict_documents_per_second`` at ``predict_batch`` documents,
        ``predict_one_documents_per_second``, ``latency_median_s``, ``latency_p99_s``.
    """
    measured = {"train_documents_per_second": trained / max(timings["encode"] + timings["fit"], 1e-9)}
    epochs = [epoch["seconds"] for epoch in getattr(estimator, "history_", [])][1:]
    if epochs:
        measured["epoch_documents_per_second"] = estimator.documents_per_epoch_ / float(np.median(epochs))

    # Spread over the test part, which may be sorted.
    batch = [documents[i] for i in _spread(len(documents), LARGE_BATCH)]
    singles = [[documents[i]] for i in _spread(len(documents), SINGLE_DOCUMENTS)]
    seconds = _repeat(lambda: estimator.predict(batch))
    warm = len(_each(estimator.predict, singles))  # jax compiles for each new length
    latencies = np.array(_each(estimator.predict, singles[:warm]))
    measured["predict_batch"] = len(batch)
    measured["predict_documents_per_second"] = len(batch) / float(np.median(seconds))
    measured["predict_one_documents_per_second"] = 1 / float(np.median(latencies))
    measured["latency_median_s"] = float(np.median(latencies))
    measured["latency_p99_s"] = float(np.quantile(latencies, 0.99))
    return measured


def _spread(count: int, most: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


def _repeat(call: Callable[[], object]) -> list[float]:
    seconds: list[float] = []
    while len(seconds) < 3 or (sum(seconds) < SECONDS_EACH and len(seconds) < 20):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
        if len(seconds) == 1 and seconds[0] > 2 * SECONDS_EACH:
            break  # a slow model's one run says enough
    return seconds


def _each(call: Callable[[list[str]], object], inputs: list[list[str]]) -> list[float]:
    seconds: list[float] = []
    for single in inputs:
        began = time.perf_counter()
        call(single)
        seconds.append(time.perf_counter() - began)
        if sum(seconds) > SECONDS_EACH and len(seconds) >= 20:
            break
    return seconds


def size(estimator: BaseEstimator) -> dict[str, Any]:
    """Learnt parameters, bytes once pickled, and the layers of a neural model."""
    if hasattr(estimator, "layers"):
        return {
            "parameters": estimator.parameters(),
            "bytes": _pickled(estimator),
            "layers": estimator.layers(),
        }
    return {"parameters": _learnt(estimator), "bytes": _pickled(estimator), "layers": []}


def _learnt(estimator: Any) -> int:
    """Numbers in the fitted arrays of an estimator and of the estimators inside it."""
    total = 0
    for name, value in vars(estimator).items():
        if isinstance(value, np.ndarray) and name.endswith("_") and value.dtype.kind == "f":
            total += value.size
        elif name == "steps":
            total += sum(_learnt(step) for _, step in value if not isinstance(step, str))
        elif name.endswith("_"):
            inner = value if isinstance(value, list | tuple) else [value]
            total += sum(_learnt(item) for item in inner if hasattr(item, "get_params"))
    return total


class _Counter:
    """A file that only counts what is written to it."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, content: bytes | pickle.PickleBuffer) -> int:
        size = memoryview(content).nbytes  # large arrays come as buffers
        self.bytes += size
        return size


def _pickled(estimator: BaseEstimator) -> int | None:
    counter = _Counter()
    try:
        pickle.Pickler(counter, protocol=5).dump(estimator)
    except Exception:  # a plugin's lambda cannot be pickled; its size is then unknown
        return None
    return counter.bytes


def keras_backend() -> str | None:
    """The backend in use, if this process has loaded Keras."""
    keras = sys.modules.get("keras")
    return None if keras is None else str(keras.backend.backend())


def peak_bytes() -> int:
    """Most resident memory this process has had so far, as the system counted it."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
